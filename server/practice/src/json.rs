//! Reading and writing `serde_json::Value` by path: objects of every kind are plain JSON here.
//!
//! Layer: below everything; pure. Reading is `apimachinery::path`; what writes stands here, as only a server writes objects.

use apimachinery::path;
use serde_json::{Map, Value};

/// The value that stands for "nothing there".
pub(crate) static NULL: Value = Value::Null;

/// Reads by a path; [`NULL`] when something on the way is missing.
pub(crate) fn at<'a>(v: &'a Value, path: &str) -> &'a Value {
    path::at(v, path).unwrap_or(&NULL)
}

/// A string by path; empty when missing.
pub(crate) fn text<'a>(v: &'a Value, path: &str) -> &'a str {
    at(v, path).as_str().unwrap_or("")
}

/// An integer by path; 0 when missing.
pub(crate) fn int(v: &Value, path: &str) -> i64 {
    at(v, path).as_i64().unwrap_or(0)
}

/// A flag by path; false when missing.
pub(crate) fn flag(v: &Value, path: &str) -> bool {
    at(v, path).as_bool().unwrap_or(false)
}

/// A list by path; empty when missing.
pub(crate) fn list<'a>(v: &'a Value, path: &str) -> &'a [Value] {
    at(v, path).as_array().map_or(&[], Vec::as_slice)
}

/// A map by path.
pub(crate) fn map<'a>(v: &'a Value, path: &str) -> Option<&'a Map<String, Value>> {
    at(v, path).as_object()
}

/// Whether there is something by this path: not missing, null or empty.
pub(crate) fn has(v: &Value, path: &str) -> bool {
    match at(v, path) {
        Value::Null => false,
        Value::String(s) => !s.is_empty(),
        Value::Array(a) => !a.is_empty(),
        Value::Object(o) => !o.is_empty(),
        _ => true,
    }
}

/// The map at a path, made where it is missing. Anything else on the way is replaced.
pub(crate) fn object<'a>(v: &'a mut Value, path: &str) -> &'a mut Map<String, Value> {
    let mut here = v;
    if !path.is_empty() {
        for part in path.split('.') {
            here = ensure(here).entry(part).or_insert(Value::Null);
        }
    }
    ensure(here)
}

fn ensure(v: &mut Value) -> &mut Map<String, Value> {
    if !v.is_object() {
        *v = Value::Object(Map::new());
    }
    match v {
        Value::Object(map) => map,
        _ => unreachable!("made an object above"),
    }
}

/// Sets a value by path.
pub(crate) fn set(v: &mut Value, path: &str, value: impl Into<Value>) {
    let (parent, last) = path.rsplit_once('.').unwrap_or(("", path));
    object(v, parent).insert(last.to_owned(), value.into());
}

/// Sets a value by path where there is none (missing, null or an empty string).
pub(crate) fn default(v: &mut Value, path: &str, value: impl Into<Value>) {
    let there = at(v, path);
    if there.is_null() || there.as_str() == Some("") {
        set(v, path, value);
    }
}

/// Takes a value away by path.
pub(crate) fn remove(v: &mut Value, path: &str) -> Option<Value> {
    let (parent, last) = path.rsplit_once('.').unwrap_or(("", path));
    at_mut(v, parent)?.as_object_mut()?.remove(last)
}

/// A mutable value by path.
pub(crate) fn at_mut<'a>(v: &'a mut Value, path: &str) -> Option<&'a mut Value> {
    let mut here = v;
    if path.is_empty() {
        return Some(here);
    }
    for part in path.split('.') {
        here = match here {
            Value::Object(map) => map.get_mut(part)?,
            Value::Array(items) => items.get_mut(part.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    Some(here)
}

/// A mutable list by path; empty when missing.
pub(crate) fn list_mut<'a>(v: &'a mut Value, path: &str) -> &'a mut [Value] {
    at_mut(v, path).and_then(Value::as_array_mut).map_or(&mut [], Vec::as_mut_slice)
}

/// Whether every pair of `selector` is among `labels`. An empty selector matches nothing here.
pub(crate) fn labels_match(
    selector: Option<&Map<String, Value>>,
    labels: Option<&Map<String, Value>>,
) -> bool {
    let Some(selector) = selector.filter(|s| !s.is_empty()) else { return false };
    let Some(labels) = labels else { return false };
    selector.iter().all(|(k, v)| labels.get(k) == Some(v))
}

/// The condition of a type in `status.conditions`.
pub(crate) fn condition<'a>(v: &'a Value, kind: &str) -> Option<&'a Value> {
    list(v, "status.conditions").iter().find(|c| text(c, "type") == kind)
}

/// Whether a condition is `True`.
pub(crate) fn is_true(v: &Value, kind: &str) -> bool {
    condition(v, kind).is_some_and(|c| text(c, "status") == "True")
}
