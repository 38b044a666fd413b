//! Commands on files: `ls cat mkdir rm touch cp mv find test`.
//!
//! Layer: simulation.

use super::super::io::Io;
use super::super::run::Shell;
use super::is_busybox;

/// Runs one of these commands.
pub(super) async fn run(sh: &mut Shell, name: &str, args: &[&str], io: &Io) -> Option<i32> {
    let p = sh.process.clone();
    let names: Vec<&str> = args.iter().filter(|a| !a.starts_with('-') || a.len() == 1).copied().collect();
    let flag = |c: char| args.iter().any(|a| a.starts_with('-') && !a.starts_with("--") && a.contains(c));
    let fail = |text: String| async move {
        io.stderr.text(&text).await;
        1
    };
    Some(match name {
        "cat" | "tac" => {
            if names.is_empty() {
                loop {
                    let chunk = io.stdin.chunk().await;
                    if chunk.is_empty() {
                        return Some(0);
                    }
                    io.stdout.write(&chunk).await;
                }
            }
            let (texts, code) = super::inputs(sh, name, &names, io).await;
            for mut t in texts {
                if flag('n') {
                    t = t.lines().enumerate().map(|(i, l)| format!("{:>6}\t{l}\n", i + 1)).collect();
                }
                if name == "tac" {
                    t = t.lines().rev().map(|l| format!("{l}\n")).collect();
                }
                io.stdout.text(&t).await;
            }
            code
        }
        "ls" => {
            let mut code = 0;
            let targets = if names.is_empty() { vec!["."] } else { names };
            for (i, t) in targets.iter().enumerate() {
                let path = sh.path(t);
                let (exists, dir, mut list) = {
                    let mut files = p.files();
                    let f = files.get();
                    (f.exists(&path), f.is_dir(&path), f.names(&path))
                };
                if !exists {
                    let words = if is_busybox(&p) {
                        format!("ls: {t}: No such file or directory\n")
                    } else {
                        format!("ls: cannot access '{t}': No such file or directory\n")
                    };
                    io.stderr.text(&words).await;
                    code = if is_busybox(&p) { 1 } else { 2 };
                    continue;
                }
                if targets.len() > 1 && dir {
                    io.stdout.text(&format!("{}{t}:\n", if i > 0 { "\n" } else { "" })).await;
                }
                if !dir || flag('d') {
                    list = vec![(*t).to_owned()];
                }
                if !flag('a') {
                    list.retain(|n| !n.starts_with('.') || n == ".");
                }
                let mut out = String::new();
                if flag('l') {
                    out.push_str(if dir { "total 0\n" } else { "" });
                    for n in &list {
                        let full = if dir { crate::shell::files::resolve(&path, n) } else { path.clone() };
                        let mut files = p.files();
                        let f = files.get();
                        let mode = if f.is_dir(&full) { "drwxr-xr-x" } else { "-rw-r--r--" };
                        out.push_str(&format!(
                            "{mode}    1 root     root     {:>8} {} {n}\n",
                            f.size(&full),
                            p.started.strftime("%b %e %H:%M")
                        ));
                    }
                } else {
                    for n in &list {
                        out.push_str(&format!("{n}\n"));
                    }
                }
                io.stdout.text(&out).await;
            }
            code
        }
        "mkdir" => {
            for t in names {
                let path = sh.path(t);
                let (exists, parent) = {
                    let mut files = p.files();
                    let f = files.get();
                    let parent =
                        path.rsplit_once('/').map_or("/", |(d, _)| if d.is_empty() { "/" } else { d });
                    (f.exists(&path), f.is_dir(parent))
                };
                if exists && !flag('p') {
                    return Some(fail(format!("mkdir: can't create directory '{t}': File exists\n")).await);
                }
                if !parent && !flag('p') {
                    return Some(
                        fail(format!("mkdir: can't create directory '{t}': No such file or directory\n"))
                            .await,
                    );
                }
                p.files().get().make_dirs(&path);
            }
            0
        }
        "rm" => {
            for t in names {
                let path = sh.path(t);
                let (exists, dir) = {
                    let mut files = p.files();
                    (files.get().exists(&path), files.get().is_dir(&path))
                };
                if !exists && !flag('f') {
                    return Some(fail(format!("rm: can't remove '{t}': No such file or directory\n")).await);
                }
                if dir && !flag('r') && !flag('R') {
                    return Some(fail(format!("rm: '{t}' is a directory\n")).await);
                }
                p.files().get().remove(&path);
            }
            0
        }
        "touch" => {
            for t in names {
                let path = sh.path(t);
                let made = p.files().get().write(&path, "", true);
                if let Err(why) = made {
                    return Some(fail(format!("touch: {t}: {why}\n")).await);
                }
            }
            0
        }
        "cp" | "mv" => {
            let Some((to, from)) = names.split_last() else { return Some(1) };
            for f in from {
                let content = p.files().get().read(&sh.path(f));
                let content = match content {
                    Ok(c) => c,
                    Err(why) => return Some(fail(format!("{name}: can't stat '{f}': {why}\n")).await),
                };
                let mut target = sh.path(to);
                if p.files().get().is_dir(&target) {
                    target =
                        format!("{}/{}", target.trim_end_matches('/'), f.rsplit('/').next().unwrap_or(f));
                }
                let made = p.files().get().write(&target, &content, false);
                if let Err(why) = made {
                    return Some(fail(format!("{name}: can't create '{to}': {why}\n")).await);
                }
                if name == "mv" {
                    p.files().get().remove(&sh.path(f));
                }
            }
            0
        }
        "chmod" | "chown" | "ln" => 0,
        "mktemp" => {
            let path = format!("/tmp/tmp.{}", crate::world::suffix(6));
            if p.files().get().write(&path, "", false).is_ok() {
                io.stdout.text(&format!("{path}\n")).await;
            }
            0
        }
        "find" => {
            let root = names.first().copied().unwrap_or(".");
            let pattern = args.iter().position(|a| *a == "-name").and_then(|i| args.get(i + 1)).copied();
            let mut stack = vec![(root.to_owned(), sh.path(root))];
            let mut out = String::new();
            while let Some((shown, path)) = stack.pop() {
                let base = shown.rsplit('/').next().unwrap_or(&shown);
                if pattern.is_none_or(|g| super::matches_glob(g, base)) {
                    out.push_str(&format!("{shown}\n"));
                }
                let children = p.files().get().names(&path);
                for n in children.into_iter().rev() {
                    stack.push((
                        format!("{}/{n}", shown.trim_end_matches('/')),
                        crate::shell::files::resolve(&path, &n),
                    ));
                }
            }
            io.stdout.text(&out).await;
            0
        }
        "stat" | "du" | "readlink" => {
            for t in names {
                let path = sh.path(t);
                let size = p.files().get().size(&path);
                let line = match name {
                    "stat" => format!("  File: {t}\n  Size: {size}\n"),
                    "du" => format!("{}\t{t}\n", size.div_ceil(1024)),
                    _ => format!("{path}\n"),
                };
                io.stdout.text(&line).await;
            }
            0
        }
        "test" | "[" => {
            let mut words = args.to_vec();
            if name == "[" && words.pop() != Some("]") {
                return Some(fail("sh: missing ]\n".into()).await);
            }
            i32::from(!check(sh, &words))
        }
        _ => return None,
    })
}

