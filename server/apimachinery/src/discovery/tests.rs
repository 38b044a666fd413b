//! Words and what they mean, on a small server of both kinds.

use serde_json::{Value, json};

use super::{Discovery, GroupVersion, versions};

fn resource(plural: &str, kind: &str, namespaced: bool, short: &[&str]) -> Value {
    json!({"resource": plural, "singularResource": kind.to_lowercase(), "responseKind": {"kind": kind},
        "scope": if namespaced { "Namespaced" } else { "Cluster" }, "verbs": ["get"], "shortNames": short,
        "categories": if plural == "pods" || plural == "deployments" { json!(["all"]) } else { json!([]) }})
}

fn group(name: &str, versions: &[(&str, Vec<Value>)]) -> Value {
    let versions: Vec<Value> =
        versions.iter().map(|(version, all)| json!({"version": version, "resources": all})).collect();
    json!({"metadata": {"name": name}, "versions": versions})
}

fn server() -> Discovery {
    let core = vec![
        resource("events", "Event", true, &["ev"]),
        resource("pods", "Pod", true, &["po"]),
        resource("services", "Service", true, &["svc"]),
        resource("endpoints", "Endpoints", true, &["ep"]),
    ];
    let scalers = |version| {
        (version, vec![resource("horizontalpodautoscalers", "HorizontalPodAutoscaler", true, &["hpa"])])
    };
    let mut found = Discovery::default();
    let items = json!([
        group("", &[("v1", core)]),
        group("apps", &[("v1", vec![resource("deployments", "Deployment", true, &["deploy"])])]),
        group("autoscaling", &[scalers("v2"), scalers("v1")]),
        group("events.k8s.io", &[("v1", vec![resource("events", "Event", true, &["ev"])])]),
        group(
            "example.com",
            &[(
                "v1",
                vec![resource("po", "Po", false, &[]), resource("services", "Service", true, &["ksvc"]),]
            )]
        ),
    ]);
    assert!(found.add_aggregated(&json!({"kind": "APIGroupDiscoveryList", "items": items})));
    found
}

#[test]
fn a_word_means_what_kubectl_takes_it_for() {
    let server = server();
    let means =
        |word: &str| server.resource_for(word).map(|one| format!("{} {}", one.group_resource(), one.version));
    for (word, want) in [
        ("pods", "pods v1"),
        ("Pods", "pods v1"),
        ("pod", "pods v1"),
        ("Pod", "pods v1"),
        ("svc", "services v1"),
        ("service", "services v1"),
        ("services.example.com", "services.example.com v1"),
        ("ksvc", "services.example.com v1"),
        ("deploy", "deployments.apps v1"),
        ("deploy.apps", "deployments.apps v1"),
        ("deploy.ap", "deployments.apps v1"),
        ("deployments.v1.apps", "deployments.apps v1"),
        ("Deployment.v1.apps", "deployments.apps v1"),
        ("hpa", "horizontalpodautoscalers.autoscaling v2"),
        ("hpa.v1.autoscaling", "horizontalpodautoscalers.autoscaling v1"),
        ("events", "events v1"),
        ("ev.events.k8s.io", "events.events.k8s.io v1"),
        ("endpoints", "endpoints v1"),
        // A resource that is called like another's short name comes before it.
        ("po", "po.example.com v1"),
        ("PO", "po.example.com v1"),
    ] {
        assert_eq!(means(word).as_deref(), Some(want), "{word}");
    }
    for word in ["pods.apps", "deployments.v2.apps", "SVC", "widgets", ""] {
        assert_eq!(means(word), None, "{word}");
    }
    let missing = server.require("widgets.example.com").unwrap_err();
    assert_eq!(missing.to_string(), "the server doesn't have a resource type \"widgets\"");
}

#[test]
fn a_category_is_its_resources() {
    assert_eq!(server().category("all").unwrap(), ["pods", "deployments.apps"]);
    assert_eq!(server().category("none"), None);
}

#[test]
fn paths_are_those_of_the_api() {
    let server = server();
    let pods = server.require("pods").unwrap();
    assert_eq!(pods.path("shop"), "/api/v1/namespaces/shop/pods");
    assert_eq!(pods.object_path("shop", "a/b").unwrap(), "/api/v1/namespaces/shop/pods/a%2Fb");
    assert!(pods.object_path("shop", "").is_err());
    assert_eq!(server.require("deploy").unwrap().path(""), "/apis/apps/v1/deployments");
}

#[test]
fn a_server_without_aggregated_lists_is_read_too() {
    let groups = json!({"kind": "APIGroupList", "groups": [{"name": "autoscaling",
        "versions": [{"version": "v1"}, {"version": "v2"}], "preferredVersion": {"version": "v2"}}]});
    let mut found = Discovery::default();
    assert!(!found.add_aggregated(&groups));
    let preferred = GroupVersion { group: "autoscaling".into(), version: "v2".into() };
    assert_eq!(versions(&groups)[0], preferred);
    assert_eq!(versions(&json!({"kind": "APIVersions", "versions": ["v1"]}))[0].path(), "/api/v1");
    let list = json!({"resources": [
        {"name": "horizontalpodautoscalers", "singularName": "horizontalpodautoscaler", "kind": "HorizontalPodAutoscaler", "namespaced": true, "shortNames": ["hpa"]},
        {"name": "horizontalpodautoscalers/status", "kind": "HorizontalPodAutoscaler"}]});
    found.add_resources(preferred, &list);
    let scaler = found.require("hpa").unwrap();
    assert_eq!((scaler.subresources.join(","), scaler.namespaced), ("status".to_owned(), true));
}
