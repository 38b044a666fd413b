//! `TestApp`: a `wheelhouse` of one's own on a free port, with a data directory that goes with it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

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

    fn launch(dir: Option<TempDir>, path: PathBuf) -> TestApp {
        let mut command = wheelhouse(&path);
        command.args(["serve", "--listen", "127.0.0.1:0", "--data-dir"]).arg(&path);
        TestApp::spawned(dir, path, command)
    }

    /// Runs a command that serves.
    pub(crate) fn spawned(dir: Option<TempDir>, path: PathBuf, mut command: Command) -> TestApp {
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

    /// What is the reader's own, as it stands beside a page.
    pub(crate) fn own(&self) -> Value {
        let page = self.get("/learn");
        let (_, own) = page.body.split_once("id=\"own\">").unwrap();
        serde_json::from_str(own.split_once("</script>").unwrap().0).unwrap()
    }

    /// `POST` of JSON.
    pub(crate) fn post(&self, path: &str, body: &str) -> Answer {
        self.send("POST", path, "application/json", body)
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

    /// Opens a connection, sends a request, and leaves reading to the caller. HTTP/1.0: the answer comes as it is, and ends with the connection.
    pub(crate) fn open(&self, method: &str, path: &str, kind: &str, body: &str) -> TcpStream {
        self.open_with(method, path, "", kind, body)
    }

    /// The same with more lines in its head, each with its line end.
    pub(crate) fn open_with(
        &self,
        method: &str,
        path: &str,
        more: &str,
        kind: &str,
        body: &str,
    ) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let head = format!(
            "{method} {path} HTTP/1.0\r\nHost: {}\r\nCookie: {}\r\n{more}Content-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
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
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A practice cluster on a port of its own, as a cluster that somebody connects; it ends with this.
pub(crate) struct Cluster {
    child: Child,
    listen: String,
    dir: PathBuf,
    kubeconfig: PathBuf,
}

impl Cluster {
    /// Starts one that keeps its state in `dir`; returns when it is ready.
    pub(crate) fn start(dir: &Path) -> Cluster {
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let kubeconfig = dir.join("administrator.yaml");
        let (listen, dir) = (free.to_string(), dir.to_path_buf());
        let child = Cluster::launch(&listen, &dir, &kubeconfig);
        Cluster { child, listen, dir, kubeconfig }
    }

    fn launch(listen: &str, dir: &Path, kubeconfig: &Path) -> Child {
        let mut command = wheelhouse(dir);
        command.args(["practice", "--listen", listen, "--speed", "max", "--data-dir"]).arg(dir);
        let child = command.arg("--write-kubeconfig").arg(kubeconfig).stdout(Stdio::null()).spawn().unwrap();
        let started = Instant::now();
        // It appears, whole, once the cluster is ready.
        while !kubeconfig.exists() {
            assert!(started.elapsed() < Duration::from_secs(60), "the practice cluster is not ready");
            std::thread::sleep(Duration::from_millis(20));
        }
        child
    }

    /// The administrator's kubeconfig.
    pub(crate) fn kubeconfig(&self) -> &Path {
        &self.kubeconfig
    }

    /// Kills it (SIGKILL).
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Starts it again after [`Cluster::kill`], at the same address and with the same state.
    pub(crate) fn start_again(&mut self) {
        std::fs::remove_file(&self.kubeconfig).unwrap();
        self.child = Cluster::launch(&self.listen, &self.dir, &self.kubeconfig);
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Everything that events say on standard output or error.
pub(crate) fn said(events: &[Value]) -> String {
    events.iter().filter_map(|event| event.get("out").or(event.get("err"))?["text"].as_str()).collect()
}

/// The exit code of a command's events.
pub(crate) fn code(events: &[Value]) -> i64 {
    events.iter().find_map(|event| event.get("exit")).map_or(-1, |exit| exit["code"].as_i64().unwrap())
}
