//! Patches as the API server takes them: values checked against `strategicpatch`'s own test data.

use serde_json::{Value, json};

use crate::{apply, merge, three_way, two_way};

/// An object of a kind.
fn of(version: &str, kind: &str, mut object: Value) -> Value {
    object["apiVersion"] = version.into();
    object["kind"] = kind.into();
    object
}

fn pod(object: Value) -> Value {
    of("v1", "Pod", object)
}

fn deployment(object: Value) -> Value {
    of("apps/v1", "Deployment", object)
}

#[test]
fn a_container_is_merged_by_name_and_the_others_stay() {
    let current =
        pod(json!({"spec": {"containers": [{"name": "a", "image": "x:1"}, {"name": "b", "image": "y"}]}}));
    let patch = json!({"spec": {"containers": [{"name": "a", "image": "x:2"}]}});
    let want =
        pod(json!({"spec": {"containers": [{"name": "a", "image": "x:2"}, {"name": "b", "image": "y"}]}}));
    assert_eq!(apply(&current, &patch), Ok(want));
}

#[test]
fn directives_delete_replace_and_retain() {
    let volumes = |list: Value| json!({"spec": {"volumes": list}});
    let current = deployment(json!({"metadata": {"finalizers": ["a", "b"]}, "spec": {
        "strategy": {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 1}},
        "template": volumes(json!([{"name": "v", "emptyDir": {}}, {"name": "w", "emptyDir": {}}]))}}));
    let patch = json!({"metadata": {"$deleteFromPrimitiveList/finalizers": ["a"]}, "spec": {
        "strategy": {"$retainKeys": ["type"], "type": "Recreate"},
        "template": volumes(json!([{"name": "v", "$patch": "delete"}]))}});
    let want = deployment(json!({"metadata": {"finalizers": ["b"]}, "spec": {
        "strategy": {"type": "Recreate"}, "template": volumes(json!([{"name": "w", "emptyDir": {}}]))}}));
    assert_eq!(apply(&current, &patch), Ok(want));
    let replaced = apply(&current, &json!({"spec": {"$patch": "replace", "x": 1}}));
    assert_eq!(replaced, Ok(deployment(json!({"metadata": {"finalizers": ["a", "b"]}, "spec": {"x": 1}}))));
}

#[test]
fn the_order_of_elements_is_kept() {
    let current = pod(json!({"spec": {"containers": [{"name": "a"}, {"name": "s"}, {"name": "b"}]}}));
    let patch = json!({"spec": {"$setElementOrder/containers": [{"name": "b"}, {"name": "a"}]}});
    let want = pod(json!({"spec": {"containers": [{"name": "b"}, {"name": "a"}, {"name": "s"}]}}));
    assert_eq!(apply(&current, &patch), Ok(want));
}

#[test]
fn an_item_without_its_key_is_refused_with_upstreams_words() {
    let error = apply(&pod(json!({"spec": {}})), &json!({"spec": {"containers": [{"image": "x"}]}}));
    let text = error.map_err(|error| error.to_string());
    assert_eq!(text, Err("map: map[image:x] does not contain declared merge key: name".into()));
}

#[test]
fn null_removes_in_both_kinds_of_patch() {
    let current = json!({"a": 1, "b": {"c": 2, "d": [1]}});
    let patch = json!({"a": null, "b": {"c": null, "d": [2]}});
    assert_eq!(merge(&current, &patch), json!({"b": {"d": [2]}}));
    assert_eq!(apply(&current, &patch), Ok(json!({"b": {"d": [2]}})));
}

#[test]
fn three_way_deletes_what_was_applied_and_leaves_what_others_set() {
    let last = json!({"metadata": {"labels": {"a": "1", "b": "2"}}, "spec": {"replicas": 1}});
    let modified = json!({"metadata": {"labels": {"a": "1"}}, "spec": {"replicas": 3}});
    let current = json!({"metadata": {"labels": {"a": "1", "b": "2", "c": "3"}, "uid": "u"}, "spec": {"replicas": 2, "x": 1}});
    let patch = three_way(&last, &modified, &current);
    assert_eq!(patch, Ok(json!({"metadata": {"labels": {"b": null}}, "spec": {"replicas": 3}})));
}

#[test]
fn three_way_of_the_same_is_empty() {
    let template = json!({"spec": {"containers": [{"name": "a", "ports": [{"containerPort": 80}]}]}});
    let object = deployment(json!({"spec": {"template": template, "strategy": {"type": "Recreate"}}}));
    let patch = three_way(&object, &object, &object);
    assert_eq!(patch, Ok(json!({})));
}

#[test]
fn two_way_then_apply_gives_the_modified_object() {
    let a =
        pod(json!({"spec": {"containers": [{"name": "a", "image": "1"}, {"name": "b"}], "nodeName": "x"}}));
    let b =
        pod(json!({"spec": {"containers": [{"name": "a", "image": "2"}, {"name": "c"}], "hostname": "w"}}));
    let patch = two_way(&a, &b).unwrap();
    assert_eq!(apply(&a, &patch), Ok(b));
}

#[test]
fn what_merges_in_a_pod_is_replaced_in_a_service_account() {
    let secrets = |name: &str| json!({"imagePullSecrets": [{"name": name}]});
    let account = of("v1", "ServiceAccount", secrets("a"));
    assert_eq!(apply(&account, &secrets("b")), Ok(of("v1", "ServiceAccount", secrets("b"))));
    let both = json!({"spec": {"imagePullSecrets": [{"name": "a"}, {"name": "b"}]}});
    assert_eq!(apply(&pod(json!({"spec": secrets("a")})), &json!({"spec": secrets("b")})), Ok(pod(both)));
    let unknown = of("example.com/v1", "Widget", json!({"spec": secrets("a")}));
    let replaced = of("example.com/v1", "Widget", json!({"spec": secrets("b")}));
    assert_eq!(apply(&unknown, &json!({"spec": secrets("b")})), Ok(replaced));
}

#[test]
fn a_budgets_selector_is_replaced_as_a_whole() {
    let budget = |labels: Value| {
        of("policy/v1", "PodDisruptionBudget", json!({"spec": {"selector": {"matchLabels": labels}}}))
    };
    let (old, new) = (budget(json!({"app": "a"})), budget(json!({"tier": "b"})));
    let patch = two_way(&old, &new).unwrap();
    assert_eq!(patch, json!({"spec": {"selector": {"matchLabels": {"tier": "b"}}}}));
    assert_eq!(apply(&old, &patch), Ok(new));
}
