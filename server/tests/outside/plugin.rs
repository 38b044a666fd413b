//! A kubeconfig of the operator's own whose user is a credential plug-in (`exec`): it is run, on a terminal and for pages.

use std::path::Path;
use std::time::{Duration, Instant};

use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::{Value, json};

use crate::harness::{Cluster, TestApp, run, said};

/// Who the plug-in's credential is for.
const ACCOUNT: &str = "kubernetes-admin";

/// The kubeconfig with a plug-in for its user: `cat` of a file with the administrator's certificate, which is nowhere else in it.
fn with_a_plugin(dir: &Path, administrator: &Path) -> Value {
    let view =
        ["kubectl", "--kubeconfig", administrator.to_str().unwrap(), "config", "view", "--raw", "-o", "json"];
    let mut config: Value = serde_json::from_slice(&run(dir, &view).stdout).unwrap();
    let user = config["users"][0]["user"].take();
    let pem = |field: &str| {
        String::from_utf8(BASE64_STANDARD.decode(user[field].as_str().unwrap()).unwrap()).unwrap()
    };
    let version = "client.authentication.k8s.io/v1";
    let status = json!({
        "clientCertificateData": pem("client-certificate-data"),
        "clientKeyData": pem("client-key-data"),
    });
    let credential = json!({"apiVersion": version, "kind": "ExecCredential", "status": status});
    let file = dir.join("credential.json");
    std::fs::write(&file, credential.to_string()).unwrap();
    config["users"][0]["user"] = json!({"exec": {"apiVersion": version, "command": "cat", "args": [file], "interactiveMode": "Never"}});
    config["contexts"][0]["name"] = "plugged".into();
    config["current-context"] = "plugged".into();
    config
}

#[test]
fn a_plug_in_of_the_operators_kubeconfig_is_who_asks() {
    let dir = tempfile::tempdir().unwrap();
    let cluster = Cluster::start(dir.path());
    let config = with_a_plugin(dir.path(), cluster.kubeconfig());
    let file = dir.path().join("plugged.json");
    std::fs::write(&file, config.to_string()).unwrap();

    let asked = run(dir.path(), &["kubectl", "--kubeconfig", file.to_str().unwrap(), "auth", "whoami"]);
    assert!(String::from_utf8_lossy(&asked.stdout).contains(ACCOUNT), "{asked:?}");

    let app = TestApp::beside(&config.to_string());
    let events = app.run(&json!({
        "cluster": "plugged", "lesson": null, "step": null, "lang": "en",
        "line": "kubectl auth whoami", "preview": false, "confirmed": null,
    }));
    assert!(said(&events).contains(ACCOUNT), "{events:?}");
}

/// A kubeconfig with a plug-in, whose cluster is nowhere.
fn plugged(exec: &Value) -> Value {
    json!({
        "apiVersion": "v1", "kind": "Config", "current-context": "plugged",
        "clusters": [{"name": "plugged", "cluster": {"server": "https://127.0.0.1:9"}}],
        "contexts": [{"name": "plugged", "context": {"cluster": "plugged", "user": "u"}}],
        "users": [{"name": "u", "user": {"exec": exec}}],
    })
}

fn whoami(app: &TestApp) -> Vec<Value> {
    app.run(&json!({
        "cluster": "plugged", "lesson": null, "step": null, "lang": "en",
        "line": "kubectl auth whoami", "preview": false, "confirmed": null,
    }))
}

#[test]
fn a_plug_in_that_does_not_return_stops_nobody_else() {
    let exec = json!({"apiVersion": "client.authentication.k8s.io/v1", "command": "sleep", "args": ["3600"], "interactiveMode": "IfAvailable"});
    let mut app = TestApp::beside(&plugged(&exec).to_string());
    let (took, said_of) = std::thread::scope(|scope| {
        let waiting: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    let started = Instant::now();
                    let events = whoami(&app);
                    (started.elapsed(), said(&events))
                })
            })
            .collect();
        std::thread::sleep(Duration::from_secs(2));
        let started = Instant::now();
        assert_eq!(app.get("/healthz").body, "ok");
        assert!(said(&app.kubectl("kubectl get nodes")).contains("Ready"));
        assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
        waiting.into_iter().map(|one| one.join().unwrap()).max().unwrap()
    });
    assert!(said_of.contains("executable sleep did not end within 30 s"), "{said_of}");
    assert!(took < Duration::from_secs(36), "it was run once for all: {took:?}");

    // Asked to stop while one runs: the failure is not told again for ever, so it runs once more.
    std::thread::sleep(Duration::from_secs(6));
    let _asking = app.open(
        "POST",
        "/api/run",
        "application/json",
        &json!({
            "cluster": "plugged", "lesson": null, "step": null, "lang": "en",
            "line": "kubectl auth whoami", "preview": false, "confirmed": null,
        })
        .to_string(),
    );
    std::thread::sleep(Duration::from_secs(1));
    let asked = Instant::now();
    assert!(app.terminate());
    assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
}

#[test]
fn what_a_plug_in_says_stands_before_the_error_as_on_a_terminal() {
    let exec = json!({"apiVersion": "client.authentication.k8s.io/v1", "command": "sh", "args": ["-c", "echo log in first >&2; exit 3"], "interactiveMode": "Never"});
    let app = TestApp::beside(&plugged(&exec).to_string());
    let words = "log in first\nUnable to connect to the server: getting credentials: exec: executable sh failed with exit code 3\n";
    assert_eq!(said(&whoami(&app)), words);
}
