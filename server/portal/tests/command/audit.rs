//! The audit record, read back: who, when, which cluster, the line, what was planned, how it ended, how long it took.

use serde_json::{Value, json};
use store::End;

use crate::harness::{HOME, OWN, TestPortal};

fn planned(verb: &str, group: &str, resource: &str, subresource: &str, namespace: &str, name: &str) -> Value {
    json!({
        "verb": verb, "group": group, "version": "v1", "resource": resource, "subresource": subresource,
        "namespace": namespace, "name": name,
    })
}

#[tokio::test]
async fn a_change_is_recorded_with_all_that_it_was() {
    let app = TestPortal::beside_a_cluster().await;
    app.line("kubectl create deployment web --image=nginx --replicas=2").await;
    app.line("create configmap one --from-literal pass=X").await;
    app.line("kubectl scale deployment/web --replicas=3").await;
    app.insist("kubectl label deployment/web node/worker-1 a=b").await;
    app.insist("kubectl delete configmap one missing").await;
    app.insist("kubectl cordon worker-1").await;

    let entries = app.audit().await;
    let lines: Vec<&str> = entries.iter().map(|entry| entry.line.as_str()).collect();
    assert_eq!(
        lines,
        [
            "kubectl create deployment web --image=nginx --replicas=2",
            "kubectl create namespace wheelhouse",
            "kubectl create configmap one --from-literal pass=***",
            "kubectl scale deployment/web --replicas=3",
            "kubectl label deployment/web node/worker-1 a=b",
            "kubectl delete configmap one missing",
            "kubectl cordon worker-1",
        ]
    );
    let planned_of = |index: usize| entries[index].planned.clone().unwrap_or_default();
    assert_eq!(planned_of(0), json!([planned("create", "apps", "deployments", "", HOME, "web")]));
    assert_eq!(planned_of(1), json!([planned("create", "", "namespaces", "", "", HOME)]));
    assert_eq!(planned_of(2), json!([planned("create", "", "configmaps", "", HOME, "one")]));
    assert_eq!(planned_of(3), json!([planned("patch", "apps", "deployments", "scale", HOME, "web")]));
    assert_eq!(
        planned_of(4),
        json!([
            planned("patch", "apps", "deployments", "", HOME, "web"),
            planned("patch", "", "nodes", "", "", "worker-1")
        ])
    );
    assert_eq!(
        planned_of(5),
        json!([
            planned("delete", "", "configmaps", "", HOME, "one"),
            planned("delete", "", "configmaps", "", HOME, "missing")
        ])
    );
    assert_eq!(planned_of(6), json!([planned("patch", "", "nodes", "", "", "worker-1")]));
    let ends: Vec<&End> = entries.iter().filter_map(|entry| entry.end.as_ref()).collect();
    let done = &End::Exit(0);
    assert_eq!(ends, [done, done, done, done, done, &End::Exit(1), done]);
    for entry in &entries {
        assert_eq!((entry.person.as_str(), entry.cluster.as_str()), ("local", OWN), "{entry:?}");
        assert!(entry.at > 1_700_000_000_000 && entry.millis.is_some_and(|millis| millis >= 0), "{entry:?}");
    }
}

#[tokio::test]
async fn what_only_looks_asks_or_pretends_is_not_recorded() {
    let app = TestPortal::beside_a_cluster().await;
    for line in [
        "kubectl get pods",
        "kubectl auth can-i delete pods",
        "kubectl create configmap one --dry-run=server",
        "kubectl delete pod web",
        "kubectl label node worker-1 a=b",
        "kubectl delete pod web --token=X",
        "kubectl gte pods",
    ] {
        app.line(line).await;
    }
    assert_eq!(app.audit().await, []);
}

#[tokio::test]
async fn what_runs_in_a_container_is_recorded_as_the_server_is_asked() {
    let app = TestPortal::beside_a_cluster().await;
    app.line("kubectl run web --image=nginx").await;
    app.until_done("kubectl wait --for=condition=Ready pod/web --timeout=1s").await;
    assert_eq!(app.line("kubectl exec web -- true").await.code, Some(0));
    let entry = app.entry("kubectl exec web -- true").await;
    assert_eq!(entry.planned, Some(json!([planned("create", "", "pods", "exec", HOME, "web")])));
    assert_eq!(app.line("kubectl exec web -- false").await.code, Some(1));
    assert_eq!(app.entry("kubectl exec web -- false").await.end, Some(End::Exit(1)));

    app.line("kubectl run once --image=busybox --rm -i --restart=Never -- true").await;
    let entry = app.entry("kubectl run once --image=busybox --rm -i --restart=Never -- ***").await;
    assert_eq!(
        entry.planned,
        Some(json!([
            planned("create", "", "pods", "", HOME, "once"),
            planned("create", "", "pods", "attach", HOME, "once"),
            planned("delete", "", "pods", "", HOME, "once"),
        ]))
    );
}

/// Requirement 24: where the record cannot be written, the change is not sent.
#[tokio::test]
async fn what_cannot_be_recorded_is_not_sent() {
    let app = TestPortal::beside_a_cluster().await;
    assert_eq!(app.line("kubectl create configmap one").await.code, Some(0));
    app.seen.forget();
    app.store.close().await;
    let said = app.line("kubectl label configmap one a=b").await;
    assert_eq!(said.code, Some(1), "{said:?}");
    assert_eq!(app.seen.pretended(), 1, "it came as far as the plan");
    assert_eq!(app.seen.changes(), [""; 0]);
}
