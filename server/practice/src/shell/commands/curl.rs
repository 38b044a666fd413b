//! `curl`, on the simulated network.
//!
//! Layer: simulation; nothing leaves the process.

use std::time::Duration;

use super::{Call, url};
use crate::network::{self, Failure};

/// How long it waits for a connection, in seconds.
const PATIENCE: f64 = 10.0;

/// What its words ask for.
struct Wanted<'a> {
    /// `-s`.
    silent: bool,
    /// `-S`.
    show: bool,
    /// `-I`.
    head: bool,
    /// `-f`.
    fail: bool,
    /// `-v`.
    verbose: bool,
    /// `-w`.
    format: Option<&'a str>,
    /// `-o`.
    out: Option<&'a str>,
    method: &'a str,
    /// `-m`, in seconds.
    limit: f64,
    target: Option<&'a str>,
}

impl<'a> Wanted<'a> {
    fn of(args: &[&'a str]) -> Wanted<'a> {
        let mut wanted = Wanted {
            silent: false,
            show: false,
            head: false,
            fail: false,
            verbose: false,
            format: None,
            out: None,
            method: "GET",
            limit: PATIENCE,
            target: None,
        };
        let mut it = args.iter().copied();
        while let Some(word) = it.next() {
            wanted.take(word, &mut it);
        }
        wanted
    }

    fn take(&mut self, word: &'a str, more: &mut impl Iterator<Item = &'a str>) {
        let mut seconds = || more.next().and_then(|n| n.parse().ok()).unwrap_or(PATIENCE);
        match word {
            "-m" | "--max-time" | "--connect-timeout" => self.limit = seconds(),
            "-o" | "--output" => self.out = more.next(),
            "-w" | "--write-out" => self.format = more.next(),
            "-X" | "--request" => self.method = more.next().unwrap_or("GET"),
            "-H" | "-d" | "--data" | "-u" | "-A" | "--header" => drop(more.next()),
            "--head" => self.head = true,
            "--silent" => self.silent = true,
            "--fail" => self.fail = true,
            flag if flag.starts_with("--") => {}
            flags if flags.starts_with('-') => self.letters(flags, more),
            target => self.target = Some(target),
        }
    }

    fn letters(&mut self, flags: &str, more: &mut impl Iterator<Item = &'a str>) {
        self.silent |= flags.contains('s');
        self.show |= flags.contains('S');
        self.head |= flags.contains('I');
        self.fail |= flags.contains('f');
        self.verbose |= flags.contains('v');
        if flags.contains('o') {
            self.out = more.next();
        }
        if flags.contains('m') {
            self.limit = more.next().and_then(|n| n.parse().ok()).unwrap_or(PATIENCE);
        }
    }

    /// Whether it says what went wrong.
    fn complains(&self) -> bool {
        !self.silent || self.show
    }
}

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let wanted = Wanted::of(call.args);
    let Some(target) = wanted.target else {
        call.fail(
            "curl: (2) no URL specified\ncurl: try 'curl --help' or 'curl --manual' for more information\n"
                .into(),
        )
        .await;
        return 2;
    };
    let method = if wanted.head { "HEAD" } else { wanted.method };
    let (host, port, path) = url::parts(target);
    let answer = network::http(&call.sh.process, &host, port, method, &path, "curl/7.88.1");
    let (status, body, server) = match answer {
        Ok(answer) => answer,
        Err(failure) => return failed(call, &wanted, failure, &host, port).await,
    };
    let words = url::words(status);
    if wanted.verbose {
        call.io.stderr.text(&format!("* Connected to {host} port {port}\n> {method} {path} HTTP/1.1\n> Host: {host}\n> User-Agent: curl/7.88.1\n> Accept: */*\n> \n< HTTP/1.1 {status} {words}\n< Server: {server}\n< \n")).await;
    }
    if wanted.fail && status >= 400 {
        if wanted.complains() {
            call.fail(format!("curl: (22) The requested URL returned error: {status}\n")).await;
        }
        return 22;
    }
    let text = if wanted.head {
        let date = call.sh.process.clock.now().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        format!(
            "HTTP/1.1 {status} {words}\r\nServer: {server}\r\nDate: {date}\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: keep-alive\r\n\r\n",
            body.len()
        )
    } else {
        body
    };
    written(call, &wanted, status, text).await
}

/// Says why there is no answer; returns curl's code for it.
async fn failed(call: Call<'_>, wanted: &Wanted<'_>, failure: Failure, host: &str, port: u16) -> i32 {
    let (code, words) = match failure {
        Failure::NoHost => (6, format!("Could not resolve host: {host}")),
        Failure::Refused => {
            (7, format!("Failed to connect to {host} port {port} after 0 ms: Couldn't connect to server"))
        }
        Failure::Timeout => {
            call.sh.process.clock.process_sleep(Duration::from_secs_f64(wanted.limit)).await;
            let millis = wanted.limit * 1000.0;
            (28, format!("Failed to connect to {host} port {port} after {millis:.0} ms: Timeout was reached"))
        }
        Failure::NotHttp => (52, "Empty reply from server".to_owned()),
    };
    if wanted.complains() {
        call.fail(format!("curl: ({code}) {words}\n")).await;
    }
    code
}

/// Puts the answer where it is wanted, and what `-w` asks for behind it.
async fn written(call: Call<'_>, wanted: &Wanted<'_>, status: u16, text: String) -> i32 {
    match wanted.out {
        None | Some("-") => call.say(text).await,
        Some("/dev/null") => {}
        Some(file) => {
            let path = call.sh.path(file);
            if call.sh.process.files().get().write(&path, &text, false).is_err() {
                return 23;
            }
        }
    }
    if let Some(format) = wanted.format {
        let status = status.to_string();
        let text = format.replace("%{http_code}", &status).replace("%{response_code}", &status);
        call.say(text.replace("\\n", "\n")).await;
    }
    0
}
