//! Pulling the plug: what was ticked stays ticked.

use std::io::{BufRead, BufReader};

use serde_json::{Value, json};
use sqlx::Connection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};

use crate::apiserver::{ApiServer, Heard};
use crate::harness::{TestApp, code};

/// The steps that are done, as the page's frame tells them.
fn done(app: &TestApp) -> Value {
    app.own()["frame"]["progress"]["done"].clone()
}

/// Runs the first panel of a lesson, which only looks.
fn tick(app: &TestApp) {
    let request = json!({
        "cluster": "practice", "lesson": "cluster-and-nodes", "step": "nodes", "lang": "en",
        "line": "kubectl get nodes", "preview": false, "confirmed": null,
    });
    let events = app.run(&request);
    assert_eq!(code(&events), 0, "{events:?}");
    assert!(events.iter().any(|e| e.get("done").is_some()), "{events:?}");
}

#[test]
fn a_step_that_was_shown_as_ticked_survives_kill_9() {
    let app = TestApp::start();
    tick(&app);
    let before = done(&app);
    assert_eq!(before["cluster-and-nodes"], json!(["nodes"]));
    let app = app.kill_and_restart();
    assert_eq!(done(&app), before);
}

#[test]
fn the_practice_cluster_survives_kill_9() {
    let app = TestApp::start();
    assert_eq!(code(&app.kubectl("kubectl create configmap kept --from-literal=a=b")), 0);
    assert_eq!(code(&app.kubectl("kubectl create configmap later --from-literal=a=b")), 0);
    let app = app.kill_and_restart();
    assert_eq!(code(&app.kubectl("kubectl get configmap kept later")), 0);
}

#[test]
fn writers_wait_while_another_program_holds_the_database() {
    let app = TestApp::start();
    // The session is kept from its first use on.
    app.own();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let options = SqliteConnectOptions::new().filename(app.dir().join("wheelhouse.db"));
    let mut other = runtime.block_on(SqliteConnection::connect_with(&options)).unwrap();
    runtime.block_on(sqlx::query("begin immediate").execute(&mut other)).unwrap();
    std::thread::scope(|scope| {
        let ticking = scope.spawn(|| tick(&app));
        // Whoever only reads is served while the other waits.
        for _ in 0..10 {
            assert_eq!(app.get("/learn").status, 200);
        }
        assert!(!ticking.is_finished(), "the tick waits for its turn");
        runtime.block_on(sqlx::query("rollback").execute(&mut other)).unwrap();
        ticking.join().unwrap();
    });
    assert_eq!(done(&app)["cluster-and-nodes"], json!(["nodes"]));
}

#[test]
fn closing_a_page_ends_its_watch_upstream_and_nothing_else() {
    let server = ApiServer::start("\n");
    let app = TestApp::beside(&server.kubeconfig);
    let request = json!({
        "cluster": "flood", "lesson": null, "step": null, "lang": "en",
        "line": "kubectl get nodes -w", "preview": false, "confirmed": null,
    });
    let stream = app.open("POST", "/api/run", "application/json", &request.to_string());
    let mut lines = BufReader::new(stream).lines();
    assert!(lines.any(|line| line.unwrap().contains("only")), "the watch prints");
    drop(lines);
    server.wait_for(Heard::Closed);
    assert_eq!(code(&app.kubectl("kubectl get nodes")), 0);
}
