//! `metadata.managedFields`: who set which field.
//!
//! Layer: pure. Mirrors `apimachinery/pkg/util/managedfields` and structured-merge-diff's `fieldpath`, simplified: paths
//! are those of the `v1` format, sets are trees of JSON.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::Part;
use crate::json::text;
use crate::kinds::KindId;
use crate::schema::{Merge, TYPES, Ty};

/// The fields of an object as a tree: `{"f:spec": {"f:replicas": {}}}`.
pub(crate) fn fields(kind: KindId, obj: &Value) -> Map<String, Value> {
    let Some(root) = TYPES.of_kind(kind) else { return Map::new() };
    let mut tree = of_object(obj, root);
    for field in ["f:apiVersion", "f:kind"] {
        tree.remove(field);
    }
    if let Some(meta) = tree.get_mut("f:metadata").and_then(Value::as_object_mut) {
        for field in [
            "name",
            "namespace",
            "uid",
            "resourceVersion",
            "creationTimestamp",
            "generation",
            "managedFields",
            "selfLink",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
        ] {
            meta.remove(&format!("f:{field}"));
        }
        if meta.is_empty() {
            tree.remove("f:metadata");
        }
    }
    tree
}

fn of_object(v: &Value, ty: usize) -> Map<String, Value> {
    let t = TYPES.get(ty);
    let mut out = Map::new();
    for (key, value) in v.as_object().into_iter().flatten() {
        let Some(field) = t.fields.get(key.as_str()) else { continue };
        out.insert(format!("f:{key}"), Value::Object(of_value(value, &field.ty, &field.merge)));
    }
    out
}

fn of_value(v: &Value, ty: &Ty, merge: &Merge) -> Map<String, Value> {
    let mut out = Map::new();
    match (ty, v, merge) {
        (Ty::Ref(i), Value::Object(_), merge)
            if !TYPES.get(*i).atomic && !TYPES.get(*i).fields.is_empty() && *merge != Merge::Atomic =>
        {
            out = of_object(v, *i);
        }
        (Ty::Map(inner), Value::Object(map), Merge::Granular) => {
            if !map.is_empty() {
                out.insert(".".into(), json!({}));
            }
            for (key, value) in map {
                out.insert(format!("f:{key}"), Value::Object(of_value(value, inner, &Merge::Granular)));
            }
        }
        (Ty::List(inner), Value::Array(items), Merge::Keyed(keys)) => {
            if !items.is_empty() {
                out.insert(".".into(), json!({}));
            }
            for item in items {
                let mut sub = of_value(item, inner, &Merge::Granular);
                sub.insert(".".into(), json!({}));
                out.insert(key_of(item, keys), Value::Object(sub));
            }
        }
        (Ty::List(_), Value::Array(items), Merge::Set) => {
            if !items.is_empty() {
                out.insert(".".into(), json!({}));
            }
            for item in items {
                out.insert(format!("v:{item}"), json!({}));
            }
        }
        _ => {}
    }
    out
}

/// The path element of a list item: `k:{"name":"web"}`.
pub(crate) fn key_of(item: &Value, keys: &[&str]) -> String {
    let mut key = Map::new();
    for k in keys {
        match item.get(*k) {
            Some(v) => drop(key.insert((*k).to_owned(), v.clone())),
            None if *k == "protocol" => drop(key.insert((*k).to_owned(), "TCP".into())),
            None => {}
        }
    }
    format!("k:{}", Value::Object(key))
}

/// How many entries there are.
pub(crate) fn count(managed: Option<&str>) -> usize {
    managed.and_then(|m| serde_json::from_str::<Vec<Value>>(m).ok()).map_or(0, |v| v.len())
}

/// The entries.
pub(crate) fn entries(managed: Option<&str>) -> Vec<Value> {
    managed.and_then(|m| serde_json::from_str(m).ok()).unwrap_or_default()
}

/// Paths of `a` that are not in `b`.
pub(crate) fn minus(a: &Map<String, Value>, b: &Map<String, Value>) -> Map<String, Value> {
    let mut out = Map::new();
    for (key, sub) in a {
        let sub = sub.as_object().cloned().unwrap_or_default();
        match b.get(key).and_then(Value::as_object) {
            None => drop(out.insert(key.clone(), Value::Object(sub))),
            Some(other) => {
                let rest = minus(&sub, other);
                if !rest.is_empty() {
                    out.insert(key.clone(), Value::Object(rest));
                }
            }
        }
    }
    out
}

