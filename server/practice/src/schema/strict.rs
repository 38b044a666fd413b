//! Strict decoding: unknown fields and values of the wrong type, in the words of Go's decoder.
//!
//! Layer: pure. Mirrors `sigs.k8s.io/json`.

use apimachinery::quantity::ParseError;
use serde_json::Value;

use super::{Merge, TYPES, Ty};
use crate::kinds::KindId;
use crate::kinds::quantity::canonical;

/// What decoding finds in an object.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    /// Unknown fields: `unknown field "spec.foo"`.
    pub(crate) unknown: Vec<String>,
    /// A value that cannot be decoded at all.
    pub(crate) fatal: Option<Fatal>,
}

/// A value that cannot be decoded.
#[derive(Debug)]
pub(crate) enum Fatal {
    /// It is of another type.
    Type {
        /// What it is.
        value: Value,
        /// The field, with its Go type in front.
        field: String,
        /// What it should be.
        wanted: String,
    },
    /// No amount, and why.
    Amount(ParseError),
}

impl Fatal {
    /// What Go's JSON decoder says.
    pub(crate) fn decoding(&self) -> String {
        match self {
            Fatal::Type { value, field, wanted } => {
                let value = go_value(value);
                format!("json: cannot unmarshal {value} into Go struct field {field} of type {wanted}")
            }
            Fatal::Amount(why) => why.to_string(),
        }
    }

    /// What `runtime.DefaultUnstructuredConverter` says, which converts what a patch leaves.
    pub(crate) fn converting(&self) -> String {
        match self {
            Fatal::Type { value, wanted, .. } => {
                let kind = go_kind(value);
                if wanted.starts_with("[]") {
                    format!("cannot restore slice from {kind}")
                } else if wanted.starts_with("map[") {
                    format!("cannot restore map from {kind}")
                } else if wanted.contains('.') {
                    format!("cannot restore struct from: {kind}")
                } else if kind == "int64" || kind == "float64" && wanted.starts_with("int") {
                    format!("cannot convert {kind} to {wanted}")
                } else {
                    format!("unrecognized type: {wanted}")
                }
            }
            Fatal::Amount(why) => why.to_string(),
        }
    }
}

/// Finds what is wrong with an object as a kind, takes unknown fields out of it, and writes amounts as the API does.
pub(crate) fn problems(kind: KindId, obj: &mut Value) -> Problems {
    let mut out = Problems::default();
    if let Some(root) = TYPES.of_kind(kind) {
        check(obj, &Ty::Ref(root), "", kind.meta().kind, &mut out);
    }
    out
}

fn check(v: &mut Value, ty: &Ty, path: &str, owner: &str, out: &mut Problems) {
    if v.is_null() {
        return;
    }
    match (ty, v) {
        (Ty::Any, _)
        | (Ty::Str, Value::String(_))
        | (Ty::Bool, Value::Bool(_))
        | (Ty::Num, Value::Number(_)) => {}
        (Ty::Int(format), Value::Number(n)) if n.as_i64().is_some_and(|n| fits(n, format)) => {}
        (Ty::Quantity, v) => match canonical(&amount(v)) {
            Ok(text) => *v = Value::String(text),
            Err(why) => drop(out.fatal.get_or_insert(Fatal::Amount(why))),
        },
        (Ty::Ref(i), Value::Object(map)) => {
            let t = TYPES.get(*i);
            if t.fields.is_empty() {
                return;
            }
            let owner = t.name.rsplit('.').next().unwrap_or("");
            map.retain(|key, value| {
                let here = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                match t.fields.get(key.as_str()) {
                    Some(field) => check(value, &field.ty, &here, owner, out),
                    None => {
                        out.unknown.push(format!("unknown field {here:?}"));
                        return false;
                    }
                }
                true
            });
        }
        (Ty::List(inner), Value::Array(items)) => {
            for (i, item) in items.iter_mut().enumerate() {
                check(item, inner, &format!("{path}[{i}]"), owner, out);
            }
        }
        (Ty::Map(inner), Value::Object(map)) => {
            // What decodes a map's values does not know their keys.
            for value in map.values_mut() {
                check(value, inner, path, owner, out);
            }
        }
        (ty, v) => {
            let field = format!("{owner}.{}", strip_indices(path));
            out.fatal.get_or_insert(Fatal::Type { value: v.clone(), field, wanted: go_type(ty) });
        }
    }
}

