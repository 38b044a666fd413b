//! What changes the shell itself.
//!
//! Layer: simulation.

use super::super::io::Io;
use super::super::run::Shell;

/// Runs one of these commands.
pub(super) async fn run(sh: &mut Shell, name: &str, args: &[&str], io: &Io) -> Option<i32> {
    Some(match name {
        ":" | "true" | "trap" | "set" | "ulimit" | "umask" | "wait" | "sync" | "clear" => 0,
        "false" => 1,
        "exit" | "return" => exit(sh, args),
        "break" | "continue" => {
            sh.jump = Some(name == "break");
            0
        }
        "cd" => cd(sh, args, io).await,
        "export" => export(sh, args),
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
        "read" => read(sh, args, io).await,
        _ => return None,
    })
}

fn exit(sh: &mut Shell, args: &[&str]) -> i32 {
    let code = args.first().and_then(|a| a.parse().ok()).unwrap_or(sh.status);
    sh.exited = Some(code & 255);
    code & 255
}

async fn cd(sh: &mut Shell, args: &[&str], io: &Io) -> i32 {
    let target = sh.path(args.first().copied().unwrap_or("/root"));
    if sh.process.files().get().is_dir(&target) {
        sh.cwd = target;
        return 0;
    }
    let word = args.first().copied().unwrap_or("");
    let why = if sh.name == "bash" {
        format!("bash: cd: {word}: No such file or directory\n")
    } else {
        format!("sh: cd: can't cd to {word}: No such file or directory\n")
    };
    io.stderr.text(&why).await;
    1
}

fn export(sh: &mut Shell, args: &[&str]) -> i32 {
    for a in args {
        let (name, value) = a.split_once('=').map_or((*a, None), |(n, v)| (n, Some(v)));
        if let Some(v) = value {
            sh.vars.insert(name.to_owned(), v.to_owned());
        }
        sh.exported.push(name.to_owned());
    }
    0
}

async fn read(sh: &mut Shell, args: &[&str], io: &Io) -> i32 {
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
