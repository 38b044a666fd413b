//! The cluster that somebody connected goes away: pages say so, commands say so and are not sent again, and everything comes back by itself.

use std::io::{BufRead, BufReader};

use serde_json::{Value, json};

use crate::harness::{Cluster, TestApp, code, run, said};
use crate::live::Live;

/// The name under which pages know the cluster.
const OWN: &str = "own";

/// A server beside the cluster.
fn beside(cluster: &Cluster) -> TestApp {
    let kubeconfig = cluster.kubeconfig().to_str().unwrap();
    let view = ["kubectl", "--kubeconfig", kubeconfig, "config", "view", "--raw", "-o", "json"];
    let seen = run(cluster.kubeconfig().parent().unwrap(), &view);
    let mut config: Value = serde_json::from_slice(&seen.stdout).unwrap();
    config["contexts"][0]["name"] = OWN.into();
    config["current-context"] = OWN.into();
    TestApp::beside(&config.to_string())
}

fn request(line: &str) -> Value {
    json!({
        "cluster": OWN, "lesson": null, "step": null, "lang": "en",
        "line": line, "preview": false, "confirmed": null,
    })
}

fn lens() -> Value {
    json!({"lens": {"cluster": OWN, "namespace": "wheelhouse"}})
}

fn lists_nodes(lens: &Value) -> bool {
    lens["fresh"] == "live" && lens["nodes"].as_object().is_some_and(|nodes| nodes.len() == 3)
}

#[test]
fn a_cluster_that_goes_away_and_comes_back_is_followed() {
    let dir = tempfile::tempdir().unwrap();
    let mut cluster = Cluster::start(dir.path());
    let app = beside(&cluster);
    let mut page = Live::of(&app, &[lens()]);
    page.until(&lens(), lists_nodes);

    cluster.kill();
    let seen = page.until(&lens(), |lens| lens["fresh"]["as_of"].is_object());
    assert!(seen["nodes"].as_object().is_some_and(|nodes| nodes.len() == 3), "as it was seen last: {seen}");
    let lost = app.run(&request("kubectl create configmap lost --from-literal=a=b"));
    assert_eq!(code(&lost), 1);
    assert!(said(&lost).contains("was refused - did you specify the right host or port?"), "{lost:?}");
    assert!(lost.iter().any(|event| event.get("hint").is_some()), "{lost:?}");
    // The notes and the practice cluster are what they were.
    assert_eq!(app.get("/learn/pods").status, 200);
    assert_eq!(code(&app.kubectl("kubectl get nodes")), 0);

    cluster.start_again();
    page.until(&lens(), lists_nodes);
    let found = app.run(&request("kubectl get configmaps lost"));
    assert!(said(&found).contains("\"lost\" not found"), "no command is sent a second time: {found:?}");
}

#[test]
fn a_shell_whose_cluster_goes_away_never_ends_well() {
    let dir = tempfile::tempdir().unwrap();
    let mut cluster = Cluster::start(dir.path());
    let app = beside(&cluster);
    let made = app.run(&request("kubectl run web --image=nginx:1.29"));
    assert_eq!(code(&made), 0, "{made:?}");
    let ready = app.run(&request("kubectl wait --for=condition=Ready pod/web --timeout=60s"));
    assert_eq!(code(&ready), 0, "{ready:?}");

    let line = "kubectl exec web -- sh -c \"echo begun; sleep 600\"";
    let stream = app.open("POST", "/api/run", "application/json", &request(line).to_string());
    let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
    assert!(lines.any(|line| line.contains("begun")), "the command runs");
    cluster.kill();
    let exit = lines.find(|line| line.contains("\"exit\"")).expect("the page is told that it is over");
    let exit: Value = serde_json::from_str(&exit).unwrap();
    assert_ne!(exit["exit"]["code"], 0, "{exit}");
}
