//! The commands: which exist in an image, and what each does.
//!
//! Layer: simulation.

mod fs;
mod net;
mod sys;
mod text;

use std::sync::Arc;

use super::io::Io;
use super::run::Shell;
use crate::images::Os;
use crate::kubelet::Process;

const BUILTINS: &[&str] = &[
    ":", ".", "break", "cd", "command", "continue", "exec", "exit", "export", "false", "read", "return",
    "set", "shift", "source", "trap", "true", "type", "ulimit", "umask", "unset", "wait", "[", "test",
    "echo", "printf", "pwd", "kill", "eval",
];
const COMMON: &[&str] = &[
    "[", "base64", "basename", "cat", "chmod", "chown", "cp", "cut", "date", "df", "dirname", "du", "echo",
    "env", "expr", "false", "find", "free", "grep", "head", "hostname", "id", "kill", "ln", "ls", "md5sum",
    "mkdir", "mktemp", "mv", "nproc", "printenv", "printf", "pwd", "readlink", "rm", "sed", "seq", "sh",
    "sleep", "sort", "stat", "sync", "tail", "tee", "test", "timeout", "touch", "tr", "true", "uname",
    "uniq", "uptime", "wc", "which", "whoami", "xargs", "yes",
];
const BUSYBOX: &[&str] =
    &["wget", "nslookup", "ping", "ps", "top", "vi", "nc", "netstat", "ip", "ifconfig", "clear", "watch"];

/// Whether a command exists in a container. The error is the tail of runc's sentence.
pub(crate) fn lookup(p: &Process, program: &str) -> Result<(), &'static str> {
    let image = p.found.image;
    if let Some(dir) = program.rfind('/') {
        let name = &program[dir + 1..];
        let known = ["/bin", "/usr/bin", "/sbin", "/usr/sbin", "/usr/local/bin", ""]
            .contains(&&program[..dir])
            && has(p, name);
        let file = p.files().get().exists(program);
        return if known || file { Ok(()) } else { Err("stat: no such file or directory") };
    }
    if has(p, program) || image.server == Some(program) {
        Ok(())
    } else {
        Err("executable file not found in $PATH")
    }
}

fn has(p: &Process, name: &str) -> bool {
    let image = p.found.image;
    let bash = image.tools.contains(&"bash") || matches!(image.os, Os::Debian | Os::Ubuntu);
    match image.os {
        Os::None => image.server == Some(name),
        _ if image.tools.contains(&name) => true,
        _ if name == "bash" => bash,
        Os::Alpine | Os::Busybox => {
            COMMON.contains(&name)
                || BUSYBOX.contains(&name)
                || name == "busybox"
                || (["apk", "curl"].contains(&name) && image.os == Os::Alpine)
                || name == "ash"
        }
        Os::Debian | Os::Ubuntu => {
            COMMON.contains(&name)
                || [
                    "apt", "apt-get", "dpkg", "perl", "tac", "less", "dash", "getent", "ps", "wget", "curl",
                    "ping", "nslookup",
                ]
                .contains(&name)
        }
    }
}

/// Runs one command.
pub(crate) async fn run(sh: &mut Shell, argv: &[String], io: &Io) -> i32 {
    let Some(first) = argv.first() else { return 0 };
    let name = first.rsplit('/').next().unwrap_or("");
    let builtin = BUILTINS.contains(&first.as_str());
    if !builtin && lookup(&sh.process, first).is_err() {
        let words = match (sh.name.as_str(), first.contains('/')) {
            ("bash", true) => format!("bash: {first}: No such file or directory\n"),
            ("bash", false) => format!("bash: {first}: command not found\n"),
            (_, _) if matches!(sh.process.found.image.os, Os::Debian | Os::Ubuntu) => {
                format!("sh: 1: {first}: not found\n")
            }
            _ => format!("sh: {first}: not found\n"),
        };
        io.stderr.text(&words).await;
        return 127;
    }
    let args: Vec<&str> = argv[1..].iter().map(String::as_str).collect();
    if let Some(code) = control(sh, name, &args, io).await {
        return code;
    }
    if let Some(code) = sys::run(sh, name, &args, io).await {
        return code;
    }
    if let Some(code) = fs::run(sh, name, &args, io).await {
        return code;
    }
    if let Some(code) = text::run(sh, name, &args, io).await {
        return code;
    }
    if let Some(code) = net::run(sh, name, &args, io).await {
        return code;
    }
    io.stderr.text(&format!("{name}: not available on the practice cluster\n")).await;
    126
}

