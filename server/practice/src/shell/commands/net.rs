//! Commands on the simulated network: `curl wget nslookup ping redis-cli getent`.
//!
//! Layer: simulation; names are the cluster's, nothing leaves the process.

use std::time::Duration;

use super::super::io::Io;
use super::super::run::Shell;
use crate::network::{self, Failure};

/// A URL's host, port and path.
fn url(text: &str) -> (String, u16, String) {
    let (scheme, rest) = text.split_once("://").unwrap_or(("http", text));
    let (host, path) = rest.find('/').map_or((rest, "/"), |i| (&rest[..i], &rest[i..]));
    let (host, port) = host
        .rsplit_once(':')
        .and_then(|(h, p)| p.parse().ok().map(|p| (h, p)))
        .unwrap_or((host, if scheme == "https" { 443 } else { 80 }));
    (host.to_owned(), port, path.to_owned())
}

/// Runs one of these commands.
pub(super) async fn run(sh: &mut Shell, name: &str, args: &[&str], io: &Io) -> Option<i32> {
    Some(match name {
        "curl" => curl(sh, args, io).await,
        "wget" => wget(sh, args, io).await,
        "nslookup" | "dig" | "getent" => {
            let host = args.iter().rfind(|a| !a.starts_with('-')).copied().unwrap_or("");
            let found = network::resolve(&sh.process, host);
            let Some((full, ip)) = found else {
                let words = match name {
                    "getent" => return Some(2),
                    _ => format!(
                        "Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\n** server can't find {host}: NXDOMAIN\n\n"
                    ),
                };
                io.stdout.text(&words).await;
                return Some(1);
            };
            let words = if name == "getent" {
                format!("{ip:<15} {full}\n")
            } else {
                format!("Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\nName:\t{full}\nAddress: {ip}\n\n")
            };
            io.stdout.text(&words).await;
            0
        }
        "ping" => {
            let host = args
                .iter()
                .enumerate()
                .rfind(|(i, a)| {
                    !a.starts_with('-') && (*i == 0 || !["-c", "-W", "-w"].contains(&args[i - 1]))
                })
                .map_or("", |(_, a)| *a);
            let count: u32 = args
                .iter()
                .position(|a| *a == "-c")
                .and_then(|i| args.get(i + 1))
                .and_then(|n| n.parse().ok())
                .unwrap_or(u32::MAX);
            let Some((_, ip)) = network::resolve(&sh.process, host) else {
                io.stderr.text(&format!("ping: bad address '{host}'\n")).await;
                return Some(1);
            };
            io.stdout.text(&format!("PING {host} ({ip}): 56 data bytes\n")).await;
            let alive = network::is_pod(&sh.process, &ip);
            let mut sent = 0;
            while sent < count {
                if alive {
                    io.stdout
                        .text(&format!("64 bytes from {ip}: seq={sent} ttl=64 time=0.{}8 ms\n", sent % 9 + 1))
                        .await;
                }
                sent += 1;
                sh.process.clock.process_sleep(Duration::from_secs(1)).await;
            }
            let got = if alive { sent } else { 0 };
            io.stdout.text(&format!("\n--- {host} ping statistics ---\n{sent} packets transmitted, {got} packets received, {}% packet loss\n", if alive { 0 } else { 100 })).await;
            i32::from(!alive)
        }
        "redis-cli" => redis(sh, args, io).await,
        "apt" | "apt-get" | "apk" => {
            io.stderr.text("Temporary failure resolving 'deb.debian.org': this container has no way out of the practice cluster\n").await;
            100
        }
        _ => return None,
    })
}

