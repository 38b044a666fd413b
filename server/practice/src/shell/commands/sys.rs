//! Commands about the container itself: `ps env hostname date sleep id uname kill`, and the servers' own programs.
//!
//! Layer: simulation.

use std::time::Duration;

use super::super::io::Io;
use super::super::run::Shell;
use super::is_busybox;

/// `5`, `0.5`, `2m`, `infinity`.
pub(super) fn seconds(text: &str) -> Option<f64> {
    if ["infinity", "inf"].contains(&text) {
        return Some(1e9);
    }
    let (number, unit) = match text.find(|c: char| c.is_ascii_alphabetic()) {
        Some(i) => (&text[..i], &text[i..]),
        None => (text, "s"),
    };
    let factor = match unit {
        "s" => 1.0,
        "m" => 60.0,
        "h" => 3600.0,
        "d" => 86400.0,
        _ => return None,
    };
    number.parse::<f64>().ok().filter(|n| *n >= 0.0).map(|n| n * factor)
}

/// Runs one of these commands.
pub(super) async fn run(sh: &mut Shell, name: &str, args: &[&str], io: &Io) -> Option<i32> {
    let p = sh.process.clone();
    let say = |text: String| async move { io.stdout.text(&text).await };
    Some(match name {
        "sleep" => {
            let total: Option<f64> = args.iter().map(|a| seconds(a)).sum();
            match total {
                Some(s) if !args.is_empty() => {
                    p.clock.process_sleep(Duration::from_secs_f64(s.min(1e9))).await;
                    0
                }
                _ => {
                    let bad = args.first().copied().unwrap_or("");
                    io.stderr.text(&format!("sleep: invalid time interval '{bad}'\n")).await;
                    1
                }
            }
        }
        "echo" => {
            let mut rest = args;
            let (mut newline, mut escapes) = (true, false);
            while let Some(flag @ ("-n" | "-e" | "-ne" | "-en")) = rest.first().copied() {
                newline &= !flag.contains('n');
                escapes |= flag.contains('e');
                rest = &rest[1..];
            }
            let text = rest.join(" ");
            let text = if escapes { unescape(&text) } else { text };
            io.stdout.text(&if newline { format!("{text}\n") } else { text }).await;
            0
        }
        "printf" => {
            let format = args.first().copied().unwrap_or("");
            io.stdout.text(&printf(format, args.get(1..).unwrap_or(&[]))).await;
            0
        }
        "pwd" => {
            say(format!("{}\n", sh.cwd)).await;
            0
        }
        "env" | "printenv" => {
            let wanted: Vec<&str> = args.iter().filter(|a| !a.contains('=')).copied().collect();
            let mut code = 0;
            if wanted.is_empty() {
                let mut all: Vec<String> = sh
                    .vars
                    .iter()
                    .filter(|(k, _)| sh.exported.contains(k))
                    .map(|(k, v)| format!("{k}={v}\n"))
                    .collect();
                all.push(format!("PWD={}\n", sh.cwd));
                all.extend(args.iter().map(|a| format!("{a}\n")));
                say(all.concat()).await;
            }
            for w in wanted {
                match sh.vars.get(w) {
                    Some(v) => io.stdout.text(&format!("{v}\n")).await,
                    None => code = 1,
                }
            }
            code
        }
        "hostname" => {
            let out =
                if args.contains(&"-i") || args.contains(&"-I") { &p.launch.ip } else { &p.launch.hostname };
            say(format!("{out}\n")).await;
            0
        }
        "whoami" => {
            say("root\n".into()).await;
            0
        }
        "id" => {
            say(if args.contains(&"-u") || args.contains(&"-g") {
                "0\n".into()
            } else {
                "uid=0(root) gid=0(root) groups=0(root)\n".into()
            })
            .await;
            0
        }
        "nproc" => {
            say("2\n".into()).await;
            0
        }
        "uname" => {
            let all = args.iter().any(|a| a.contains('a'));
            say(if all {
                format!("Linux {} 6.12.41+deb13-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.12.41-1 (2025-08-12) x86_64 GNU/Linux\n", p.launch.hostname)
            } else if args.contains(&"-r") {
                "6.12.41+deb13-amd64\n".into()
            } else if args.contains(&"-m") {
                "x86_64\n".into()
            } else if args.contains(&"-n") {
                format!("{}\n", p.launch.hostname)
            } else {
                "Linux\n".into()
            }).await;
            0
        }
        "date" => {
            let now = p.clock.now();
            let format = args
                .iter()
                .find_map(|a| a.strip_prefix('+'))
                .unwrap_or("%a %b %e %H:%M:%S UTC %Y")
                .replace("%N", "%9f")
                .replace("%Z", "UTC");
            let out = jiff::fmt::strtime::format(&format, now).unwrap_or(format);
            say(format!("{out}\n")).await;
            0
        }
        "uptime" => {
            say(format!(
                " {} up 12 days,  3:04,  0 users,  load average: 0.18, 0.21, 0.17\n",
                p.clock.now().strftime("%H:%M:%S")
            ))
            .await;
            0
        }
        "free" => {
            say("               total        used        free      shared  buff/cache   available\nMem:         4026532     1104532     1302812        3012     1619188     2669012\nSwap:              0           0           0\n".into()).await;
            0
        }
        "df" => {
            say("Filesystem     1K-blocks    Used Available Use% Mounted on\noverlay         40453376 6120448  32245760  16% /\ntmpfs              65536       0     65536   0% /dev\n".into()).await;
            0
        }
        "ps" | "top" => {
            io.stdout.text(&processes(sh, args)).await;
            0
        }
        "kill" => {
            let pid = args.iter().rfind(|a| !a.starts_with('-')).copied().unwrap_or("");
            let nine = args.iter().any(|a| ["-9", "-KILL", "-SIGKILL"].contains(a));
            match pid {
                // Process 1 does not hear a SIGKILL from inside, and a shell there no SIGTERM.
                "1" if p.serves && !nine => {
                    p.terminate();
                    p.exit(0);
                    0
                }
                "1" | "29" | "30" | "42" => 0,
                other => {
                    io.stderr.text(&format!("sh: can't kill pid {other}: No such process\n")).await;
                    1
                }
            }
        }
        "nginx" => {
            let version = crate::images::nginx_version(&p.found.tag);
            match args.first().copied().unwrap_or("") {
                "-v" => io.stderr.text(&format!("nginx version: nginx/{version}\n")).await,
                "-V" => io.stderr.text(&format!("nginx version: nginx/{version}\nbuilt by gcc 12.2.0 (Debian 12.2.0-14+deb12u1) \nbuilt with OpenSSL 3.0.15 3 Sep 2024\nTLS SNI support enabled\n")).await,
                "-t" => io.stderr.text("nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\nnginx: configuration file /etc/nginx/nginx.conf test is successful\n").await,
                "-T" => {
                    io.stderr.text("nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\nnginx: configuration file /etc/nginx/nginx.conf test is successful\n").await;
                    for f in ["/etc/nginx/nginx.conf", "/etc/nginx/mime.types", "/etc/nginx/conf.d/default.conf"] {
                        let content = p.files().get().read(f).unwrap_or_default();
                        io.stdout.text(&format!("# configuration file {f}:\n{content}\n")).await;
                    }
                }
                "-s" if args.get(1) == Some(&"reload") => {
                    let now = p.clock.now().strftime("%Y/%m/%d %H:%M:%S").to_string();
                    p.say(&format!("{now} [notice] 1#1: signal 1 (SIGHUP) received from 42, reconfiguring"));
                    io.stderr.text(&format!("{now} [notice] 42#42: signal process started\n")).await;
                }
                "-s" => {
                    p.terminate();
                    p.exit(0);
                }
                _ => {
                    io.stderr.text("nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)\n").await;
                    return Some(1);
                }
            }
            0
        }
        "httpd" if args.first() == Some(&"-v") => {
            say("Server version: Apache/2.4.65 (Unix)\nServer built:   Jul 23 2025 18:00:00\n".into()).await;
            0
        }
        "redis-server" if args.contains(&"--version") || args.contains(&"-v") => {
            say("Redis server v=8.2.1 sha=00000000:1 malloc=jemalloc-5.3.0 bits=64 build=0\n".into()).await;
            0
        }
        "python3" | "python" => match args.first().copied() {
            Some("--version" | "-V") => {
                say("Python 3.13.7\n".into()).await;
                0
            }
            Some("-m") if args.get(1) == Some(&"http.server") => {
                let port = args.get(2).copied().unwrap_or("8000");
                io.stdout
                    .text(&format!("Serving HTTP on 0.0.0.0 port {port} (http://0.0.0.0:{port}/) ...\n"))
                    .await;
                std::future::pending::<()>().await;
                0
            }
            None if sh.main => 0,
            _ => return None,
        },
        _ => return None,
    })
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

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some('\\') => out.push('\\'),
            Some('e') => out.push('\u{1b}'),
            Some('0') => {}
            Some(x) => {
                out.push('\\');
                out.push(x);
            }
            None => out.push('\\'),
        }
    }
    out
}

