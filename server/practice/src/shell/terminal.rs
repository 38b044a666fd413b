//! A terminal in front of the shell: echo, line editing, prompt, Ctrl-C, Ctrl-D.
//!
//! Layer: simulation.

use std::sync::Arc;

use bytes::Bytes;
use tokio::sync::mpsc;

use super::io::{Input, Io, Output};
use super::run::Shell;
use crate::images::Os;
use crate::kubelet::Process;
use crate::kubelet::logbuf::{Part, lost};

struct Line {
    input: mpsc::Receiver<Bytes>,
    waiting: Vec<u8>,
    history: Vec<String>,
}

enum Typed {
    Line(String),
    Interrupt,
    End,
}

impl Line {
    async fn byte(&mut self) -> Option<u8> {
        if self.waiting.is_empty() {
            let mut next = self.input.recv().await?.to_vec();
            next.reverse();
            self.waiting = next;
        }
        self.waiting.pop()
    }

    /// Reads a line with echo and editing.
    async fn read(&mut self, out: &Output) -> Typed {
        let mut line: Vec<u8> = Vec::new();
        let mut back = 0;
        loop {
            let Some(b) = self.byte().await else { return Typed::End };
            match b {
                b'\r' | b'\n' => {
                    out.text("\n").await;
                    let text = String::from_utf8_lossy(&line).into_owned();
                    if !text.trim().is_empty() {
                        self.history.push(text.clone());
                    }
                    return Typed::Line(text);
                }
                3 => {
                    out.text("^C\n").await;
                    return Typed::Interrupt;
                }
                4 if line.is_empty() => return Typed::End,
                0x7f | 8 => {
                    let text = String::from_utf8_lossy(&line).into_owned();
                    if let Some(last) = text.chars().last() {
                        line.truncate(line.len() - last.len_utf8().min(line.len()));
                        let wide = usize::from(last as u32 >= 0x1100) + 1;
                        out.text(&"\u{8} \u{8}".repeat(wide)).await;
                    }
                }
                0x15 => {
                    let width = String::from_utf8_lossy(&line).chars().count();
                    out.text(&"\u{8} \u{8}".repeat(width)).await;
                    line.clear();
                }
                0x1b => {
                    // Arrow keys: up and down walk through the history.
                    let (_, key) = (self.byte().await, self.byte().await);
                    let wanted = match key {
                        Some(b'A') => (back + 1).min(self.history.len()),
                        Some(b'B') => usize::saturating_sub(back, 1),
                        _ => continue,
                    };
                    back = wanted;
                    let width = String::from_utf8_lossy(&line).chars().count();
                    let text = if back == 0 {
                        String::new()
                    } else {
                        self.history[self.history.len() - back].clone()
                    };
                    out.text(&format!("{}{text}", "\u{8} \u{8}".repeat(width))).await;
                    line = text.into_bytes();
                }
                b if b < 32 && b != b'\t' => {}
                b => {
                    if line.len() < 4096 {
                        line.push(b);
                        out.write(&[b]).await;
                    }
                }
            }
        }
    }
}

fn prompt(sh: &Shell) -> String {
    let short = if sh.cwd == "/root" { "~".to_owned() } else { sh.cwd.clone() };
    match (sh.process.found.image.os, sh.name.as_str()) {
        (Os::Debian | Os::Ubuntu, "bash") => format!("root@{}:{short}# ", sh.process.launch.hostname),
        (Os::Debian | Os::Ubuntu, _) => "# ".into(),
        _ => format!("{short} # "),
    }
}

