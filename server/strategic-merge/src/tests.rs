//! Patches as the API server takes them: values checked against `strategicpatch`'s own test data.

use serde_json::json;

use crate::{apply, merge, three_way, two_way};

#[test]
fn a_container_is_merged_by_name_and_the_others_stay() {
    let current =
        json!({"spec": {"containers": [{"name": "a", "image": "x:1"}, {"name": "b", "image": "y"}]}});
    let patch = json!({"spec": {"containers": [{"name": "a", "image": "x:2"}]}});
    let want = json!({"spec": {"containers": [{"name": "a", "image": "x:2"}, {"name": "b", "image": "y"}]}});
    assert_eq!(apply(&current, &patch), Ok(want));
}

#[test]
fn directives_delete_replace_and_retain() {
    let current = json!({"metadata": {"finalizers": ["a", "b"]}, "spec": {
        "strategy": {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 1}},
        "volumes": [{"name": "v", "emptyDir": {}}, {"name": "w", "emptyDir": {}}]}});
    let patch = json!({"metadata": {"$deleteFromPrimitiveList/finalizers": ["a"]}, "spec": {
        "strategy": {"$retainKeys": ["type"], "type": "Recreate"},
        "volumes": [{"name": "v", "$patch": "delete"}]}});
    let want = json!({"metadata": {"finalizers": ["b"]}, "spec": {
        "strategy": {"type": "Recreate"}, "volumes": [{"name": "w", "emptyDir": {}}]}});
    assert_eq!(apply(&current, &patch), Ok(want));
    let replaced = apply(&current, &json!({"spec": {"$patch": "replace", "x": 1}}));
    assert_eq!(replaced, Ok(json!({"metadata": {"finalizers": ["a", "b"]}, "spec": {"x": 1}})));
}

#[test]
fn the_order_of_elements_is_kept() {
    let current = json!({"spec": {"containers": [{"name": "a"}, {"name": "s"}, {"name": "b"}]}});
    let patch = json!({"spec": {"$setElementOrder/containers": [{"name": "b"}, {"name": "a"}]}});
    let want = json!({"spec": {"containers": [{"name": "b"}, {"name": "a"}, {"name": "s"}]}});
    assert_eq!(apply(&current, &patch), Ok(want));
}

#[test]
fn an_item_without_its_key_is_refused_with_upstreams_words() {
    let error = apply(&json!({"spec": {}}), &json!({"spec": {"containers": [{"image": "x"}]}}));
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
    let object = json!({"spec": {"containers": [{"name": "a", "ports": [{"containerPort": 80}]}], "strategy": {"type": "Recreate"}}});
    let patch = three_way(&object, &object, &object);
    assert_eq!(patch, Ok(json!({})));
}

#[test]
fn two_way_then_apply_gives_the_modified_object() {
    let a = json!({"spec": {"containers": [{"name": "a", "image": "1"}, {"name": "b"}], "ports": [{"port": 80}]}});
    let b = json!({"spec": {"containers": [{"name": "a", "image": "2"}, {"name": "c"}], "ports": [{"port": 80, "name": "w"}]}});
    let patch = two_way(&a, &b).unwrap();
    assert_eq!(apply(&a, &patch), Ok(b.clone()));
}
