//! A kubeconfig of the operator's own whose user is a credential plug-in (`exec`): it is run, on a terminal and for pages.

use std::path::Path;

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
