//! Describes an object of any other kind, field by field.
//!
//! Layer: the fallback. Upstream: `genericDescriber`, `printUnstructuredContent`, `smartLabelFor`.

use apimachinery::path::{at, name_of, namespace_of, str_at};
use go_text::value::go_value;
use serde_json::Value;

use super::writer::Writer;
use super::{Settings, events_of, print_events};
use crate::context::Context;
use crate::failure::Outcome;

const SKIPPED: &[&str] = &[
    ".metadata.managedFields",
    ".metadata.name",
    ".metadata.namespace",
    ".metadata.labels",
    ".metadata.annotations",
];

pub(super) async fn describe(cx: &Context, object: &Value, settings: Settings, out: &mut Writer) -> Outcome {
    let kind = str_at(object, &["kind"]).to_owned();
    let events = events_of(cx, object, &kind, str_at(object, &["metadata", "uid"]), settings).await;
    head(object, out);
    print(object, 0, "", out);
    print_events(events, out);
    Ok(())
}

/// A config map.
pub(super) async fn config_map(
    cx: &Context,
    object: &Value,
    settings: Settings,
    out: &mut Writer,
) -> Outcome {
    let events = events_of(cx, object, "ConfigMap", str_at(object, &["metadata", "uid"]), settings).await;
    head(object, out);
    out.put(0, "\nData\n====\n");
    for (key, value) in at(object, &["data"]).and_then(Value::as_object).into_iter().flatten() {
        out.put(0, &format!("{key}:\n----\n{}\n\n", go_value(value)));
    }
    out.put(0, "\nBinaryData\n====\n");
    for (key, value) in at(object, &["binaryData"]).and_then(Value::as_object).into_iter().flatten() {
        let bytes = go_text::base64::decode(value.as_str().unwrap_or("")).map_or(0, |bytes| bytes.len());
        out.put(0, &format!("{key}: {bytes} bytes\n"));
    }
    out.put(0, "\n");
    print_events(events, out);
    Ok(())
}

/// A service account.
pub(super) async fn service_account(
    cx: &Context,
    object: &Value,
    settings: Settings,
    out: &mut Writer,
) -> Outcome {
    let events =
        events_of(cx, object, "ServiceAccount", str_at(object, &["metadata", "uid"]), settings).await;
    head(object, out);
    let names: Vec<&str> = apimachinery::path::list_at(object, &["imagePullSecrets"])
        .iter()
        .map(|one| str_at(one, &["name"]))
        .collect();
    if names.is_empty() {
        out.field(0, "Image pull secrets", "<none>");
    }
    for (i, name) in names.iter().enumerate() {
        out.line(
            0,
            &format!("{}\t{name}", if i == 0 { "Image pull secrets:" } else { "                   " }),
        );
    }
    print_events(events, out);
    Ok(())
}

fn head(object: &Value, out: &mut Writer) {
    out.field(0, "Name", name_of(object));
    out.field(0, "Namespace", namespace_of(object));
    out.labels("Labels", at(object, &["metadata", "labels"]));
    out.annotations("Annotations", at(object, &["metadata", "annotations"]));
}

fn print(content: &Value, level: usize, prefix: &str, out: &mut Writer) {
    for (field, value) in content.as_object().into_iter().flatten() {
        let path = format!("{prefix}.{field}");
        if SKIPPED.contains(&path.as_str()) {
            continue;
        }
        let label = label_for(field);
        match value {
            Value::Object(_) => {
                out.line(level, &format!("{label}:"));
                print(value, level + 1, &path, out);
            }
            Value::Array(items) => {
                out.line(level, &format!("{label}:"));
                for item in items {
                    if item.is_object() {
                        print(item, level + 1, &path, out);
                    } else {
                        out.line(level + 1, &go_value(item));
                    }
                }
            }
            other => out.line(level, &format!("{label}:\t{}", go_value(other))),
        }
    }
}

/// `creationTimestamp` becomes `Creation Timestamp`, `apiVersion` `API Version`.
fn label_for(field: &str) -> String {
    if field.chars().any(|c| !c.is_alphabetic() && c != '-') {
        return field.to_owned();
    }
    let parts = camel(field);
    let words: Vec<String> = parts
        .into_iter()
        .map(|part| {
            if ["API", "URL", "UID", "GUID"].contains(&part.to_uppercase().as_str()) {
                part.to_uppercase()
            } else if part == part.to_lowercase() {
                let mut chars = part.chars();
                chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
            } else {
                part
            }
        })
        .collect();
    words.join(" ")
}

/// Cuts `podIPs` into `pod`, `IPs`; runs of capitals stay together.
fn camel(field: &str) -> Vec<String> {
    let chars: Vec<char> = field.chars().collect();
    let mut parts: Vec<String> = Vec::new();
    for (i, c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).map(|at| chars[at]);
        let next_lower = chars.get(i + 1).is_some_and(|next| next.is_lowercase());
        let starts = match before {
            None => true,
            Some(before) if c.is_uppercase() => {
                !before.is_uppercase() || (next_lower && !ends_plural(&chars, i))
            }
            Some(before) => before.is_alphabetic() != c.is_alphabetic(),
        };
        if starts {
            parts.push(String::new());
        }
        if let Some(last) = parts.last_mut() {
            last.push(*c);
        }
    }
    parts
}

/// `IPs`: a capital followed by one `s` at the end belongs to the run before it.
fn ends_plural(chars: &[char], at: usize) -> bool {
    chars.get(at + 1) == Some(&'s') && at + 2 == chars.len()
}
