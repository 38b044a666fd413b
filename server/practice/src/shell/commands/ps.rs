//! `ps` and `top`.
//!
//! Layer: simulation.

use super::super::run::Shell;
use super::Call;
use super::is_busybox;

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let Call { sh, args, io, .. } = call;
    io.stdout.text(&processes(sh, args)).await;
    0
}

fn processes(sh: &Shell, args: &[&str]) -> String {
    let p = &sh.process;
    let mut rows: Vec<(u32, &str, String)> = Vec::new();
    let first = if p.serves && p.found.image.server == Some("nginx") {
        "nginx: master process nginx -g daemon off;".to_owned()
    } else if p.found.image.server == Some("redis-server") && p.serves {
        "redis-server *:6379".into()
    } else {
        p.argv.join(" ")
    };
    rows.push((1, "root", first));
    if p.serves {
        for (i, (user, command)) in p.found.image.children.iter().enumerate() {
            rows.push((29 + i as u32, user, (*command).to_owned()));
        }
    }
    rows.push((42, "root", sh.name.clone()));
    rows.push((43, "root", format!("ps {}", args.join(" ")).trim_end().to_owned()));
    if is_busybox(p) {
        let mut out = "PID   USER     TIME  COMMAND\n".to_owned();
        for (pid, user, command) in rows {
            out.push_str(&format!("{pid:>5} {user:<8}  0:00 {command}\n"));
        }
        return out;
    }
    let full = args.iter().any(|a| a.contains('a') || a.contains('e'));
    if args.iter().any(|a| a.contains('f') && a.starts_with('-')) {
        let time = p.started.strftime("%H:%M").to_string();
        let mut out = "UID          PID    PPID  C STIME TTY          TIME CMD\n".to_owned();
        for (pid, user, command) in rows {
            out.push_str(&format!(
                "{user:<8} {pid:>7} {:>7}  0 {time} ?        00:00:00 {command}\n",
                u32::from(pid > 1)
            ));
        }
        return out;
    }
    if full {
        let time = p.started.strftime("%H:%M").to_string();
        let mut out =
            "USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n".to_owned();
        for (pid, user, command) in rows {
            out.push_str(&format!(
                "{user:<8} {pid:>7}  0.0  0.1  11412  7344 ?        Ss   {time}   0:00 {command}\n"
            ));
        }
        return out;
    }
    let mut out = "    PID TTY          TIME CMD\n".to_owned();
    for (pid, _, command) in rows.iter().filter(|r| r.0 >= 42) {
        out.push_str(&format!("{pid:>7} pts/0    00:00:00 {}\n", command.split(' ').next().unwrap_or("")));
    }
    out
}
