//! A full disk: what is written is refused with the reason, what is there can be read, and nobody has to restart anything.
//!
//! The data directory is a small file system of its own, in a mount namespace of the server's (`unshare`, util-linux).

use std::fs;

use serde_json::json;

use crate::harness::{TestApp, code};

/// Takes all the space that is left.
fn fill(app: &TestApp) -> std::path::PathBuf {
    let filler = app.inside().join("filler");
    let mut size = 8 << 20;
    let mut bytes = Vec::new();
    while size > 0 {
        let longer = [bytes.as_slice(), &vec![0; size]].concat();
        if fs::write(&filler, &longer).is_ok() { bytes = longer } else { size /= 2 }
    }
    // A refused write leaves what fitted.
    let _ = fs::write(&filler, vec![0; bytes.len() + 4096]);
    filler
}

#[test]
fn a_full_disk_refuses_writes_keeps_reading_and_recovers_without_a_restart() {
    let app = TestApp::on_a_small_disk();
    assert_eq!(app.call("blank", "name=deployment&value=before").status, 200);
    let filler = fill(&app);

    let long = "x".repeat(200_000);
    let refused = app.save_manifest("write-a-manifest", "web.yaml", &long);
    assert_eq!(refused.status, 503, "{}", refused.body);
    assert!(refused.body.contains("is full: nothing was saved"), "{}", refused.body);
    assert_eq!(app.get("/learn/pods").status, 200, "lessons are still read");
    let kept = &app.own()["frame"]["progress"]["blanks"];
    assert_eq!(kept["deployment"], "before", "what was saved is still there");

    let events = app.kubectl(&format!("kubectl create configmap big --from-literal=a={long}"));
    assert_ne!(
        code(&events),
        0,
        "a change of the practice cluster that cannot be kept is refused: {events:?}"
    );

    fs::remove_file(filler).unwrap();
    let saved = app.save_manifest("write-a-manifest", "web.yaml", &long);
    assert_eq!(saved.status, 200, "{}", saved.body);
    let request = json!({
        "cluster": "practice", "lesson": "cluster-and-nodes", "step": "nodes", "lang": "en",
        "line": "kubectl get nodes", "preview": false, "confirmed": null,
    });
    assert!(app.run(&request).iter().any(|e| e.get("done").is_some()));
    assert_eq!(code(&app.kubectl("kubectl create configmap small --from-literal=a=b")), 0);
    let app = app.kill_and_restart_on_its_disk();
    assert_eq!(code(&app.kubectl("kubectl get configmap small")), 0);
}
