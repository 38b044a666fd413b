//! A pod that logs as fast as it is read, on an API server that counts what was taken from it: a reader who stops reading
//! stops the pod's log and misses nothing when it reads on.

use std::io::Read;
use std::net::TcpStream;
use std::sync::atomic::Ordering;
use std::time::Duration;

use serde_json::json;

use crate::apiserver::{ApiServer, Heard};
use crate::harness::{TestApp, code};

/// How much may be on its way: sockets' buffers on both sides, and a few parts in the server.
const ON_THE_WAY: u64 = 32 << 20;

/// How much is read in the end: more than can have been on its way.
const READ: u64 = 2 * ON_THE_WAY;

/// Follows the log, reads a little, then nothing until nothing more is taken either. Returns the reader to go on with.
fn stalled(app: &TestApp, server: &ApiServer) -> TcpStream {
    let follow = json!({
        "cluster": "flood", "lesson": null, "step": null, "lang": "en",
        "line": "kubectl logs -f flood", "preview": false, "confirmed": null,
    });
    let mut slow = app.open("POST", "/api/run", "application/json", &follow.to_string());
    slow.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let mut head = [0; 64 * 1024];
    slow.read_exact(&mut head).unwrap();
    assert!(String::from_utf8_lossy(&head).contains("0000000100"), "{}", String::from_utf8_lossy(&head));
    server.wait_for(Heard::Stands);
    let taken = server.taken.load(Ordering::SeqCst);
    assert!(taken < ON_THE_WAY, "{taken} bytes were taken for a reader who took 64 KiB");
    assert_eq!(code(&app.kubectl("kubectl get pods")), 0, "others are served meanwhile");
    slow
}

#[test]
fn a_reader_who_stops_stops_the_log_and_misses_nothing() {
    let server = ApiServer::start("\n");
    let app = TestApp::beside(&server.kubeconfig);
    let mut slow = stalled(&app, &server);
    let mut bytes = Vec::new();
    (&mut slow).take(READ).read_to_end(&mut bytes).unwrap();
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
fn a_line_that_never_ends_is_not_gathered() {
    let server = ApiServer::start(" ");
    let app = TestApp::beside(&server.kubeconfig);
    drop(stalled(&app, &server));
}
