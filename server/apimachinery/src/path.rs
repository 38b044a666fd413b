//! Reading JSON objects of the API by path.
//!
//! Layer: pure. A path is a list of keys, or one text: `status.conditions[type=Ready].status`, `spec.containers.0.image`,
//! `metadata.labels[app.kubernetes.io/name]`. What is `null` is not there, as in Go.

use serde_json::{Map, Value};

/// A way into an object.
pub trait Path {
    /// The value at its end; `None` where something on the way is missing.
    fn walk<'v>(&self, object: &'v Value) -> Option<&'v Value>;
}

impl Path for &[&str] {
    fn walk<'v>(&self, object: &'v Value) -> Option<&'v Value> {
        self.iter().try_fold(object, |value, key| value.get(key))
    }
}

impl<const N: usize> Path for &[&str; N] {
    fn walk<'v>(&self, object: &'v Value) -> Option<&'v Value> {
        self.as_slice().walk(object)
    }
}

impl Path for &str {
    fn walk<'v>(&self, object: &'v Value) -> Option<&'v Value> {
        let mut rest = *self;
        let mut value = object;
        while !rest.is_empty() {
            value = step(value, &mut rest)?;
            rest = rest.strip_prefix('.').unwrap_or(rest);
        }
        Some(value)
    }
}

impl Path for &String {
    fn walk<'v>(&self, object: &'v Value) -> Option<&'v Value> {
        self.as_str().walk(object)
    }
}

/// Takes the first step of a path. Dots inside brackets do not separate: `[app.kubernetes.io/name]` is a key, `[type=Ready]` an
/// item of a list.
fn step<'v>(value: &'v Value, rest: &mut &str) -> Option<&'v Value> {
    if let Some(inside) = rest.strip_prefix('[') {
        let (inside, after) = inside.split_once(']').unwrap_or((inside, ""));
        *rest = after;
        return match inside.split_once('=') {
            Some((key, wanted)) => value.as_array()?.iter().find(|item| str_at(item, key) == wanted),
            None => value.get(inside),
        };
    }
    let end = rest.find(['.', '[']).unwrap_or(rest.len());
    let (key, after) = rest.split_at(end);
    *rest = after;
    match value {
        Value::Array(items) => items.get(key.parse::<usize>().ok()?),
        _ => value.get(key),
    }
}

/// The value at a path; `None` where there is none.
pub fn at(object: &Value, path: impl Path) -> Option<&Value> {
    path.walk(object).filter(|value| !value.is_null())
}

/// The text at a path; empty where there is none.
pub fn str_at(object: &Value, path: impl Path) -> &str {
    at(object, path).and_then(Value::as_str).unwrap_or("")
}

/// The whole number at a path.
pub fn int_at(object: &Value, path: impl Path) -> Option<i64> {
    at(object, path).and_then(Value::as_i64)
}

/// The flag at a path; false where there is none.
pub fn bool_at(object: &Value, path: impl Path) -> bool {
    at(object, path).and_then(Value::as_bool).unwrap_or(false)
}

/// The list at a path; empty where there is none.
pub fn list_at(object: &Value, path: impl Path) -> &[Value] {
    at(object, path).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The map at a path.
pub fn map_at(object: &Value, path: impl Path) -> Option<&Map<String, Value>> {
    at(object, path).and_then(Value::as_object)
}

/// The texts of the list at a path.
pub fn strings_at(object: &Value, path: impl Path) -> Vec<String> {
    list_at(object, path).iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// An object's name.
pub fn name_of(object: &Value) -> &str {
    str_at(object, &["metadata", "name"])
}

/// An object's namespace; empty where it has none.
pub fn namespace_of(object: &Value) -> &str {
    str_at(object, &["metadata", "namespace"])
}

/// An object's labels.
pub fn labels_of(object: &Value) -> Option<&Map<String, Value>> {
    map_at(object, &["metadata", "labels"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn paths_reach_keys_items_and_conditions() {
        let object = json!({
            "metadata": {"name": "web", "labels": {"app.kubernetes.io/name": "web"}, "creationTimestamp": null},
            "status": {"conditions": [{"type": "A", "status": "x"}, {"type": "Ready", "status": "True"}]},
        });
        assert_eq!(str_at(&object, "status.conditions[type=Ready].status"), "True");
        assert_eq!(str_at(&object, "status.conditions.0.status"), "x");
        assert_eq!(str_at(&object, "metadata.labels[app.kubernetes.io/name]"), "web");
        assert_eq!(str_at(&object, &["metadata", "labels", "app.kubernetes.io/name"]), "web");
        assert_eq!(name_of(&object), "web");
        for nothing in ["status.nothing.here", "metadata.creationTimestamp", "status.conditions.9"] {
            assert_eq!(at(&object, nothing), None, "{nothing}");
        }
        assert_eq!(at(&object, ""), Some(&object));
    }
}