async fn curl(sh: &mut Shell, args: &[&str], io: &Io) -> i32 {
    let (mut silent, mut show, mut head, mut code_only, mut out, mut method, mut fail, mut verbose) =
        (false, false, false, None, None, "GET".to_owned(), false, false);
    let mut limit = 10.0;
    let mut target = None;
    let mut it = args.iter();
    while let Some(a) = it.next() {
        match *a {
            "-o" | "--output" => out = it.next().copied(),
            "-w" | "--write-out" => code_only = it.next().copied(),
            "-X" | "--request" => method = it.next().copied().unwrap_or("GET").to_owned(),
            "-m" | "--max-time" | "--connect-timeout" => {
                limit = it.next().and_then(|n| n.parse().ok()).unwrap_or(10.0)
            }
            "-H" | "-d" | "--data" | "-u" | "-A" | "--header" => drop(it.next()),
            "--head" => head = true,
            "--silent" => silent = true,
            "--fail" => fail = true,
            f if f.starts_with("--") => {}
            f if f.starts_with('-') => {
                silent |= f.contains('s');
                show |= f.contains('S');
                head |= f.contains('I');
                fail |= f.contains('f');
                verbose |= f.contains('v');
                if f.contains('o') {
                    out = it.next().copied();
                }
                if f.contains('m') {
                    limit = it.next().and_then(|n| n.parse().ok()).unwrap_or(10.0);
                }
            }
            t => target = Some(t),
        }
    }
    let Some(target) = target else {
        io.stderr.text("curl: (2) no URL specified\ncurl: try 'curl --help' or 'curl --manual' for more information\n").await;
        return 2;
    };
    if head {
        method = "HEAD".into();
    }
    let (host, port, path) = url(target);
    let answer = network::http(&sh.process, &host, port, &method, &path, "curl/7.88.1");
    let (status, body, server) = match answer {
        Ok(a) => a,
        Err(failure) => {
            let (code, words) = match failure {
                Failure::NoHost => (6, format!("Could not resolve host: {host}")),
                Failure::Refused => (
                    7,
                    format!("Failed to connect to {host} port {port} after 0 ms: Couldn't connect to server"),
                ),
                Failure::Timeout => {
                    sh.process.clock.process_sleep(Duration::from_secs_f64(limit)).await;
                    (
                        28,
                        format!(
                            "Failed to connect to {host} port {port} after {:.0} ms: Timeout was reached",
                            limit * 1000.0
                        ),
                    )
                }
                Failure::NotHttp => (52, "Empty reply from server".to_owned()),
            };
            if !silent || show {
                io.stderr.text(&format!("curl: ({code}) {words}\n")).await;
            }
            return code;
        }
    };
    if verbose {
        io.stderr.text(&format!("* Connected to {host} port {port}\n> {method} {path} HTTP/1.1\n> Host: {host}\n> User-Agent: curl/7.88.1\n> Accept: */*\n> \n< HTTP/1.1 {status} {}\n< Server: {server}\n< \n", words(status))).await;
    }
    if fail && status >= 400 {
        if !silent || show {
            io.stderr.text(&format!("curl: (22) The requested URL returned error: {status}\n")).await;
        }
        return 22;
    }
    let text = if head {
        let date = sh.process.clock.now().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        format!(
            "HTTP/1.1 {status} {}\r\nServer: {server}\r\nDate: {date}\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: keep-alive\r\n\r\n",
            words(status),
            body.len()
        )
    } else {
        body
    };
    match out {
        None | Some("-") => io.stdout.text(&text).await,
        Some("/dev/null") => {}
        Some(file) => {
            let path = sh.path(file);
            if sh.process.files().get().write(&path, &text, false).is_err() {
                return 23;
            }
        }
    }
    if let Some(format) = code_only {
        io.stdout
            .text(
                &format
                    .replace("%{http_code}", &status.to_string())
                    .replace("%{response_code}", &status.to_string())
                    .replace("\\n", "\n"),
            )
            .await;
    }
    0
}

fn words(status: u16) -> &'static str {
    http::StatusCode::from_u16(status).ok().and_then(|s| s.canonical_reason()).unwrap_or("")
}

