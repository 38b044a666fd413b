//! Names, labels and the rest of `metadata`: what is allowed, in the API server's words.
//!
//! Layer: pure. Mirrors `apimachinery/pkg/api/validation` and `util/validation/validation.go`.

use serde_json::Value;

use crate::json::{map, text};
use crate::status::Errors;

const LABEL: &str = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const SUBDOMAIN: &str = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const LABEL_1035: &str = "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
const QUALIFIED: &str = "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE: &str = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

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

fn is_label(s: &str) -> bool {
    let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !s.is_empty() && s.chars().all(inner) && !s.starts_with('-') && !s.ends_with('-')
}

/// What is wrong with a DNS label.
pub(crate) fn label_problems(name: &str) -> Vec<String> {
    let mut out = Vec::new();
    if name.len() > 63 {
        out.push("must be no more than 63 bytes".into());
    }
    if !is_label(name) {
        out.push(LABEL.into());
    }
    out
}

/// What is wrong with a name under a rule.
pub(crate) fn name_problems(rule: NameRule, name: &str) -> Vec<String> {
    let mut out = Vec::new();
    match rule {
        NameRule::Label => out = label_problems(name),
        NameRule::Label1035 => {
            if name.len() > 63 {
                out.push("must be no more than 63 bytes".into());
            }
            if !is_label(name) || !name.starts_with(|c: char| c.is_ascii_lowercase()) {
                out.push(LABEL_1035.into());
            }
        }
        NameRule::Subdomain => {
            if name.len() > 253 {
                out.push("must be no more than 253 bytes".into());
            }
            if !name.split('.').all(is_label) {
                out.push(SUBDOMAIN.into());
            }
        }
        NameRule::Segment => {
            if name == "." || name == ".." {
                out.push(format!("may not be '{name}'"));
            }
            for bad in ['/', '%'] {
                if name.contains(bad) {
                    out.push(format!("may not contain '{bad}'"));
                }
            }
        }
    }
    out
}

fn is_qualified_part(s: &str) -> bool {
    let edge = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    edge(s.chars().next())
        && edge(s.chars().last())
        && s.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
}

/// What is wrong with a qualified name: a label's or annotation's key.
pub(crate) fn qualified_problems(key: &str) -> Vec<String> {
    let mut out = Vec::new();
    let name = match key.split_once('/') {
        None => key,
        Some((prefix, name)) => {
            if prefix.is_empty() {
                out.push("prefix part must be non-empty".into());
            } else {
                out.extend(
                    name_problems(NameRule::Subdomain, prefix)
                        .into_iter()
                        .map(|p| format!("prefix part {p}")),
                );
            }
            name
        }
    };
    if name.is_empty() {
        out.push("name part must be non-empty".into());
    } else if name.len() > 63 {
        out.push("name part must be no more than 63 bytes".into());
    }
    if !is_qualified_part(name) {
        out.push(QUALIFIED.into());
    }
    out
}

/// What is wrong with a label's value.
pub(crate) fn value_problems(value: &str) -> Vec<String> {
    let mut out = Vec::new();
    if value.len() > 63 {
        out.push("must be no more than 63 bytes".into());
    }
    if !value.is_empty() && !is_qualified_part(value) {
        out.push(VALUE.into());
    }
    out
}

/// Checks a map of labels at a path.
pub(crate) fn labels(v: &Value, path: &str, errors: &mut Errors) {
    for (key, value) in map(v, path).into_iter().flatten() {
        for problem in qualified_problems(key) {
            errors.invalid(path, key.as_str(), &problem);
        }
        for problem in value_problems(value.as_str().unwrap_or("")) {
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
        for problem in label_problems(ns) {
            errors.invalid("metadata.namespace", ns, &problem);
        }
    }
    labels(obj, "metadata.labels", errors);
    let mut size = 0;
    for (key, value) in map(obj, "metadata.annotations").into_iter().flatten() {
        for problem in qualified_problems(&key.to_lowercase()) {
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
        if super::LabelSelector::of_json(selector).map_or(true, |s| s.matches(labels_of_template)) {
            return;
        }
    }
    let value = labels_of_template.map_or(Value::Null, |l| Value::Object(l.clone()));
    errors.invalid("spec.template.metadata.labels", value, "`selector` does not match template `labels`");
}
