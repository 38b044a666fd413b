//! Makes a strategic merge patch from two objects, or from three for a client-side apply.
//!
//! Layer: pure. Upstream: `diffMaps`, `CreateTwoWayMergePatch`, `CreateThreeWayMergePatch` in `strategicpatch/patch.go`.

use serde_json::{Map, Value, json};

use crate::Error;
use crate::types::{Field, ListStrategy, Schema};

/// Which half of a difference is wanted.
#[derive(Clone, Copy)]
struct Want {
    changes: bool,
    deletions: bool,
}

/// The strategic merge patch that makes `modified` out of `original`.
pub fn two_way(original: &Value, modified: &Value) -> Result<Value, Error> {
    let schema = Schema::of(&[modified, original]);
    diff(schema, original, modified, Want { changes: true, deletions: true })
}

/// The patch of a client-side apply: what is new or changed from `current` to `modified`, and what `original` (the last
/// applied configuration) had and `modified` no longer has.
pub fn three_way(original: &Value, modified: &Value, current: &Value) -> Result<Value, Error> {
    let schema = Schema::of(&[modified, current]);
    let changes = diff(schema, current, modified, Want { changes: true, deletions: false })?;
    let deletions = diff(schema, original, modified, Want { changes: false, deletions: true })?;
    Ok(join(schema, deletions, changes))
}

fn diff(schema: Schema, original: &Value, modified: &Value, want: Want) -> Result<Value, Error> {
    let original = original.as_object().ok_or(Error::NotAnObject)?;
    let modified = modified.as_object().ok_or(Error::NotAnObject)?;
    diff_maps(schema, original, modified, want).map(Value::Object)
}

fn diff_maps(
    schema: Schema,
    original: &Map<String, Value>,
    modified: &Map<String, Value>,
    want: Want,
) -> Result<Map<String, Value>, Error> {
    let mut patch = Map::new();
    for (key, new) in modified {
        let Some(old) = original.get(key) else {
            if want.changes {
                patch.insert(key.clone(), new.clone());
            }
            continue;
        };
        let field = schema.field(key);
        match (old, new) {
            (Value::Object(_), Value::Object(_)) if field.replaces() => {
                if want.changes {
                    patch.insert(key.clone(), new.clone());
                }
            }
            (Value::Object(old), Value::Object(new)) => {
                let mut inner = diff_maps(field.schema(), old, new, want)?;
                if field.retains_keys() && want.changes && !inner.is_empty() {
                    inner.insert("$retainKeys".into(), retained(new));
                }
                if !inner.is_empty() {
                    patch.insert(key.clone(), Value::Object(inner));
                }
            }
            (Value::Array(old), Value::Array(new)) => diff_lists(field, key, old, new, want, &mut patch)?,
            _ => {
                if old != new && want.changes {
                    patch.insert(key.clone(), new.clone());
                }
            }
        }
    }
    if want.deletions {
        for key in original.keys().filter(|key| !modified.contains_key(*key)) {
            patch.insert(key.clone(), Value::Null);
        }
    }
    Ok(patch)
}

fn retained(map: &Map<String, Value>) -> Value {
    Value::Array(map.iter().filter(|(_, value)| !value.is_null()).map(|(key, _)| json!(key)).collect())
}

fn diff_lists(
    field: Field,
    name: &str,
    old: &[Value],
    new: &[Value],
    want: Want,
    patch: &mut Map<String, Value>,
) -> Result<(), Error> {
    match field.list() {
        ListStrategy::Atomic => {
            if old != new && want.changes {
                patch.insert(name.to_owned(), json!(new));
            }
        }
        ListStrategy::Set => {
            let added: Vec<&Value> = new.iter().filter(|item| want.changes && !old.contains(item)).collect();
            let gone: Vec<&Value> = old.iter().filter(|item| want.deletions && !new.contains(item)).collect();
            if !added.is_empty() {
                patch.insert(name.to_owned(), json!(added));
            }
            if !gone.is_empty() {
                patch.insert(format!("$deleteFromPrimitiveList/{name}"), json!(gone));
            }
            let reordered = want.changes && in_order(old, new);
            if !added.is_empty() || !gone.is_empty() || reordered {
                patch.insert(format!("$setElementOrder/{name}"), json!(new));
            }
        }
        ListStrategy::ByKey(key) => {
            let mut items = Vec::new();
            for item in new {
                let same = old.iter().find(|other| other.get(key) == item.get(key));
                match (same.and_then(Value::as_object), item.as_object()) {
                    (Some(before), Some(after)) => {
                        let mut inner = diff_maps(field.schema(), before, after, want)?;
                        if !inner.is_empty() {
                            if field.retains_keys() && want.changes {
                                inner.insert("$retainKeys".into(), retained(after));
                            }
                            inner.insert(key.to_owned(), after.get(key).cloned().unwrap_or(Value::Null));
                            items.push(Value::Object(inner));
                        }
                    }
                    (None, Some(_)) if want.changes => items.push(item.clone()),
                    _ => {}
                }
            }
            if want.deletions {
                for item in old.iter().filter(|item| !new.iter().any(|other| other.get(key) == item.get(key)))
                {
                    items.push(json!({ "$patch": "delete", key: item.get(key) }));
                }
            }
            let order: Vec<Value> = new.iter().map(|item| json!({ key: item.get(key) })).collect();
            let old_order: Vec<Value> = old.iter().map(|item| json!({ key: item.get(key) })).collect();
            let reordered = want.changes && in_order(&old_order, &order);
            if !items.is_empty() || reordered {
                patch.insert(format!("$setElementOrder/{name}"), Value::Array(order));
            }
            if !items.is_empty() {
                patch.insert(name.to_owned(), Value::Array(items));
            }
        }
    }
    Ok(())
}

/// Whether the items that both lists have stand in another order in the second.
fn in_order(old: &[Value], new: &[Value]) -> bool {
    let kept: Vec<&Value> = old.iter().filter(|item| new.contains(item)).collect();
    let wanted: Vec<&Value> = new.iter().filter(|item| old.contains(item)).collect();
    kept != wanted
}

/// Joins the patch of deletions with the patch of changes, directives and all.
fn join(schema: Schema, deletions: Value, changes: Value) -> Value {
    match (deletions, changes) {
        (Value::Object(mut left), Value::Object(right)) => {
            for (key, value) in right {
                let joined = match left.remove(&key) {
                    Some(old) if !key.starts_with('$') => join_field(schema.field(&key), old, value),
                    _ => value,
                };
                left.insert(key, joined);
            }
            Value::Object(left)
        }
        (_, changes) => changes,
    }
}

fn join_field(field: Field, old: Value, new: Value) -> Value {
    match (old, new) {
        (Value::Array(old), Value::Array(new)) => {
            let ListStrategy::ByKey(key) = field.list() else {
                return Value::Array(new);
            };
            let mut items = old;
            for item in new {
                match items.iter_mut().find(|other| other.get(key) == item.get(key)) {
                    Some(same) => *same = join(field.schema(), same.take(), item),
                    None => items.push(item),
                }
            }
            Value::Array(items)
        }
        (old @ Value::Object(_), new @ Value::Object(_)) => join(field.schema(), old, new),
        (_, new) => new,
    }
}