/// What changes the shell itself, or runs other commands.
async fn control(sh: &mut Shell, name: &str, args: &[&str], io: &Io) -> Option<i32> {
    let own = |args: &[&str]| args.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
    Some(match name {
        ":" | "true" | "trap" | "set" | "ulimit" | "umask" | "wait" | "sync" | "clear" => 0,
        "false" => 1,
        "exit" | "return" => {
            let code = args.first().and_then(|a| a.parse().ok()).unwrap_or(sh.status);
            sh.exited = Some(code & 255);
            code & 255
        }
        "break" | "continue" => {
            sh.jump = Some(name == "break");
            0
        }
        "cd" => {
            let target = sh.path(args.first().copied().unwrap_or("/root"));
            if sh.process.files().get().is_dir(&target) {
                sh.cwd = target;
                0
            } else {
                let word = args.first().copied().unwrap_or("");
                let why = if sh.name == "bash" {
                    format!("bash: cd: {word}: No such file or directory\n")
                } else {
                    format!("sh: cd: can't cd to {word}: No such file or directory\n")
                };
                io.stderr.text(&why).await;
                1
            }
        }
        "export" => {
            for a in args {
                let (name, value) = a.split_once('=').map_or((*a, None), |(n, v)| (n, Some(v)));
                if let Some(v) = value {
                    sh.vars.insert(name.to_owned(), v.to_owned());
                }
                sh.exported.push(name.to_owned());
            }
            0
        }
        "unset" => {
            for a in args {
                sh.vars.remove(*a);
            }
            0
        }
        "shift" => {
            if !sh.args.is_empty() {
                sh.args.remove(0);
            }
            0
        }
        "read" => {
            let line = io.stdin.line().await;
            let names: Vec<&str> = args.iter().filter(|a| !a.starts_with('-')).copied().collect();
            let found = line.is_some();
            let line = line.unwrap_or_default();
            let mut words = line.split_whitespace();
            for (i, n) in names.iter().enumerate() {
                let value = if i + 1 == names.len() {
                    words.by_ref().collect::<Vec<_>>().join(" ")
                } else {
                    words.next().unwrap_or("").to_owned()
                };
                sh.vars.insert((*n).to_owned(), value);
            }
            i32::from(!found)
        }
        "eval" => {
            let text = args.join(" ");
            Box::pin(sh.script(&text, io)).await
        }
        "exec" | "command" | "nohup" if !args.is_empty() && args[0] != "-v" => {
            let argv = own(args);
            let code = sh.exec(&argv, io).await;
            if name == "exec" {
                sh.exited = Some(code);
            }
            code
        }
        "env" if args.iter().any(|a| !a.contains('=')) => {
            let argv = own(&args[args.iter().position(|a| !a.contains('='))?..]);
            sh.exec(&argv, io).await
        }
        "timeout" if args.len() > 1 => {
            let limit = sys::seconds(args[0]).unwrap_or(0.0);
            let argv = own(&args[1..]);
            let clock = sh.process.clock.clone();
            tokio::select! {
                code = sh.exec(&argv, io) => code,
                () = clock.process_sleep(std::time::Duration::from_secs_f64(limit)) => 124,
            }
        }
        "xargs" => {
            let mut argv = if args.is_empty() { vec!["echo".to_owned()] } else { own(args) };
            let text = String::from_utf8_lossy(&io.stdin.all().await).into_owned();
            argv.extend(text.split_whitespace().map(str::to_owned));
            sh.exec(&argv, io).await
        }
        "type" | "which" | "command" => {
            let mut code = 0;
            for a in args.iter().filter(|a| !a.starts_with('-')) {
                if lookup(&sh.process, a).is_ok() {
                    io.stdout.text(&format!("/usr/bin/{a}\n")).await;
                } else {
                    code = 1;
                }
            }
            code
        }
        "sh" | "bash" | "ash" | "dash" | "zsh" | "busybox" => {
            if sh.depth > 12 {
                return Some(1);
            }
            if name == "busybox" && !args.is_empty() && args[0] != "sh" {
                let argv = own(args);
                return Some(sh.exec(&argv, io).await);
            }
            let mut sub = sh.clone();
            sub.depth += 1;
            sub.name = if name == "bash" { "bash".into() } else { "sh".into() };
            sub.exited = None;
            let flag =
                args.iter().position(|a| a.starts_with('-') && a.contains('c') && !a.starts_with("--"));
            match flag {
                Some(i) => {
                    let script = args.get(i + 1).copied().unwrap_or("").to_owned();
                    sub.args = own(args.get(i + 3..).unwrap_or(&[]));
                    Box::pin(sub.script(&script, io)).await
                }
                None => match args.iter().find(|a| !a.starts_with('-')) {
                    Some(file) => {
                        let read = sh.process.files().get().read(&sh.path(file));
                        match read {
                            Ok(text) => Box::pin(sub.script(&text, io)).await,
                            Err(_) => {
                                io.stderr
                                    .text(&format!(
                                        "{name}: can't open '{file}': No such file or directory\n"
                                    ))
                                    .await;
                                2
                            }
                        }
                    }
                    None if sh.main && sh.process.launch.tty => {
                        // A terminal that nobody is at: it waits.
                        std::future::pending::<()>().await;
                        0
                    }
                    None => {
                        let mut code = 0;
                        while let Some(line) = io.stdin.line().await {
                            code = Box::pin(sub.script(&line, io)).await;
                            if let Some(exit) = sub.exited {
                                return Some(exit);
                            }
                        }
                        code
                    }
                },
            }
        }
        _ => return None,
    })
}

