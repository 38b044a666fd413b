//! Much at once: a page that does not read slows its own command and nothing else. What that costs in memory is `make bench`'s.

use std::io::Read;

use serde_json::json;

use crate::harness::{TestApp, code};

#[test]
fn a_page_that_does_not_read_a_flood_of_logs_slows_nobody_and_goes_on_later() {
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
    let mut piece = vec![0; 64 * 1024];
    slow.read_exact(&mut piece).unwrap();
    for _ in 0..10 {
        assert_eq!(code(&app.kubectl("kubectl get pods")), 0, "others are served meanwhile");
    }
    slow.read_exact(&mut piece).unwrap();
    assert!(String::from_utf8_lossy(&piece).contains("0123456789012345678901234567890123456789"));
}