fn check(sh: &Shell, words: &[&str]) -> bool {
    if let Some(i) = words.iter().position(|w| *w == "-o") {
        return check(sh, &words[..i]) || check(sh, &words[i + 1..]);
    }
    if let Some(i) = words.iter().position(|w| *w == "-a") {
        return check(sh, &words[..i]) && check(sh, &words[i + 1..]);
    }
    let number = |w: &str| w.trim().parse::<i64>().unwrap_or(0);
    match words {
        ["!", rest @ ..] => !check(sh, rest),
        [] => false,
        [one] => !one.is_empty(),
        ["-z", s] => s.is_empty(),
        ["-n", s] => !s.is_empty(),
        ["-e" | "-r" | "-w", f] => sh.process.files().get().exists(&sh.path(f)),
        ["-x", f] => sh.process.files().get().exists(&sh.path(f)),
        ["-d", f] => sh.process.files().get().is_dir(&sh.path(f)),
        ["-f", f] => {
            let path = sh.path(f);
            let mut files = sh.process.files();
            files.get().exists(&path) && !files.get().is_dir(&path)
        }
        ["-s", f] => sh.process.files().get().read(&sh.path(f)).is_ok_and(|c| !c.is_empty()),
        [a, "=" | "==", b] => a == b,
        [a, "!=", b] => a != b,
        [a, "-eq", b] => number(a) == number(b),
        [a, "-ne", b] => number(a) != number(b),
        [a, "-lt", b] => number(a) < number(b),
        [a, "-le", b] => number(a) <= number(b),
        [a, "-gt", b] => number(a) > number(b),
        [a, "-ge", b] => number(a) >= number(b),
        _ => false,
    }
}