/// Whether a name matches a pattern of `*` and `?`.
pub(crate) fn matches_glob(pattern: &str, name: &str) -> bool {
    match (pattern.chars().next(), name.chars().next()) {
        (None, None) => true,
        (Some('*'), _) => {
            matches_glob(&pattern[1..], name)
                || (!name.is_empty()
                    && matches_glob(pattern, &name[name.chars().next().map_or(0, char::len_utf8)..]))
        }
        (Some(p), Some(n)) if p == '?' || p == n => {
            matches_glob(&pattern[p.len_utf8()..], &name[n.len_utf8()..])
        }
        _ => false,
    }
}

/// `$((...))`: whole numbers with `+ - * / %` and brackets.
pub(crate) fn arithmetic(text: &str, variable: &dyn Fn(&str) -> String) -> i64 {
    let tokens: Vec<String> = {
        let mut out: Vec<String> = Vec::new();
        for c in text.chars() {
            if c.is_whitespace() {
                out.push(String::new());
            } else if c.is_ascii_alphanumeric() || c == '_' || c == '$' {
                match out.last_mut() {
                    Some(last) if last.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '$') => {
                        last.push(c)
                    }
                    _ => out.push(c.into()),
                }
            } else {
                out.push(c.into());
            }
        }
        out.into_iter().filter(|t| !t.is_empty()).collect()
    };
    fn sum(t: &[String], i: &mut usize, v: &dyn Fn(&str) -> String) -> i64 {
        let mut left = product(t, i, v);
        while let Some(op) = t.get(*i).filter(|o| ["+", "-"].contains(&o.as_str())) {
            *i += 1;
            let right = product(t, i, v);
            left = if op == "+" { left.wrapping_add(right) } else { left.wrapping_sub(right) };
        }
        left
    }
    fn product(t: &[String], i: &mut usize, v: &dyn Fn(&str) -> String) -> i64 {
        let mut left = atom(t, i, v);
        while let Some(op) = t.get(*i).filter(|o| ["*", "/", "%"].contains(&o.as_str())) {
            *i += 1;
            let right = atom(t, i, v);
            left = match op.as_str() {
                "*" => left.wrapping_mul(right),
                "/" => left.checked_div(right).unwrap_or(0),
                _ => left.checked_rem(right).unwrap_or(0),
            };
        }
        left
    }
    fn atom(t: &[String], i: &mut usize, v: &dyn Fn(&str) -> String) -> i64 {
        let Some(word) = t.get(*i) else { return 0 };
        *i += 1;
        match word.as_str() {
            "(" => {
                let n = sum(t, i, v);
                *i += 1;
                n
            }
            "-" => -atom(t, i, v),
            w => w.parse().unwrap_or_else(|_| v(w.trim_start_matches('$')).trim().parse().unwrap_or(0)),
        }
    }
    sum(&tokens, &mut 0, variable)
}

/// The usual way in: input named by file arguments, or standard input.
async fn inputs(sh: &Shell, name: &str, files: &[&str], io: &Io) -> (Vec<String>, i32) {
    let mut out = Vec::new();
    let mut code = 0;
    if files.is_empty() {
        out.push(String::from_utf8_lossy(&io.stdin.all().await).into_owned());
    }
    for f in files {
        if *f == "-" {
            out.push(String::from_utf8_lossy(&io.stdin.all().await).into_owned());
            continue;
        }
        let read = sh.process.files().get().read(&sh.path(f));
        match read {
            Ok(content) => out.push(content),
            Err(why) => {
                let busybox = matches!(sh.process.found.image.os, Os::Alpine | Os::Busybox);
                let words = if busybox && why.starts_with("No such") {
                    format!("{name}: can't open '{f}': {why}\n")
                } else {
                    format!("{name}: {f}: {why}\n")
                };
                io.stderr.text(&words).await;
                code = 1;
            }
        }
    }
    (out, code)
}

/// Whether a process' tools are busybox'.
fn is_busybox(p: &Arc<Process>) -> bool {
    matches!(p.found.image.os, Os::Alpine | Os::Busybox)
}
