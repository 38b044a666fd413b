//! Metadata of a manifest whose types are wrong: `prometheus.io/scrape: true` without quotes, above all.
//!
//! Layer: pure. Upstream: `cli-runtime/pkg/resource/metadata_decoder.go`, `apimachinery/pkg/apis/meta/v1/types.go`.

use serde_json::{Map, Value};

/// What Go decodes a field into.
enum Type {
    Text(&'static str),
    Whole,
    Bool,
    Time,
    /// Text by name.
    Texts,
    List(&'static str, &'static [(&'static str, Type)]),
    Names,
}

/// `ObjectMeta` without what people do not write.
const META: &[(&str, Type)] = &[
    ("annotations", Type::Texts),
    ("creationTimestamp", Type::Time),
    ("deletionGracePeriodSeconds", Type::Whole),
    ("deletionTimestamp", Type::Time),
    ("finalizers", Type::Names),
    ("generateName", Type::Text("string")),
    ("generation", Type::Whole),
    ("labels", Type::Texts),
    ("name", Type::Text("string")),
    ("namespace", Type::Text("string")),
    ("ownerReferences", Type::List("OwnerReference", OWNER)),
    ("resourceVersion", Type::Text("string")),
    ("selfLink", Type::Text("string")),
    ("uid", Type::Text("types.UID")),
];

const OWNER: &[(&str, Type)] = &[
    ("apiVersion", Type::Text("string")),
    ("blockOwnerDeletion", Type::Bool),
    ("controller", Type::Bool),
    ("kind", Type::Text("string")),
    ("name", Type::Text("string")),
    ("uid", Type::Text("types.UID")),
];

/// The first thing that does not fit, as Go's decoder says it.
pub(super) fn problem(object: &Value) -> Option<String> {
    match object.get("metadata")? {
        Value::Null => None,
        Value::Object(meta) => fields(meta, "ObjectMeta.metadata", META),
        other => Some(mismatch(other, "metadataOnlyObject.metadata", "v1.ObjectMeta")),
    }
}

fn fields(map: &Map<String, Value>, path: &str, known: &[(&str, Type)]) -> Option<String> {
    known.iter().find_map(|(name, wanted)| {
        let value = map.get(*name).filter(|value| !value.is_null())?;
        fits(value, &format!("{path}.{name}"), wanted)
    })
}

fn fits(value: &Value, path: &str, wanted: &Type) -> Option<String> {
    match (wanted, value) {
        (Type::Text(_) | Type::Time, Value::String(_)) | (Type::Bool, Value::Bool(_)) => None,
        (Type::Whole, Value::Number(number)) if number.is_i64() => None,
        (Type::Whole, Value::Number(number)) => {
            Some(format!("json: cannot unmarshal number {number} into Go struct field {path} of type int64"))
        }
        (Type::Texts, Value::Object(map)) => map
            .values()
            .find(|value| !value.is_string() && !value.is_null())
            .map(|wrong| mismatch(wrong, path, "string")),
        (Type::Names, Value::Array(items)) => items
            .iter()
            .find(|value| !value.is_string() && !value.is_null())
            .map(|wrong| mismatch(wrong, path, "string")),
        (Type::List(of, known), Value::Array(items)) => items.iter().find_map(|item| match item {
            Value::Null => None,
            Value::Object(map) => {
                let inner = path.split_once('.').map_or(path, |(_, rest)| rest);
                fields(map, &format!("{of}.{inner}"), known)
            }
            other => Some(mismatch(other, path, &format!("v1.{of}"))),
        }),
        (Type::Text(name), other) => Some(mismatch(other, path, name)),
        (Type::Time, other) => Some(mismatch(other, path, "string")),
        (Type::Bool, other) => Some(mismatch(other, path, "bool")),
        (Type::Whole, other) => Some(mismatch(other, path, "int64")),
        (Type::Texts, other) => Some(mismatch(other, path, "map[string]string")),
        (Type::Names, other) => Some(mismatch(other, path, "[]string")),
        (Type::List(of, _), other) => Some(mismatch(other, path, &format!("[]v1.{of}"))),
    }
}

fn mismatch(value: &Value, path: &str, wanted: &str) -> String {
    let found = match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    format!("json: cannot unmarshal {found} into Go struct field {path} of type {wanted}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::problem;

    /// Each as kubectl 1.36.3 says it (`patch -f - --local`).
    #[test]
    fn what_does_not_fit_is_said_as_go_says_it() {
        let said = |metadata| problem(&json!({ "metadata": metadata })).unwrap_or_default();
        let field = |found, path, wanted| {
            format!("json: cannot unmarshal {found} into Go struct field {path} of type {wanted}")
        };
        assert_eq!(said(json!({"name": true})), field("bool", "ObjectMeta.metadata.name", "string"));
        assert_eq!(
            said(json!({"labels": {"x": false}})),
            field("bool", "ObjectMeta.metadata.labels", "string")
        );
        assert_eq!(
            said(json!({"labels": ["x"]})),
            field("array", "ObjectMeta.metadata.labels", "map[string]string")
        );
        assert_eq!(
            said(json!({"finalizers": "x"})),
            field("string", "ObjectMeta.metadata.finalizers", "[]string")
        );
        assert_eq!(
            said(json!({"finalizers": [1]})),
            field("number", "ObjectMeta.metadata.finalizers", "string")
        );
        assert_eq!(
            said(json!({"ownerReferences": [{"kind": 1}]})),
            field("number", "OwnerReference.metadata.ownerReferences.kind", "string")
        );
        assert_eq!(said(json!(["x"])), field("array", "metadataOnlyObject.metadata", "v1.ObjectMeta"));
        assert_eq!(
            said(json!({"generation": "x"})),
            field("string", "ObjectMeta.metadata.generation", "int64")
        );
        assert_eq!(said(json!({"name": "a", "labels": {"x": null}})), "");
    }
}
