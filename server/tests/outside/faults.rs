//! Pulling the plug: what was ticked stays ticked.

use std::io::{BufRead, BufReader, Read};

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
    assert!(lines.any(|line| line.unwrap().contains("only")), "the list prints");
    server.wait_for(Heard::Watched);
    drop(lines);
    server.wait_for(Heard::Closed);
    assert_eq!(code(&app.kubectl("kubectl get nodes")), 0);
}

#[test]
fn a_body_that_cannot_be_read_is_the_requests_fault() {
    let app = TestApp::start();
    for (path, kind, body) in [
        ("/api/fn/manifest", "application/json", "{"),
        ("/api/fn/manifest", "application/json", "{\"lesson\": 5}"),
        ("/api/fn/manifest", "application/json", "\u{0}\u{ff}"),
        ("/api/fn/theme", "application/x-www-form-urlencoded", "a=%ff&&&="),
        ("/api/run", "application/json", "{"),
        ("/api/run", "application/json", "[]"),
    ] {
        let mut bytes = Vec::new();
        app.open("POST", path, kind, body).read_to_end(&mut bytes).unwrap();
        let answer = String::from_utf8_lossy(&bytes);
        let status: u16 = answer.split(' ').nth(1).unwrap().parse().unwrap();
        assert!((400..500).contains(&status), "{path} {body:?}: {answer}");
    }
}

#[test]
fn a_client_of_http_1_0_that_keeps_the_connection_gets_its_answers() {
    let app = TestApp::start();
    for path in ["/healthz", "/learn"] {
        let mut stream = app.open_with("GET", path, "Connection: Keep-Alive\r\n", "text/plain", "");
        stream.set_read_timeout(Some(std::time::Duration::from_secs(10))).unwrap();
        let (mut bytes, mut piece) = (Vec::new(), [0; 4096]);
        // Until it ends, or all of the length that it tells is there.
        loop {
            let read = stream.read(&mut piece).expect("the end of the answer is seen");
            bytes.extend_from_slice(&piece[..read]);
            let text = String::from_utf8_lossy(&bytes).to_lowercase();
            let whole = text.split_once("\r\n\r\n").is_some_and(|(head, body)| {
                let told = head.lines().find_map(|line| line.strip_prefix("content-length: "));
                told.is_some_and(|length| body.len() >= length.parse().unwrap())
            });
            if read == 0 || whole {
                assert!(text.starts_with("http/1.0 200"), "{text}");
                break;
            }
        }
    }
}