/// What is wrong with an object that is applied by the server: fields that its kind does not have, and values of another type.
/// `.spec.template.spec.containers[name="web"].imag: field not declared in schema`.
///
/// Mirrors `structured-merge-diff/typed/validate.go`.
pub(crate) fn untyped(kind: KindId, obj: &Value) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(root) = TYPES.of_kind(kind) {
        typed(obj, &Ty::Ref(root), &Merge::Granular, "", &mut out);
    }
    out
}

fn typed(v: &Value, ty: &Ty, merge: &Merge, path: &str, out: &mut Vec<String>) {
    match (ty, v) {
        (Ty::Ref(i), Value::Object(map)) if !TYPES.get(*i).fields.is_empty() => {
            for (key, value) in map {
                let here = format!("{path}.{key}");
                match TYPES.get(*i).fields.get(key.as_str()) {
                    Some(field) => typed(value, &field.ty, &field.merge, &here, out),
                    None => out.push(format!("{here}: field not declared in schema")),
                }
            }
        }
        (Ty::List(inner), Value::Array(items)) => {
            for (i, item) in items.iter().enumerate() {
                let place = match merge {
                    Merge::Keyed(keys) => {
                        keys.iter().filter_map(|key| key_of(item, key)).collect::<Vec<_>>().join(",")
                    }
                    _ => i.to_string(),
                };
                typed(item, inner, &Merge::Granular, &format!("{path}[{place}]"), out);
            }
        }
        (Ty::Map(inner), Value::Object(map)) => {
            for (key, value) in map {
                typed(value, inner, &Merge::Granular, &format!("{path}.{key}"), out);
            }
        }
        (Ty::Int(_) | Ty::Num, v) if !v.is_number() && !v.is_null() => {
            out.push(format!("{path}: expected numeric (int or float), got {}", go_kind(v)));
        }
        (Ty::Str, v @ (Value::Number(_) | Value::Bool(_))) => {
            out.push(format!("{path}: expected string, got &value.valueUnstructured{{Value:{v}}}"));
        }
        (Ty::Bool, v @ (Value::Number(_) | Value::String(_))) => {
            out.push(format!("{path}: expected boolean, got &value.valueUnstructured{{Value:{v}}}"));
        }
        _ => {}
    }
}

/// One of the keys by which the items of a list are told apart; a port that names no protocol means TCP.
fn key_of(item: &Value, key: &str) -> Option<String> {
    match item.get(key) {
        Some(value) => Some(format!("{key}={value}")),
        None if key == "protocol" => Some("protocol=\"TCP\"".to_owned()),
        None => None,
    }
}

/// Whether an integer of Go's holds a number.
fn fits(n: i64, format: &str) -> bool {
    format != "int32" || i32::try_from(n).is_ok()
}

/// What a quantity is read from.
fn amount(v: &Value) -> String {
    match v {
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    }
}

fn strip_indices(path: &str) -> String {
    let mut out = String::new();
    let mut skip = false;
    for c in path.chars() {
        match c {
            '[' => skip = true,
            ']' => skip = false,
            c if !skip => out.push(c),
            _ => {}
        }
    }
    out
}

/// The Go kind of what JSON is read into.
fn go_kind(v: &Value) -> &'static str {
    match v {
        Value::Null => "nil",
        Value::Bool(_) => "bool",
        Value::Number(n) if n.is_i64() => "int64",
        Value::Number(_) => "float64",
        Value::String(_) => "string",
        Value::Array(_) => "slice",
        Value::Object(_) => "map",
    }
}

fn go_value(v: &Value) -> String {
    match v {
        Value::Null => "null".into(),
        Value::Bool(_) => "bool".into(),
        Value::Number(n) if n.as_i64().is_some_and(|n| fits(n, "int32")) => "number".into(),
        Value::Number(n) => format!("number {n}"),
        Value::String(_) => "string".into(),
        Value::Array(_) => "array".into(),
        Value::Object(_) => "object".into(),
    }
}

fn go_type(ty: &Ty) -> String {
    match ty {
        Ty::Str => "string".into(),
        Ty::Int(format) => (*format).into(),
        Ty::Num => "float64".into(),
        Ty::Bool => "bool".into(),
        Ty::Any | Ty::Quantity => "interface {}".into(),
        Ty::Ref(i) => {
            let name = &TYPES.get(*i).name;
            let mut parts = name.rsplit('.');
            let (kind, version) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
            format!("{version}.{kind}")
        }
        Ty::List(inner) => format!("[]{}", go_type(inner)),
        Ty::Map(inner) => format!("map[string]{}", go_type(inner)),
    }
}
