//! Applies a patch to an object: what the API server does with `strategic-merge-patch+json` and `merge-patch+json`.
//!
//! Layer: pure. Upstream: `mergeMap` and `mergeSliceHandler` in `strategicpatch/patch.go`, RFC 7386 for [`merge`].

use serde_json::{Map, Value};

use go_text::value::go_map;

use crate::types::{Field, ListStrategy, Schema};
use crate::{Error, type_name};

const PATCH: &str = "$patch";
const RETAIN: &str = "$retainKeys";
const DELETE_PRIMITIVE: &str = "$deleteFromPrimitiveList/";
const ELEMENT_ORDER: &str = "$setElementOrder/";

/// Applies a strategic merge patch. How lists merge is told by the object's own kind; of one that nobody knows they are
/// replaced.
pub fn apply(current: &Value, patch: &Value) -> Result<Value, Error> {
    let schema = Schema::of(&[current, patch]);
    let current = current.as_object().ok_or(Error::NotAnObject)?;
    let patch = patch.as_object().ok_or(Error::NotAnObject)?;
    merge_map(schema, current.clone(), patch).map(Value::Object)
}

/// Applies a JSON merge patch (RFC 7386).
pub fn merge(current: &Value, patch: &Value) -> Value {
    let Some(patch) = patch.as_object() else { return patch.clone() };
    let mut out = current.as_object().cloned().unwrap_or_default();
    for (key, value) in patch {
        if value.is_null() {
            out.remove(key);
        } else {
            let old = out.get(key).cloned().unwrap_or(Value::Null);
            out.insert(key.clone(), merge(&old, value));
        }
    }
    Value::Object(out)
}

fn merge_map(
    schema: Schema,
    mut current: Map<String, Value>,
    patch: &Map<String, Value>,
) -> Result<Map<String, Value>, Error> {
    match patch.get(PATCH).and_then(Value::as_str) {
        Some("replace") => {
            let mut replaced = patch.clone();
            replaced.remove(PATCH);
            return Ok(replaced);
        }
        Some("delete") => return Ok(Map::new()),
        Some("merge") | None => {}
        Some(other) => return Err(Error::UnknownDirective(other.to_owned())),
    }
    if let Some(keep) = patch.get(RETAIN).and_then(Value::as_array) {
        current.retain(|key, _| keep.iter().any(|kept| kept.as_str() == Some(key)));
    }
    for (key, value) in patch {
        if key == PATCH || key == RETAIN {
            continue;
        }
        if let Some(list) = key.strip_prefix(DELETE_PRIMITIVE) {
            if let (Some(Value::Array(items)), Some(gone)) = (current.get_mut(list), value.as_array()) {
                items.retain(|item| !gone.contains(item));
            }
            continue;
        }
        if key.starts_with(ELEMENT_ORDER) {
            continue;
        }
        if value.is_null() {
            current.remove(key);
            continue;
        }
        let field = schema.field(key);
        let merged = match (current.remove(key), value) {
            (Some(Value::Object(_)), Value::Object(new)) if field.replaces() => Value::Object(new.clone()),
            (Some(Value::Object(old)), Value::Object(new)) => {
                Value::Object(merge_map(field.schema(), old, new)?)
            }
            (None | Some(Value::Null), Value::Object(new)) => {
                Value::Object(merge_map(field.schema(), Map::new(), new)?)
            }
            (Some(Value::Array(old)), Value::Array(new)) => Value::Array(merge_list(field, old, new)?),
            (None | Some(Value::Null), Value::Array(new)) => {
                Value::Array(merge_list(field, Vec::new(), new)?)
            }
            (Some(old), new) if old.is_object() || old.is_array() => {
                let (expected, received) = (type_name(&old), type_name(new));
                return Err(Error::WrongType { field: key.clone(), expected, received });
            }
            (_, new) => new.clone(),
        };
        current.insert(key.clone(), merged);
    }
    for (key, order) in patch {
        let (Some(list), Some(order)) = (key.strip_prefix(ELEMENT_ORDER), order.as_array()) else { continue };
        if let Some(Value::Array(items)) = current.get_mut(list) {
            reorder(items, order, schema.field(list).list());
        }
    }
    Ok(current)
}

fn merge_list(field: Field, mut current: Vec<Value>, patch: &[Value]) -> Result<Vec<Value>, Error> {
    let replace = patch.iter().any(|item| item.get(PATCH).and_then(Value::as_str) == Some("replace"));
    if replace {
        let is_directive = |item: &Value| item.get(PATCH).and_then(Value::as_str) == Some("replace");
        return Ok(patch.iter().filter(|item| !is_directive(item)).cloned().collect());
    }
    match field.list() {
        ListStrategy::Atomic => Ok(patch.to_vec()),
        ListStrategy::Set => {
            for item in patch {
                if !current.contains(item) {
                    current.push(item.clone());
                }
            }
            Ok(current)
        }
        ListStrategy::ByKey(key) => {
            for item in patch {
                let object = item.as_object().ok_or(Error::NotAnObject)?;
                let id = object
                    .get(key)
                    .ok_or_else(|| Error::NoMergeKey { item: go_map(object), key: key.into() })?;
                let found = current.iter().position(|old| old.get(key) == Some(id));
                let directive = object.get(PATCH).and_then(Value::as_str);
                match (directive, found) {
                    (Some("delete"), _) => current.retain(|old| old.get(key) != Some(id)),
                    (None | Some("merge" | "replace"), Some(at)) => {
                        let old = current[at].as_object().cloned().unwrap_or_default();
                        current[at] = Value::Object(merge_map(field.schema(), old, object)?);
                    }
                    (None | Some("merge" | "replace"), None) => {
                        current.push(Value::Object(merge_map(field.schema(), Map::new(), object)?));
                    }
                    (Some(other), _) => return Err(Error::UnknownDirective(other.to_owned())),
                }
            }
            Ok(current)
        }
    }
}

/// Puts items in the order that the patch asks for. Items which only the server has stay behind the item that stood
/// before them (upstream: `normalizeElementOrder`).
fn reorder(items: &mut Vec<Value>, order: &[Value], strategy: ListStrategy) {
    let position = |item: &Value| {
        order.iter().position(|wanted| match strategy {
            ListStrategy::ByKey(key) => wanted.get(key).is_some() && wanted.get(key) == item.get(key),
            _ => wanted == item,
        })
    };
    let mut ordered: Vec<(usize, Value)> = Vec::new();
    let mut server_only: Vec<(Option<usize>, Value)> = Vec::new();
    let mut last_seen = None;
    for item in items.drain(..) {
        match position(&item) {
            Some(at) => {
                last_seen = Some(at);
                ordered.push((at, item));
            }
            None => server_only.push((last_seen, item)),
        }
    }
    ordered.sort_by_key(|(at, _)| *at);
    let mut out = Vec::with_capacity(ordered.len() + server_only.len());
    out.extend(server_only.iter().filter(|(after, _)| after.is_none()).map(|(_, item)| item.clone()));
    for (at, item) in ordered {
        out.push(item);
        out.extend(server_only.iter().filter(|(after, _)| *after == Some(at)).map(|(_, item)| item.clone()));
    }
    *items = out;
}