fn printf(format: &str, args: &[&str]) -> String {
    let format = unescape(format);
    let mut args = args.iter().copied();
    let mut out = String::new();
    loop {
        let mut used = false;
        let mut chars = format.chars().peekable();
        while let Some(c) = chars.next() {
            if c != '%' {
                out.push(c);
                continue;
            }
            let mut spec = String::new();
            while let Some(x) = chars.peek().copied().filter(|x| x.is_ascii_digit() || "-.0".contains(*x)) {
                spec.push(x);
                chars.next();
            }
            match chars.next() {
                Some('%') => out.push('%'),
                Some(kind) => {
                    used = true;
                    let arg = args.next().unwrap_or("");
                    let width: usize = spec
                        .trim_start_matches(['-', '0'])
                        .split('.')
                        .next()
                        .and_then(|w| w.parse().ok())
                        .unwrap_or(0);
                    let value = if kind == 'd' || kind == 'i' {
                        arg.trim().parse::<i64>().unwrap_or(0).to_string()
                    } else {
                        arg.to_owned()
                    };
                    if spec.starts_with('-') {
                        out.push_str(&format!("{value:<width$}"));
                    } else if spec.starts_with('0') {
                        out.push_str(&format!("{value:0>width$}"));
                    } else {
                        out.push_str(&format!("{value:>width$}"));
                    }
                }
                None => out.push('%'),
            }
        }
        if !used || args.len() == 0 {
            return out;
        }
    }
}
