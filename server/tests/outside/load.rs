//! Much at once: a page that does not read slows its own command and nothing else.

use std::io::Read;

use serde_json::json;

use crate::harness::{TestApp, code};

/// How much the server may grow while nobody reads, in KiB: far less than what is printed meanwhile.
const GROWTH: u64 = 48 * 1024;

#[test]
fn a_page_that_does_not_read_a_flood_of_logs_costs_no_memory() {
    let app = TestApp::start();
    let made = app.kubectl(
        "kubectl run flood --image=busybox:1.37 -- sh -c \"while true; do echo 0123456789012345678901234567890123456789; done\"",
    );
    assert_eq!(code(&made), 0, "{made:?}");
    assert_eq!(code(&app.kubectl("kubectl wait pod/flood --for=condition=Ready --timeout=60s")), 0);
    let follow = json!({
        "cluster": "practice", "lesson": null, "step": null, "lang": "en",
        "line": "kubectl logs -f flood", "preview": false, "confirmed": null,
    });
    // Read a little, so that it surely flows; then not at all.
    let mut slow = app.open("POST", "/api/run", "application/json", &follow.to_string());
    slow.read_exact(&mut [0; 64 * 1024]).unwrap();
    let before = app.memory();
    std::thread::sleep(std::time::Duration::from_secs(5));
    for _ in 0..10 {
        assert_eq!(code(&app.kubectl("kubectl get pods")), 0, "others are served meanwhile");
    }
    let grown = app.memory().saturating_sub(before);
    assert!(grown < GROWTH, "the server grew by {grown} KiB");
}
