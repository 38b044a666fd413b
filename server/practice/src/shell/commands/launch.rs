//! What runs other commands, and shells in a shell.
//!
//! Layer: simulation.

use super::super::io::Io;
use super::super::run::Shell;
use super::{lookup, sleep};

/// How deep shells may stand in each other.
const DEPTH: u32 = 12;

/// Runs one of these commands.
pub(super) async fn run(sh: &mut Shell, name: &str, args: &[&str], io: &Io) -> Option<i32> {
    Some(match name {
        "eval" => {
            let text = args.join(" ");
            Box::pin(sh.script(&text, io)).await
        }
        "exec" | "command" | "nohup" if !args.is_empty() && args[0] != "-v" => {
            let code = sh.exec(&own(args), io).await;
            if name == "exec" {
                sh.exited = Some(code);
            }
            code
        }
        "env" if args.iter().any(|a| !a.contains('=')) => {
            let argv = own(&args[args.iter().position(|a| !a.contains('='))?..]);
            sh.exec(&argv, io).await
        }
        "timeout" if args.len() > 1 => timeout(sh, args, io).await,
        "xargs" => {
            let mut argv = if args.is_empty() { vec!["echo".to_owned()] } else { own(args) };
            let text = String::from_utf8_lossy(&io.stdin.all().await).into_owned();
            argv.extend(text.split_whitespace().map(str::to_owned));
            sh.exec(&argv, io).await
        }
        "type" | "which" | "command" => which(sh, args, io).await,
        "busybox" if !args.is_empty() && args[0] != "sh" => sh.exec(&own(args), io).await,
        "sh" | "bash" | "ash" | "dash" | "zsh" | "busybox" => shell(sh, name, args, io).await,
        _ => return None,
    })
}

fn own(args: &[&str]) -> Vec<String> {
    args.iter().map(|s| (*s).to_owned()).collect()
}

async fn timeout(sh: &mut Shell, args: &[&str], io: &Io) -> i32 {
    let limit = sleep::seconds(args[0]).unwrap_or(0.0);
    let argv = own(&args[1..]);
    let clock = sh.process.clock.clone();
    tokio::select! {
        code = sh.exec(&argv, io) => code,
        () = clock.process_sleep(std::time::Duration::from_secs_f64(limit)) => 124,
    }
}

async fn which(sh: &Shell, args: &[&str], io: &Io) -> i32 {
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

/// A shell of its own: with a script in its words, in a file, or on standard input.
async fn shell(sh: &Shell, name: &str, args: &[&str], io: &Io) -> i32 {
    if sh.depth > DEPTH {
        return 1;
    }
    let mut sub = sh.clone();
    sub.depth += 1;
    sub.name = if name == "bash" { "bash".into() } else { "sh".into() };
    sub.exited = None;
    let flag = args.iter().position(|a| a.starts_with('-') && a.contains('c') && !a.starts_with("--"));
    if let Some(i) = flag {
        let script = args.get(i + 1).copied().unwrap_or("").to_owned();
        sub.args = own(args.get(i + 3..).unwrap_or(&[]));
        return Box::pin(sub.script(&script, io)).await;
    }
    if let Some(file) = args.iter().find(|a| !a.starts_with('-')) {
        let read = sh.process.files().get().read(&sh.path(file));
        let Ok(text) = read else {
            io.stderr.text(&format!("{name}: can't open '{file}': No such file or directory\n")).await;
            return 2;
        };
        return Box::pin(sub.script(&text, io)).await;
    }
    if sh.main && sh.process.launch.tty {
        // A terminal that nobody is at: it waits.
        std::future::pending::<()>().await;
    }
    let mut code = 0;
    while let Some(line) = io.stdin.line().await {
        code = Box::pin(sub.script(&line, io)).await;
        if let Some(exit) = sub.exited {
            return exit;
        }
    }
    code
}
