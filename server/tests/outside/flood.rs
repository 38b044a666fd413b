//! A pod that logs as fast as it is read, on an API server that counts what was taken from it: a reader who stops reading
//! stops the pod's log, costs no memory, and misses nothing when it reads on.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{TestApp, code};

/// How much may be on its way: sockets' buffers on both sides, and a few parts in the server.
const ON_THE_WAY: u64 = 32 << 20;

/// How much the server may grow, in KiB.
const GROWTH: u64 = 32 * 1024;

/// How much is read in the end: more than can have been on its way.
const READ: u64 = 2 * ON_THE_WAY;

/// An API server with one pod, whose log never ends: `0000000000`, `0000000001`, ... Returns its kubeconfig, and how many
/// bytes of the log were taken.
fn endless(line_end: &'static str) -> (String, Arc<AtomicU64>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let taken = Arc::new(AtomicU64::new(0));
    let counted = taken.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let counted = counted.clone();
            // Its other end goes when the test is over.
            std::thread::spawn(move || drop(answer(&stream, line_end, &counted)));
        }
    });
    let config = json!({
        "apiVersion": "v1", "kind": "Config", "current-context": "flood",
        "clusters": [{"name": "c", "cluster": {"server": format!("http://{address}")}}],
        "users": [{"name": "u", "user": {}}],
        "contexts": [{"name": "flood", "context": {"cluster": "c", "user": "u"}}],
    });
    (config.to_string(), taken)
}

fn answer(stream: &TcpStream, line_end: &str, taken: &AtomicU64) -> std::io::Result<()> {
    let mut requests = BufReader::new(stream);
    let mut out = stream;
    loop {
        let mut first = String::new();
        if requests.read_line(&mut first)? == 0 {
            return Ok(());
        }
        let mut line = String::from("-");
        while !line.trim().is_empty() {
            line.clear();
            requests.read_line(&mut line)?;
        }
        let path = first.split([' ', '?']).nth(1).unwrap_or_default().to_owned();
        if path.ends_with("/pods/flood/log") {
            write!(out, "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\nconnection: close\r\n\r\n")?;
            for part in 0_u64.. {
                let lines: String =
                    (part * 1000..part * 1000 + 1000).map(|n| format!("{n:010}{line_end}")).collect();
                out.write_all(lines.as_bytes())?;
                taken.fetch_add(lines.len() as u64, Ordering::SeqCst);
            }
        }
        let (status, body) = match resource(&path) {
            Some(body) => ("200 OK", body),
            None => (
                "404 Not Found",
                json!({"kind": "Status", "status": "Failure", "reason": "NotFound", "code": 404}),
            ),
        };
        let body = body.to_string();
        write!(
            out,
            "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )?;
    }
}

/// What there is beside the log.
fn resource(path: &str) -> Option<Value> {
    let pods = json!({"name": "pods", "singularName": "pod", "namespaced": true, "kind": "Pod", "verbs": ["get", "list"]});
    let pod = json!({
        "apiVersion": "v1", "kind": "Pod", "metadata": {"name": "flood", "namespace": "wheelhouse"},
        "spec": {"containers": [{"name": "c", "image": "x"}]}, "status": {"phase": "Running"},
    });
    match path {
        "/api" => Some(json!({"kind": "APIVersions", "versions": ["v1"]})),
        "/apis" => Some(json!({"kind": "APIGroupList", "apiVersion": "v1", "groups": []})),
        "/api/v1" => Some(json!({"kind": "APIResourceList", "groupVersion": "v1", "resources": [pods]})),
        path if path.ends_with("/pods/flood") => Some(pod),
        _ => None,
    }
}

/// Follows the log, reads a little, then nothing for a while: what is taken and the server's memory stay where they are.
/// Returns the reader to go on with.
fn stalled(app: &TestApp, taken: &AtomicU64) -> TcpStream {
    let follow = json!({
        "cluster": "flood", "lesson": null, "step": null, "lang": "en",
        "line": "kubectl logs -f flood", "preview": false, "confirmed": null,
    });
    let mut slow = app.open("POST", "/api/run", "application/json", &follow.to_string());
    slow.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let mut head = [0; 64 * 1024];
    slow.read_exact(&mut head).unwrap();
    assert!(String::from_utf8_lossy(&head).contains("0000000100"), "{}", String::from_utf8_lossy(&head));
    std::thread::sleep(Duration::from_secs(3));
    let (before, memory) = (taken.load(Ordering::SeqCst), app.memory());
    assert!(before < ON_THE_WAY, "{before} bytes were taken for a reader who took 64 KiB");
    std::thread::sleep(Duration::from_secs(3));
    assert_eq!(taken.load(Ordering::SeqCst), before, "nothing more is taken while nobody reads");
    assert!(app.memory().saturating_sub(memory) < GROWTH, "the server grows");
    assert_eq!(code(&app.kubectl("kubectl get pods")), 0, "others are served meanwhile");
    slow
}

#[test]
fn a_reader_who_stops_stops_the_log_and_misses_nothing() {
    let (kubeconfig, taken) = endless("\n");
    let app = TestApp::beside(&kubeconfig);
    let mut slow = stalled(&app, &taken);
    let memory = app.memory();
    let mut bytes = Vec::new();
    (&mut slow).take(READ).read_to_end(&mut bytes).unwrap();
    assert!(app.memory().saturating_sub(memory) < GROWTH, "the server grows while it is read");
    // From the first whole number on, each follows the one before: numbers stand in JSON, in chunks of HTTP.
    let text = String::from_utf8_lossy(&bytes);
    let mut numbers =
        text.split("\\n").filter(|line| line.len() == 10).filter_map(|line| line.parse::<u64>().ok());
    let mut last = numbers.next().unwrap();
    let mut whole = 0;
    for number in numbers {
        // Where one event ends and the next begins, one number stands beside JSON and is not looked at.
        assert!(number > last && number - last <= 3, "{last} is followed by {number}");
        whole += 1;
        last = number;
    }
    assert!(whole > 1_000_000, "{whole} lines");
}

#[test]
fn a_line_that_never_ends_costs_no_memory() {
    let (kubeconfig, taken) = endless(" ");
    let app = TestApp::beside(&kubeconfig);
    drop(stalled(&app, &taken));
}
