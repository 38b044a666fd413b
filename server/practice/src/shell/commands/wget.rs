//! `wget`, busybox', on the simulated network.
//!
//! Layer: simulation; nothing leaves the process.

use std::time::Duration;

use super::{Call, url};
use crate::network::{self, Failure};

/// What its words ask for.
struct Wanted<'a> {
    /// `-q`.
    quiet: bool,
    /// `-O -`.
    to_stdout: bool,
    /// `-O`.
    named: Option<&'a str>,
    /// `-T`, in seconds.
    limit: f64,
    target: Option<&'a str>,
}

impl<'a> Wanted<'a> {
    fn of(call: Call<'a>) -> Wanted<'a> {
        let args = call.args;
        let word =
            |a: &'a str, i: usize| if a.is_empty() { args.get(i + 1).copied().unwrap_or("10") } else { a };
        let limit = args.iter().enumerate().find_map(|(i, a)| {
            a.strip_prefix("--timeout=").or_else(|| a.strip_prefix("-T")).map(|t| word(t, i))
        });
        let is_value = |i: usize| i > 0 && (args[i - 1].ends_with('O') || args[i - 1] == "-T");
        let target = args.iter().enumerate().rfind(|(i, a)| !a.starts_with('-') && !is_value(*i));
        Wanted {
            quiet: call.flag('q'),
            to_stdout: args.iter().any(|a| a.starts_with('-') && a.ends_with("O-"))
                || args.windows(2).any(|w| w[0].ends_with('O') && w[1] == "-"),
            named: args.windows(2).find(|w| w[0].ends_with('O') && w[0].starts_with('-')).map(|w| w[1]),
            limit: limit.and_then(|t| t.parse().ok()).unwrap_or(10.0),
            target: target.map(|(_, a)| *a),
        }
    }
}

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let wanted = Wanted::of(call);
    let Some(target) = wanted.target else { return 1 };
    let (host, port, path) = url::parts(target);
    let ip = network::resolve(&call.sh.process, &host).map_or_else(|| host.clone(), |(_, ip)| ip);
    let answer = network::http(&call.sh.process, &host, port, "GET", &path, "Wget");
    if !wanted.quiet && !matches!(answer, Err(Failure::NoHost)) {
        call.io.stderr.text(&format!("Connecting to {host} ({ip}:{port})\n")).await;
    }
    match answer {
        Ok((status, _, _)) if status >= 400 => {
            let words = url::words(status);
            call.fail(format!("wget: server returned error: HTTP/1.1 {status} {words}\n")).await
        }
        Ok((_, body, _)) => written(call, &wanted, &path, body).await,
        Err(failure) => {
            let words = match failure {
                Failure::NoHost => format!("wget: bad address '{host}'\n"),
                Failure::Refused => {
                    format!("wget: can't connect to remote host ({ip}): Connection refused\n")
                }
                Failure::Timeout => {
                    call.sh.process.clock.process_sleep(Duration::from_secs_f64(wanted.limit)).await;
                    "wget: download timed out\n".to_owned()
                }
                Failure::NotHttp => "wget: error getting response\n".to_owned(),
            };
            call.fail(words).await
        }
    }
}

async fn written(call: Call<'_>, wanted: &Wanted<'_>, path: &str, body: String) -> i32 {
    if wanted.to_stdout {
        call.say(body).await;
        if !wanted.quiet {
            call.io.stderr.text("written to stdout\n").await;
        }
        return 0;
    }
    let last = path.rsplit('/').next().filter(|n| !n.is_empty()).unwrap_or("index.html");
    let file = wanted.named.unwrap_or(last);
    let target = call.sh.path(file);
    let kept = call.sh.process.files().get().write(&target, &body, false);
    if kept.is_err() {
        return 1;
    }
    if !wanted.quiet {
        call.io.stderr.text(&format!("saving to '{file}'\n'{file}' saved\n")).await;
    }
    0
}
