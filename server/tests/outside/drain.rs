//! What a page is told before a node is drained: everything that would go, and nothing has gone yet.

use serde_json::{Value, json};

use crate::harness::{TestApp, code, said};

/// The names of the pods of `app=web` on a node, as questions call them.
fn pods_on(app: &TestApp, node: &str) -> Vec<String> {
    let line = format!("kubectl get pods -l app=web --field-selector spec.nodeName={node} -o name");
    let mut names: Vec<String> =
        said(&app.kubectl(&line)).lines().map(|name| format!("{name} (namespace default)")).collect();
    names.sort();
    names
}

fn request(line: &str, confirmed: Value) -> Value {
    json!({
        "cluster": "practice", "lesson": null, "step": null, "lang": "en",
        "line": line, "preview": false, "confirmed": confirmed,
    })
}

#[test]
fn a_drain_says_which_pods_it_would_evict_before_it_does() {
    let app = TestApp::start();
    assert_eq!(code(&app.kubectl("kubectl create deployment web --image=nginx:1.29 --replicas=4")), 0);
    assert_eq!(code(&app.kubectl("kubectl rollout status deployment web --timeout=60s")), 0);
    let node = said(&app.kubectl("kubectl get pods -l app=web -o jsonpath={.items[0].spec.nodeName}"));
    let before = pods_on(&app, &node);
    assert!(!before.is_empty());
    let line =
        format!("kubectl drain {node} --ignore-daemonsets --delete-emptydir-data --pod-selector app=web");

    let events = app.run(&request(&line, Value::Null));
    assert_eq!(events.len(), 1, "{events:?}");
    let mut hits: Vec<String> = events[0]["ask"]["hits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| hit.as_str().unwrap().to_owned())
        .collect();
    hits.sort();
    let mut expected = before.clone();
    expected.push(format!("node/{node}"));
    expected.sort();
    assert_eq!(hits, expected);
    let closed = format!("kubectl get node {node} -o jsonpath={{.spec.unschedulable}}");
    assert_eq!(said(&app.kubectl(&closed)), "", "a question changes nothing");
    assert_eq!(pods_on(&app, &node), before);

    let events = app.run(&request(&line, json!("")));
    assert_eq!(code(&events), 0, "{}", said(&events));
    assert_eq!(said(&app.kubectl(&closed)), "true");
    assert_eq!(pods_on(&app, &node), Vec::<String>::new());
}