/// Paths of both.
pub(crate) fn union(a: &Map<String, Value>, b: &Map<String, Value>) -> Map<String, Value> {
    let mut out = a.clone();
    for (key, sub) in b {
        let merged = match (out.get(key).and_then(Value::as_object), sub.as_object()) {
            (Some(x), Some(y)) => Value::Object(union(x, y)),
            _ => sub.clone(),
        };
        out.insert(key.clone(), merged);
    }
    out
}

/// Paths whose value changed between two objects, or that are new.
fn changed(kind: KindId, old: &Value, new: &Value) -> Map<String, Value> {
    fn walk(
        old: &Map<String, Value>,
        new: &Map<String, Value>,
        ov: &dyn Fn(&str) -> Option<Value>,
        nv: &dyn Fn(&str) -> Option<Value>,
    ) -> Map<String, Value> {
        let mut out = Map::new();
        for (key, sub) in new {
            let (a, b) = (ov(key), nv(key));
            if key == "." || a == b {
                continue;
            }
            let sub = sub.as_object().cloned().unwrap_or_default();
            let before = old.get(key).and_then(Value::as_object);
            match (before, sub.is_empty()) {
                (Some(before), false) => {
                    let (a, b) = (a.unwrap_or_default(), b.unwrap_or_default());
                    let inner = walk(before, &sub, &|k| child(&a, k), &|k| child(&b, k));
                    if !inner.is_empty() {
                        out.insert(key.clone(), Value::Object(inner));
                    }
                }
                _ => drop(out.insert(key.clone(), Value::Object(sub))),
            }
        }
        out
    }
    walk(&fields(kind, old), &fields(kind, new), &|k| child(old, k), &|k| child(new, k))
}

/// The value that a path element leads to.
pub(crate) fn child(v: &Value, element: &str) -> Option<Value> {
    if let Some(field) = element.strip_prefix("f:") {
        return v.get(field).cloned();
    }
    if let Some(key) = element.strip_prefix("k:") {
        let key: Map<String, Value> = serde_json::from_str(key).ok()?;
        return v
            .as_array()?
            .iter()
            .find(|i| {
                key.iter().all(|(k, want)| i.get(k) == Some(want) || (i.get(k).is_none() && k == "protocol"))
            })
            .cloned();
    }
    if let Some(value) = element.strip_prefix("v:") {
        let value: Value = serde_json::from_str(value).ok()?;
        return v.as_array()?.iter().find(|i| **i == value).cloned();
    }
    None
}

/// The entries after somebody created or updated an object (not by apply).
pub(crate) fn update(
    kind: KindId,
    managed: Option<&str>,
    old: Option<&Value>,
    new: &Value,
    who: &str,
    part: Part,
    now: &str,
) -> Option<Arc<str>> {
    let mut list = entries(managed);
    let all = fields(kind, new);
    let mut mine = match old {
        None => all.clone(),
        Some(old) => changed(kind, old, new),
    };
    if part != Part::Status {
        mine.remove("f:status");
    } else {
        mine.retain(|k, _| k == "f:status");
    }
    for entry in &mut list {
        let owned = entry["fieldsV1"].as_object().cloned().unwrap_or_default();
        let gone = minus(&owned, &all);
        let kept = minus(&minus(&owned, &gone), &mine);
        entry["fieldsV1"] = Value::Object(kept);
    }
    let sub = if part == Part::Status { "status" } else { "" };
    if !mine.is_empty() {
        match list.iter_mut().find(|e| {
            text(e, "manager") == who && text(e, "operation") == "Update" && text(e, "subresource") == sub
        }) {
            Some(entry) => {
                entry["fieldsV1"] =
                    Value::Object(union(&entry["fieldsV1"].as_object().cloned().unwrap_or_default(), &mine));
                entry["time"] = now.into();
            }
            None => {
                let mut entry = json!({"manager": who, "operation": "Update", "apiVersion": kind.meta().api_version(), "time": now, "fieldsType": "FieldsV1", "fieldsV1": mine});
                if !sub.is_empty() {
                    entry["subresource"] = sub.into();
                }
                list.push(entry);
            }
        }
    }
    list.retain(|e| e["fieldsV1"].as_object().is_some_and(|f| !f.is_empty()));
    (!list.is_empty()).then(|| Value::Array(list).to_string().into())
}
