//! An API server of the test's own, with one pod whose log never ends and one node whose watch never does; it tells what becomes of
//! them: how much was taken, when nothing more is, and when nobody listens any more.

use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use serde_json::{Value, json};

/// How long nothing is taken of a log until its reader counts as one who has stopped.
const STANDS: Duration = Duration::from_millis(700);

/// What becomes of a log or a watch.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    /// Nothing is taken of the log any more.
    Stands,
    /// The watch is open.
    Watched,
    /// Nobody listens to the watch any more.
    Closed,
}

/// The server's end.
pub(crate) struct ApiServer {
    /// A kubeconfig with one context, `flood`.
    pub(crate) kubeconfig: String,
    /// How many bytes of the log were taken.
    pub(crate) taken: Arc<AtomicU64>,
    heard: Receiver<Heard>,
}

impl ApiServer {
    /// Its log's lines are `0000000000`, `0000000001`, ..., each with this end.
    pub(crate) fn start(line_end: &'static str) -> ApiServer {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let taken = Arc::new(AtomicU64::new(0));
        let counted = taken.clone();
        let (tell, heard) = channel();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let served = Served { counted: counted.clone(), tell: tell.clone(), line_end };
                // Its other end goes when the test is over.
                std::thread::spawn(move || drop(served.answer(&stream)));
            }
        });
        let config = json!({
            "apiVersion": "v1", "kind": "Config", "current-context": "flood",
            "clusters": [{"name": "c", "cluster": {"server": format!("http://{address}")}}],
            "users": [{"name": "u", "user": {}}],
            "contexts": [{"name": "flood", "context": {"cluster": "c", "user": "u"}}],
        });
        ApiServer { kubeconfig: config.to_string(), taken, heard }
    }

    /// Waits until this happens.
    pub(crate) fn wait_for(&self, wanted: Heard) {
        loop {
            let heard = self.heard.recv_timeout(Duration::from_secs(60));
            let heard = heard.unwrap_or_else(|_| panic!("{wanted:?} was never heard"));
            if heard == wanted {
                return;
            }
        }
    }
}

/// One connection.
struct Served {
    counted: Arc<AtomicU64>,
    tell: Sender<Heard>,
    line_end: &'static str,
}

impl Served {
    fn answer(&self, stream: &TcpStream) -> std::io::Result<()> {
        let mut requests = BufReader::new(stream);
        let mut out = stream;
        loop {
            let Some(target) = target(&mut requests)? else { return Ok(()) };
            let (path, query) = target.split_once('?').unwrap_or((&target, ""));
            if path.ends_with("/pods/flood/log") {
                return self.log(stream);
            }
            if query.contains("watch=true") {
                write!(
                    out,
                    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n"
                )?;
                // The test may be over, here and below.
                let _told = self.tell.send(Heard::Watched);
                // Nothing more is asked on this connection: what is read is its end.
                let ended = target_or_end(&mut requests);
                let _told = self.tell.send(Heard::Closed);
                return ended;
            }
            let (status, body) = match resource(path) {
                Some(body) => ("200 OK", body),
                None => (
                    "404 Not Found",
                    json!({"kind": "Status", "status": "Failure", "reason": "NotFound", "code": 404}),
                ),
            };
            let body = body.to_string();
            let length = body.len();
            write!(
                out,
                "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
            )?;
        }
    }

    /// Writes the log for as long as there is somebody; a part that cannot be written for a while is told and waited with.
    fn log(&self, mut out: &TcpStream) -> std::io::Result<()> {
        write!(out, "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\nconnection: close\r\n\r\n")?;
        out.set_write_timeout(Some(STANDS))?;
        for part in 0_u64.. {
            let lines: String =
                (part * 1000..part * 1000 + 1000).map(|n| format!("{n:010}{}", self.line_end)).collect();
            let mut left = lines.as_bytes();
            while !left.is_empty() {
                match out.write(left) {
                    Ok(written) => {
                        self.counted.fetch_add(written as u64, Ordering::SeqCst);
                        left = &left[written..];
                    }
                    Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                        // The test may be over.
                        let _told = self.tell.send(Heard::Stands);
                    }
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(())
    }
}

/// The target of the next request; `None` when there is none any more.
fn target(requests: &mut BufReader<&TcpStream>) -> std::io::Result<Option<String>> {
    let mut first = String::new();
    if requests.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    let mut line = String::from("-");
    while !line.trim().is_empty() {
        line.clear();
        requests.read_line(&mut line)?;
    }
    Ok(first.split(' ').nth(1).map(str::to_owned))
}

fn target_or_end(requests: &mut BufReader<&TcpStream>) -> std::io::Result<()> {
    target(requests).map(drop)
}

/// What there is beside the log and the watch.
fn resource(path: &str) -> Option<Value> {
    let served = |name: &str, kind: &str, namespaced: bool| json!({"name": name, "singularName": kind.to_lowercase(), "namespaced": namespaced, "kind": kind, "verbs": ["get", "list", "watch"]});
    let pod = json!({
        "apiVersion": "v1", "kind": "Pod", "metadata": {"name": "flood", "namespace": "wheelhouse"},
        "spec": {"containers": [{"name": "c", "image": "x"}]}, "status": {"phase": "Running"},
    });
    let node = json!({"metadata": {"name": "only", "resourceVersion": "1"}});
    match path {
        "/api" => Some(json!({"kind": "APIVersions", "versions": ["v1"]})),
        "/apis" => Some(json!({"kind": "APIGroupList", "apiVersion": "v1", "groups": []})),
        "/api/v1" => {
            let all = [served("pods", "Pod", true), served("nodes", "Node", false)];
            Some(json!({"kind": "APIResourceList", "groupVersion": "v1", "resources": all}))
        }
        "/api/v1/nodes" => Some(
            json!({"kind": "NodeList", "apiVersion": "v1", "metadata": {"resourceVersion": "1"}, "items": [node]}),
        ),
        path if path.ends_with("/pods/flood") => Some(pod),
        _ => None,
    }
}
