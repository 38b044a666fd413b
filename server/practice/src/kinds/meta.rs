//! Names, labels and the rest of `metadata`: what is allowed, in the API server's words.
//!
//! Layer: pure. Mirrors `apimachinery/pkg/api/validation`; the words about names are `apimachinery::names`.

use apimachinery::names;
use apimachinery::selector::Selector;
use serde_json::Value;

use crate::json::{map, text};
use crate::status::Errors;

/// How a kind's names are checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameRule {
    /// A DNS subdomain.
    Subdomain,
    /// A DNS label.
    Label,
    /// A DNS label that starts with a letter (services).
    Label1035,
    /// A path segment (RBAC).
    Segment,
}

/// What is wrong with a name under a rule.
pub(crate) fn name_problems(rule: NameRule, name: &str) -> Vec<String> {
    match rule {
        NameRule::Label => names::dns1123_label(name),
        NameRule::Label1035 => names::dns1035_label(name),
        NameRule::Subdomain => names::dns1123_subdomain(name),
        NameRule::Segment => names::path_segment(name),
    }
}

/// Checks a map of labels at a path.
pub(crate) fn labels(v: &Value, path: &str, errors: &mut Errors) {
    for (key, value) in map(v, path).into_iter().flatten() {
        for problem in names::label_key(key) {
            errors.invalid(path, key.as_str(), &problem);
        }
        for problem in names::label_value(value.as_str().unwrap_or("")) {
            errors.invalid(path, value.as_str().unwrap_or(""), &problem);
        }
    }
}

/// Checks `metadata`.
pub(crate) fn validate(rule: NameRule, namespaced: bool, obj: &Value, errors: &mut Errors) {
    let name = text(obj, "metadata.name");
    if name.is_empty() {
        errors.required("metadata.name", "name or generateName is required");
    } else {
        for problem in name_problems(rule, name) {
            errors.invalid("metadata.name", name, &problem);
        }
    }
    if namespaced {
        let ns = text(obj, "metadata.namespace");
        for problem in names::dns1123_label(ns) {
            errors.invalid("metadata.namespace", ns, &problem);
        }
    }
    labels(obj, "metadata.labels", errors);
    let mut size = 0;
    for (key, value) in map(obj, "metadata.annotations").into_iter().flatten() {
        for problem in names::label_key(&key.to_lowercase()) {
            errors.invalid("metadata.annotations", key.as_str(), &problem);
        }
        size += key.len() + value.as_str().unwrap_or("").len();
    }
    if size > 256 * 1024 {
        errors.too_long("metadata.annotations", 256 * 1024);
    }
}

/// Checks that a part of an object is what it was.
pub(crate) fn immutable(new: &Value, old: &Value, path: &str, errors: &mut Errors) {
    let (a, b) = (crate::json::at(new, path), crate::json::at(old, path));
    if a != b {
        errors.invalid(path, a.clone(), "field is immutable");
    }
}

/// Checks a label selector against a template's labels, as workloads do. What is not there selects nothing.
pub(crate) fn selector_and_template(obj: &Value, errors: &mut Errors) {
    let selector = crate::json::at(obj, "spec.selector");
    let kind = crate::json::text(obj, "kind");
    let labels_of_template = map(obj, "spec.template.metadata.labels");
    if selector.is_null() {
        // Of a DaemonSet only the labels are said to be wrong.
        if kind != "DaemonSet" {
            errors.required("spec.selector", "");
        }
    } else if !crate::json::has(selector, "matchLabels") && !crate::json::has(selector, "matchExpressions") {
        let kind = if kind == "ReplicaSet" { "deployment".to_owned() } else { kind.to_lowercase() };
        errors.invalid("spec.selector", selector.clone(), &format!("empty selector is invalid for {kind}"));
        return;
    } else {
        labels(obj, "spec.selector.matchLabels", errors);
        if Selector::of(selector).map_or(true, |s| s.matches(labels_of_template)) {
            return;
        }
    }
    let value = labels_of_template.map_or(Value::Null, |l| Value::Object(l.clone()));
    errors.invalid("spec.template.metadata.labels", value, "`selector` does not match template `labels`");
}