/// Runs a command at a terminal: a shell interactively, anything else until it ends or Ctrl-C.
pub(crate) async fn run(
    sh: &mut Shell,
    command: &[String],
    input: mpsc::Receiver<Bytes>,
    out: &Output,
) -> i32 {
    let mut line = Line { input, waiting: Vec::new(), history: Vec::new() };
    let program = command[0].rsplit('/').next().unwrap_or("");
    let shell = ["sh", "bash", "ash", "dash", "zsh"].contains(&program)
        && command[1..].iter().all(|a| a.starts_with('-') && !a.contains('c'));
    if !shell {
        return guarded(sh, Job::Command(command), &mut line, out).await;
    }
    sh.name = if program == "bash" { "bash".into() } else { "sh".into() };
    let mut pending = String::new();
    loop {
        out.text(&if pending.is_empty() { prompt(sh) } else { "> ".to_owned() }).await;
        match line.read(out).await {
            Typed::End => {
                if sh.name == "bash" {
                    out.text("exit\n").await;
                }
                return sh.status;
            }
            Typed::Interrupt => {
                pending.clear();
                sh.status = 130;
            }
            Typed::Line(text) => {
                pending.push_str(&text);
                // An open quote or loop goes on in the next line.
                if let Err(why) = super::parse::parse(&pending)
                    && (why.contains("unterminated") || why.contains("end of file"))
                {
                    pending.push('\n');
                    continue;
                }
                let script = std::mem::take(&mut pending);
                guarded(sh, Job::Script(&script), &mut line, out).await;
                if let Some(code) = sh.exited {
                    return code;
                }
            }
        }
    }
}

enum Job<'a> {
    Script(&'a str),
    Command(&'a [String]),
}

/// Runs something while Ctrl-C may end it; what is typed meanwhile goes to its standard input, line by line.
async fn guarded(sh: &mut Shell, job: Job<'_>, line: &mut Line, out: &Output) -> i32 {
    let (to, from) = mpsc::channel(16);
    let io = Io { stdin: Input::client(from), stdout: out.clone(), stderr: out.clone() };
    let mut to = Some(to);
    let mut copy = sh.clone();
    let work = async {
        let code = match job {
            Job::Script(text) => copy.script(text, &io).await,
            Job::Command(argv) => copy.exec(argv, &io).await,
        };
        (code, copy)
    };
    tokio::pin!(work);
    // A command that ends at once never looks at what is typed.
    let quick = tokio::select! {
        biased;
        done = &mut work => Some(done),
        () = tokio::time::sleep(std::time::Duration::from_millis(30)) => None,
    };
    if let Some((code, after)) = quick {
        *sh = after;
        sh.status = code;
        return code;
    }
    loop {
        tokio::select! {
            (code, after) = &mut work => {
                *sh = after;
                sh.status = code;
                return code;
            }
            typed = line.read(out), if to.is_some() => match typed {
                Typed::Line(text) => {
                    if let Some(to) = &to
                        && to.send(Bytes::from(format!("{text}\n"))).await.is_err()
                    {
                        tracing::trace!("a command does not read");
                    }
                }
                Typed::Interrupt => {
                    sh.status = 130;
                    return 130;
                }
                Typed::End => to = None,
            }
        }
    }
}

/// Attaches to the container's own process: shows what it writes; Ctrl-C ends the attachment.
pub(crate) async fn attach(
    process: &Arc<Process>,
    mut input: mpsc::Receiver<Bytes>,
    out: &Output,
    tty: bool,
    stdin: bool,
) -> i32 {
    let shell = !process.serves
        && ["sh", "bash", "ash", "zsh"]
            .contains(&process.argv.first().map_or("", |a| a.rsplit('/').next().unwrap_or("")))
        && process.argv.len() == 1;
    if shell && process.launch.tty && stdin {
        // The container's own shell waits for somebody at its terminal; with its end the container ends.
        let mut sh = Shell::new(process.clone());
        let code = if tty {
            run(&mut sh, &process.argv.clone(), input, out).await
        } else {
            let io = Io { stdin: Input::client(input), stdout: out.clone(), stderr: out.clone() };
            sh.exec(&process.argv.clone(), &io).await
        };
        let code = sh.exited.unwrap_or(code);
        process.exit(code);
        return code;
    }
    let mut grown = process.log.watch();
    let mut at = process.log.read(u64::MAX).next;
    loop {
        let Part { missed, lines, next, closed } = process.log.read(at);
        at = next;
        if missed > 0 {
            out.text(&lost(missed)).await;
        }
        for (_, text) in lines {
            out.text(&format!("{text}\n")).await;
        }
        if closed {
            return 0;
        }
        tokio::select! {
            changed = grown.changed() => if changed.is_err() { return 0 },
            typed = input.recv(), if stdin => match typed {
                Some(bytes) if bytes.contains(&3) => return 0,
                Some(_) => {}
                None => { let closed = grown.changed().await; if closed.is_err() { return 0 } }
            },
        }
    }
}
