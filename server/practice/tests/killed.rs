//! Kill -9 right after an answer: what was answered is there. This program starts itself again as the one that is killed.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use practice::{Options, Practice, Speed};
use serde_json::json;

/// Names the data directory to the process that will be killed.
const FOLDER: &str = "PRACTICE_KILLED_FOLDER";
const MAPS: &str = "/api/v1/namespaces/default/configmaps";

async fn send(practice: &Practice, method: &str, path: &str, body: String) -> u16 {
    let (mut sender, connection) =
        http1::handshake(TokioIo::new(practice.connect())).await.expect("handshake");
    let task = tokio::spawn(connection);
    let request = hyper::Request::builder()
        .method(method)
        .uri(path)
        .header("content-type", "application/json")
        .body(Full::new(Bytes::from(body)))
        .expect("request");
    let code = sender.send_request(request).await.expect("answer").status().as_u16();
    task.abort();
    code
}

fn options(folder: &std::path::Path) -> Options {
    Options { data_dir: Some(folder.to_owned()), speed: Speed::Max, ..Options::default() }
}

/// The process that is killed: makes one map after the other and says so after each answer.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "started by the test below"]
async fn child() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let practice = Practice::open(options(folder.as_ref())).await.expect("opens");
    let deployment = json!({"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "busy"}, "spec": {"replicas": 60,
        "selector": {"matchLabels": {"a": "b"}}, "template": {"metadata": {"labels": {"a": "b"}}, "spec": {"containers": [{"name": "c", "image": "nginx"}]}}}});
    // The controllers write at the same time.
    send(&practice, "POST", "/apis/apps/v1/namespaces/default/deployments", deployment.to_string()).await;
    for i in 0.. {
        let name = format!("kept-{}-{i}", std::process::id());
        let map = json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name}});
        assert_eq!(send(&practice, "POST", MAPS, map.to_string()).await, 201);
        if i % 3 == 2 {
            let gone = format!("{MAPS}/kept-{}-{}", std::process::id(), i - 1);
            assert_eq!(send(&practice, "DELETE", &gone, String::new()).await, 200);
            println!("gone {}", i - 1);
        }
        println!("made {i}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_survives_kill_9_at_any_moment() {
    let folder = tempfile::tempdir().expect("a folder");
    for round in 0..20 {
        let mut child = Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "child", "--ignored", "--nocapture"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("starts");
        let pid = child.id();
        let mut answered = Vec::new();
        let lines = BufReader::new(child.stdout.take().expect("its answers")).lines();
        for line in lines.map_while(Result::ok) {
            // The harness puts its own words before the first line.
            let said = line.split_once("... ").map_or(line.as_str(), |(_, said)| said);
            if said.starts_with("made ") || said.starts_with("gone ") {
                answered.push(said.to_owned());
            }
            if answered.len() > round * 7 {
                break;
            }
        }
        child.kill().expect("is killed");
        child.wait().expect("has ended");
        assert!(answered.len() > round * 7, "round {round} ended early: {answered:?}");
        let practice = Practice::open(options(folder.path())).await.expect("opens again");
        assert_eq!(practice.notices(), Vec::<String>::new());
        // The deletion of the last map may have been on its way.
        let last = answered.iter().rev().find_map(|a| a.strip_prefix("made "));
        let gone: Vec<&str> = answered.iter().filter_map(|a| a.strip_prefix("gone ")).collect();
        for n in answered.iter().filter_map(|a| a.strip_prefix("made ")) {
            let code = send(&practice, "GET", &format!("{MAPS}/kept-{pid}-{n}"), String::new()).await;
            let deleted = gone.contains(&n) || Some(n) == last;
            assert!(code == 200 || deleted && code == 404, "round {round}: map {n} of {answered:?}: {code}");
        }
        for n in gone {
            let code = send(&practice, "GET", &format!("{MAPS}/kept-{pid}-{n}"), String::new()).await;
            assert_eq!(code, 404, "round {round}: map {n} came back");
        }
        practice.close().await;
    }
}
