//! `TestApp`: a `wheelhouse` of one's own on a free port, with a data directory that goes with it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The program under test.
pub(crate) const WHEELHOUSE: &str = env!("CARGO_BIN_EXE_wheelhouse");

/// A running server.
pub(crate) struct TestApp {
    child: Child,
    address: String,
    cookie: String,
    dir: Option<TempDir>,
    path: PathBuf,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

/// A `wheelhouse` command that sees neither this machine's kubeconfig nor its data.
pub(crate) fn wheelhouse(dir: &Path) -> Command {
    let mut command = Command::new(WHEELHOUSE);
    alone(&mut command, dir);
    command
}

/// Shows a command neither this machine's kubeconfig nor its data.
fn alone(command: &mut Command, dir: &Path) {
    command
        .env("HOME", dir)
        .env_remove("KUBECONFIG")
        .env_remove("XDG_DATA_HOME")
        .env("WHEELHOUSE_LOG", "warn");
}

/// Runs a command that is expected to end by itself.
pub(crate) fn run(dir: &Path, args: &[&str]) -> Output {
    wheelhouse(dir).args(args).output().unwrap()
}

impl TestApp {
    /// Serves the practice cluster and the lessons from a new data directory.
    pub(crate) fn start() -> TestApp {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().to_path_buf();
        TestApp::launch(Some(dir), path)
    }

    /// The same beside the clusters of a kubeconfig.
    pub(crate) fn beside(kubeconfig: &str) -> TestApp {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().to_path_buf();
        let file = path.join("kubeconfig");
        std::fs::write(&file, kubeconfig).unwrap();
        let mut command = wheelhouse(&path);
        command.args(["serve", "--listen", "127.0.0.1:0", "--data-dir"]).arg(&path);
        command.arg("--kubeconfig").arg(&file);
        TestApp::spawned(Some(dir), path, command)
    }

    /// The same on a file system of 12 MiB that only this server sees.
    pub(crate) fn on_a_small_disk() -> TestApp {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().to_path_buf();
        let mut command = Command::new("unshare");
        let mount = "mount -t tmpfs -o size=12m tmpfs \"$1\" && exec \"$2\" serve --listen 127.0.0.1:0 --data-dir \"$1\"";
        command
            .args(["--user", "--map-root-user", "--mount", "sh", "-c", mount, "sh"])
            .arg(&path)
            .arg(WHEELHOUSE);
        alone(&mut command, &path);
        TestApp::spawned(Some(dir), path, command)
    }

    /// Its data directory as it sees it.
    pub(crate) fn inside(&self) -> PathBuf {
        PathBuf::from(format!("/proc/{}/root", self.child.id())).join(self.path.strip_prefix("/").unwrap())
    }

    /// Kills it (SIGKILL) and starts it again in an ordinary directory with a copy of its small disk.
    pub(crate) fn kill_and_restart_on_its_disk(mut self) -> TestApp {
        // Stopped, not killed, while its disk is copied: the disk goes with it.
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-STOP", &pid]).status().unwrap().success());
        let copied =
            Command::new("cp").arg("-a").arg(self.inside().join(".")).arg(&self.path).status().unwrap();
        assert!(copied.success());
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        TestApp::launch(self.dir.take(), self.path.clone())
    }

    /// Its resident memory in KiB.
    pub(crate) fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    fn launch(dir: Option<TempDir>, path: PathBuf) -> TestApp {
        let mut command = wheelhouse(&path);
        command.args(["serve", "--listen", "127.0.0.1:0", "--data-dir"]).arg(&path);
        TestApp::spawned(dir, path, command)
    }

    fn spawned(dir: Option<TempDir>, path: PathBuf, mut command: Command) -> TestApp {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address =
            line.trim().trim_start_matches("Wheelhouse is at http://").trim_end_matches('/').to_owned();
        assert!(address.starts_with("127.0.0.1:"), "the first line was {line:?}");
        let mut app = TestApp { child, address, cookie: String::new(), dir, path };
        let page = app.get("/learn");
        assert_eq!(page.status, 200, "{}", page.body);
        let set = page.head.lines().find(|l| l.to_lowercase().starts_with("set-cookie:")).unwrap();
        app.cookie = set["set-cookie:".len()..].split(';').next().unwrap().trim().to_owned();
        app
    }

    /// Kills it (SIGKILL) and starts it again on the same data.
    pub(crate) fn kill_and_restart(mut self) -> TestApp {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        TestApp::launch(self.dir.take(), self.path.clone())
    }

    /// Asks it to stop (SIGTERM) and returns whether it ended cleanly.
    pub(crate) fn terminate(&mut self) -> bool {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        self.child.wait().unwrap().success()
    }

    /// Its data directory.
    pub(crate) fn dir(&self) -> &Path {
        &self.path
    }

    /// `GET`.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.send("GET", path, "application/json", "")
    }

    /// A server function with form fields.
    pub(crate) fn call(&self, function: &str, fields: &str) -> Answer {
        self.send("POST", &format!("/api/fn/{function}"), "application/x-www-form-urlencoded", fields)
    }

    /// Keeps a manifest of a lesson.
    pub(crate) fn save_manifest(&self, lesson: &str, file: &str, text: &str) -> Answer {
        let body = serde_json::json!({"lesson": lesson, "file": file, "text": text}).to_string();
        self.send("POST", "/api/fn/manifest", "application/json", &body)
    }

    /// Runs a line on the practice cluster and returns its events.
    pub(crate) fn kubectl(&self, line: &str) -> Vec<Value> {
        let request = serde_json::json!({
            "cluster": "practice", "lesson": null, "step": null, "lang": "en",
            "line": line, "preview": false, "confirmed": null,
        });
        self.run(&request)
    }

    /// Posts a run request and returns its events.
    pub(crate) fn run(&self, request: &Value) -> Vec<Value> {
        let answer = self.send("POST", "/api/run", "application/json", &request.to_string());
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Opens a connection, sends a request, and leaves reading to the caller.
    pub(crate) fn open(&self, method: &str, path: &str, kind: &str, body: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            self.address,
            self.cookie,
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body.as_bytes()).unwrap();
        stream
    }

    fn send(&self, method: &str, path: &str, kind: &str, body: &str) -> Answer {
        let mut bytes = Vec::new();
        self.open(method, path, kind, body).read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let chunked = head.to_lowercase().contains("transfer-encoding: chunked");
        Answer { status, head: head.to_owned(), body: if chunked { dechunk(body) } else { body.to_owned() } }
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Joins the chunks of a body (RFC 9112, 7.1). Sizes count bytes, so this works on bytes.
fn dechunk(body: &str) -> String {
    let mut rest = body.as_bytes();
    let mut whole = Vec::new();
    while let Some(end) = rest.windows(2).position(|w| w == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap().trim(), 16).unwrap();
        if size == 0 {
            break;
        }
        whole.extend_from_slice(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + 2 + size + 2..];
    }
    String::from_utf8(whole).unwrap()
}

/// Everything that events say on standard output or error.
pub(crate) fn said(events: &[Value]) -> String {
    events.iter().filter_map(|event| event.get("out").or(event.get("err"))?["text"].as_str()).collect()
}

/// The exit code of a command's events.
pub(crate) fn code(events: &[Value]) -> i64 {
    events.iter().find_map(|event| event.get("exit")).map_or(-1, |exit| exit["code"].as_i64().unwrap())
}
