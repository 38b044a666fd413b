//! The commands: which exist in an image, and what each does.
//!
//! Layer: simulation.

mod base64;
mod builtins;
mod call;
mod cat;
mod cp;
mod curl;
mod cut;
mod date;
mod echo;
mod env;
mod find;
mod grep;
mod head;
mod kill;
mod launch;
mod ls;
mod machine;
mod mkdir;
mod names;
mod nginx;
mod numbers;
mod path;
mod ping;
mod ps;
mod redis;
mod rm;
mod sed;
mod servers;
mod sleep;
mod sort;
mod stat;
mod tee;
mod test;
mod touch;
mod tr;
mod url;
mod wc;
mod wget;

use std::sync::Arc;

use super::io::Io;
use super::run::Shell;
use crate::images::Os;
use crate::kubelet::Process;
use call::Call;

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
    if let Some(code) = builtins::run(sh, name, &args, io).await {
        return code;
    }
    if let Some(code) = launch::run(sh, name, &args, io).await {
        return code;
    }
    if let Some(code) = simple(Call { sh, name, args: &args, io }).await {
        return code;
    }
    io.stderr.text(&format!("{name}: not available on the practice cluster\n")).await;
    126
}

/// The commands that only read, write and answer; names on the network are the cluster's.
async fn simple(call: Call<'_>) -> Option<i32> {
    let args = call.args;
    Some(match call.name {
        "[" | "test" => test::run(call).await,
        "apk" | "apt" | "apt-get" => {
            call.fail("Temporary failure resolving 'deb.debian.org': this container has no way out of the practice cluster\n".into())
                .await;
            100
        }
        "base64" => base64::run(call).await,
        "basename" => path::basename(call).await,
        "cat" | "tac" => cat::run(call).await,
        "chmod" | "chown" | "ln" => 0,
        "cp" | "mv" => cp::run(call).await,
        "curl" => curl::run(call).await,
        "cut" => cut::run(call).await,
        "date" => date::run(call).await,
        "df" => machine::df(call).await,
        "dig" | "getent" | "nslookup" => names::run(call).await,
        "dirname" => path::dirname(call).await,
        "echo" => echo::run(call).await,
        "env" | "printenv" => env::run(call).await,
        "expr" => numbers::expr(call).await,
        "find" => find::run(call).await,
        "free" => machine::free(call).await,
        "grep" => grep::run(call).await,
        "head" | "tail" => head::run(call).await,
        "hostname" => machine::hostname(call).await,
        "httpd" if args.first() == Some(&"-v") => servers::httpd(call).await,
        "id" => machine::id(call).await,
        "kill" => kill::run(call).await,
        "ls" => ls::run(call).await,
        "mkdir" => mkdir::run(call).await,
        "mktemp" => touch::mktemp(call).await,
        "nginx" => nginx::run(call).await,
        "nproc" => machine::nproc(call).await,
        "ping" => ping::run(call).await,
        "printf" => echo::printf(call).await,
        "ps" | "top" => ps::run(call).await,
        "pwd" => machine::pwd(call).await,
        "python" | "python3" => return servers::python(call).await,
        "readlink" | "stat" | "du" => stat::run(call).await,
        "redis-cli" => redis::run(call).await,
        "redis-server" if args.contains(&"--version") || args.contains(&"-v") => servers::redis(call).await,
        "rm" => rm::run(call).await,
        "sed" => sed::run(call).await,
        "seq" => numbers::seq(call).await,
        "sleep" => sleep::run(call).await,
        "sort" | "uniq" => sort::run(call).await,
        "tee" => tee::run(call).await,
        "touch" => touch::run(call).await,
        "tr" => tr::run(call).await,
        "uname" => machine::uname(call).await,
        "uptime" => date::uptime(call).await,
        "wc" => wc::run(call).await,
        "wget" => wget::run(call).await,
        "whoami" => machine::whoami(call).await,
        "yes" => numbers::yes(call).await,
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

/// Whether a process' tools are busybox'.
fn is_busybox(p: &Arc<Process>) -> bool {
    matches!(p.found.image.os, Os::Alpine | Os::Busybox)
}