async fn wget(sh: &mut Shell, args: &[&str], io: &Io) -> i32 {
    let quiet = args.iter().any(|a| a.starts_with('-') && !a.starts_with("--") && a.contains('q'));
    let to_stdout = args.iter().any(|a| a.starts_with('-') && a.ends_with("O-"))
        || args.windows(2).any(|w| w[0].ends_with('O') && w[1] == "-");
    let named = args.windows(2).find(|w| w[0].ends_with('O') && w[0].starts_with('-')).map(|w| w[1]);
    let limit = args
        .iter()
        .enumerate()
        .find_map(|(i, a)| {
            a.strip_prefix("--timeout=")
                .or_else(|| a.strip_prefix("-T"))
                .map(|t| if t.is_empty() { args.get(i + 1).copied().unwrap_or("10") } else { t })
        })
        .and_then(|t| t.parse().ok())
        .unwrap_or(10.0_f64);
    let Some(target) = args
        .iter()
        .enumerate()
        .rfind(|(i, a)| {
            !a.starts_with('-') && (*i == 0 || !args[i - 1].ends_with('O') && args[i - 1] != "-T")
        })
        .map(|(_, a)| *a)
    else {
        return 1;
    };
    let (host, port, path) = url(target);
    let ip = network::resolve(&sh.process, &host).map_or_else(|| host.clone(), |(_, ip)| ip);
    match network::http(&sh.process, &host, port, "GET", &path, "Wget") {
        Ok((status, _, _)) if status >= 400 => {
            if !quiet {
                io.stderr.text(&format!("Connecting to {host} ({ip}:{port})\n")).await;
            }
            io.stderr
                .text(&format!("wget: server returned error: HTTP/1.1 {status} {}\n", words(status)))
                .await;
            1
        }
        Ok((_, body, _)) => {
            let file = named.filter(|_| !to_stdout).map_or_else(
                || path.rsplit('/').next().filter(|n| !n.is_empty()).unwrap_or("index.html").to_owned(),
                str::to_owned,
            );
            if !quiet {
                io.stderr.text(&format!("Connecting to {host} ({ip}:{port})\n")).await;
            }
            if to_stdout {
                io.stdout.text(&body).await;
                if !quiet {
                    io.stderr.text("written to stdout\n").await;
                }
            } else {
                let path = sh.path(&file);
                let kept = sh.process.files().get().write(&path, &body, false);
                if kept.is_err() {
                    return 1;
                }
                if !quiet {
                    io.stderr.text(&format!("saving to '{file}'\n'{file}' saved\n")).await;
                }
            }
            0
        }
        Err(failure) => {
            if !quiet && failure != Failure::NoHost {
                io.stderr.text(&format!("Connecting to {host} ({ip}:{port})\n")).await;
            }
            let words = match failure {
                Failure::NoHost => format!("wget: bad address '{host}'\n"),
                Failure::Refused => {
                    format!("wget: can't connect to remote host ({ip}): Connection refused\n")
                }
                Failure::Timeout => {
                    sh.process.clock.process_sleep(Duration::from_secs_f64(limit)).await;
                    "wget: download timed out\n".to_owned()
                }
                Failure::NotHttp => "wget: error getting response\n".to_owned(),
            };
            io.stderr.text(&words).await;
            1
        }
    }
}

async fn redis(sh: &mut Shell, args: &[&str], io: &Io) -> i32 {
    let mut host = "127.0.0.1";
    let mut rest = args;
    while let [flag, value, more @ ..] = rest {
        match *flag {
            "-h" => host = value,
            "-p" | "-n" | "-a" => {}
            _ => break,
        }
        rest = more;
    }
    let server = match network::connect(&sh.process, host, 6379) {
        Ok(p) => p,
        Err(Failure::NoHost) => {
            io.stderr
                .text(&format!("Could not connect to Redis at {host}:6379: Name or service not known\n"))
                .await;
            return 1;
        }
        Err(_) => {
            io.stderr.text(&format!("Could not connect to Redis at {host}:6379: Connection refused\n")).await;
            return 1;
        }
    };
    if rest.is_empty() {
        while let Some(line) = io.stdin.line().await {
            let words: Vec<&str> = line.split_whitespace().collect();
            if ["quit", "exit"].contains(&words.first().copied().unwrap_or("")) {
                break;
            }
            let out = network::redis(&server, &words);
            io.stdout.text(&out).await;
        }
        return 0;
    }
    let out = network::redis(&server, rest);
    io.stdout.text(&out).await;
    0
}
