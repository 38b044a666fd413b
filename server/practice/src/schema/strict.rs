//! Strict decoding: unknown fields and values of the wrong type, in the words of Go's decoder.
//!
//! Layer: pure. Mirrors `sigs.k8s.io/json`.

use serde_json::Value;

use super::{TYPES, Ty};
use crate::kinds::KindId;

/// What decoding finds in an object.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    /// Unknown fields: `unknown field "spec.foo"`.
    pub(crate) unknown: Vec<String>,
    /// A value that cannot be decoded at all.
    pub(crate) fatal: Option<String>,
}

/// Finds what is wrong with an object as a kind, and takes unknown fields out of it.
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
        (Ty::Int(_), Value::Number(n)) if n.is_i64() => {}
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
            for (key, value) in map {
                check(value, inner, &format!("{path}.{key}"), owner, out);
            }
        }
        (ty, v) => {
            let plain: String = strip_indices(path);
            let message = format!(
                "json: cannot unmarshal {} into Go struct field {owner}.{plain} of type {}",
                go_value(v),
                go_type(ty)
            );
            out.fatal.get_or_insert(message);
        }
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

fn go_value(v: &Value) -> String {
    match v {
        Value::Null => "null".into(),
        Value::Bool(_) => "bool".into(),
        Value::Number(n) if n.is_i64() => "number".into(),
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
        Ty::Any => "interface {}".into(),
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
