//! `ls`.
//!
//! Layer: simulation.

use super::{Call, is_busybox};

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let Call { sh, io, .. } = call;
    let names = call.names();
    let p = &call.sh.process;
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
            let words = if is_busybox(p) {
                format!("ls: {t}: No such file or directory\n")
            } else {
                format!("ls: cannot access '{t}': No such file or directory\n")
            };
            io.stderr.text(&words).await;
            code = if is_busybox(p) { 1 } else { 2 };
            continue;
        }
        if targets.len() > 1 && dir {
            io.stdout.text(&format!("{}{t}:\n", if i > 0 { "\n" } else { "" })).await;
        }
        if !dir || call.flag('d') {
            list = vec![(*t).to_owned()];
        }
        if !call.flag('a') {
            list.retain(|n| !n.starts_with('.') || n == ".");
        }
        let mut out = String::new();
        if call.flag('l') {
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
