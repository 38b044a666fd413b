//! The hashes in the names of ReplicaSets and revisions, as the real controllers make them.
//!
//! Layer: pure. Mirrors `ComputeHash` of `pkg/controller/controller_utils.go` (FNV-1a over go-spew's dump of the Go struct) and
//! `HashControllerRevision` of `pkg/controller/history`. The structs' fields are facts of `k8s.io/api`: `types.txt`, written by
//! `tests/real-cluster/kubernetes/gotypes`. A line is a type and its fields, `Go name:JSON name:Go type`; `^` marks a struct whose fields
//! stand in its owner.

mod quantity;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::Value;

use crate::json::NULL;

/// What a named Go type is.
enum Type {
    /// Another name for a plain type or a map.
    Alias(&'static str),
    /// Reads itself from JSON.
    Special,
    /// Go name, JSON name and type of each field.
    Struct(Vec<(&'static str, &'static str, &'static str)>),
}

static TYPES: LazyLock<HashMap<&'static str, Type>> = LazyLock::new(|| {
    let mut out = HashMap::new();
    for line in include_str!("types.txt").lines() {
        let mut words = line.split(' ');
        let name = words.next().unwrap_or("");
        let rest: Vec<&str> = words.collect();
        let ty = match rest.as_slice() {
            ["special"] => Type::Special,
            ["=", base] => Type::Alias(base),
            fields => Type::Struct(
                fields
                    .iter()
                    .filter_map(|f| {
                        let mut parts = f.splitn(3, ':');
                        Some((parts.next()?, parts.next()?, parts.next()?))
                    })
                    .collect(),
            ),
        };
        out.insert(name, ty);
    }
    out
});

/// The hash of a pod template: `pod-template-hash`, and the revisions of DaemonSets.
pub(super) fn template(template: &Value, collisions: Option<u32>) -> String {
    let mut dumped = String::with_capacity(8192);
    dump(&mut dumped, "v1.PodTemplateSpec", template, true);
    let mut bytes = dumped.into_bytes();
    if let Some(n) = collisions {
        bytes.extend(n.to_le_bytes());
        bytes.extend([0; 4]);
    }
    safe(bytes.iter().fold(OFFSET, |h, b| (h ^ u32::from(*b)).wrapping_mul(PRIME)))
}

/// The hash of a StatefulSet's revision: of its data as Go writes it.
pub(super) fn revision(data: &Value, collisions: u32) -> String {
    let mut text = String::new();
    go_json(&mut text, data);
    text.push_str(&collisions.to_string());
    // FNV-1, not 1a: it multiplies first.
    safe(text.bytes().fold(OFFSET, |h, b| h.wrapping_mul(PRIME) ^ u32::from(b)))
}

const OFFSET: u32 = 0x811c_9dc5;
const PRIME: u32 = 0x0100_0193;

/// `rand.SafeEncodeString`: without vowels, so that no words come out.
fn safe(hash: u32) -> String {
    const LETTERS: &[u8] = b"bcdfghjklmnpqrstvwxz2456789";
    hash.to_string().bytes().map(|b| LETTERS[usize::from(b) % LETTERS.len()] as char).collect()
}

/// go-spew's `%#v` of a value as the Go type that it is decoded into.
fn dump(out: &mut String, ty: &str, v: &Value, typed: bool) {
    if typed {
        out.push('(');
        out.push_str(ty);
        out.push(')');
    }
    if let Some(inner) = ty.strip_prefix('*') {
        if v.is_null() { out.push_str("<nil>") } else { dump(out, inner, v, false) }
    } else if let Some(inner) = ty.strip_prefix("[]") {
        // An empty list does not survive protobuf, in which controllers get objects.
        match v.as_array().filter(|items| !items.is_empty()) {
            None => out.push_str("<nil>"),
            Some(items) => {
                out.push('[');
                for (i, item) in items.iter().enumerate() {
                    if i > 0 {
                        out.push(' ');
                    }
                    dump(out, inner, item, false);
                }
                out.push(']');
            }
        }
    } else if let Some((_, inner)) = ty.strip_prefix("map[").and_then(|t| t.split_once(']')) {
        dump_map(out, inner, v);
    } else {
        dump_named(out, ty, v);
    }
}

fn dump_map(out: &mut String, inner: &str, v: &Value) {
    let Some(map) = v.as_object().filter(|map| !map.is_empty()) else {
        out.push_str("<nil>");
        return;
    };
    let mut keys: Vec<&String> = map.keys().collect();
    keys.sort();
    out.push_str("map[");
    for (i, key) in keys.into_iter().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        out.push_str(key);
        out.push(':');
        dump(out, inner, &map[key], false);
    }
    out.push(']');
}

fn dump_named(out: &mut String, ty: &str, v: &Value) {
    match TYPES.get(ty) {
        Some(Type::Alias(base)) => dump(out, base, v, false),
        Some(Type::Special) => dump_special(out, ty, v),
        Some(Type::Struct(fields)) => {
            out.push('{');
            for (i, (go, name, inner)) in fields.iter().enumerate() {
                if i > 0 {
                    out.push(' ');
                }
                out.push_str(go);
                out.push(':');
                dump(out, inner, if *name == "^" { v } else { v.get(*name).unwrap_or(&NULL) }, true);
            }
            out.push('}');
        }
        None => match v {
            Value::String(s) => out.push_str(s),
            Value::Number(n) => out.push_str(&n.to_string()),
            Value::Bool(b) => out.push_str(&b.to_string()),
            _ => out.push_str(match ty {
                "string" => "",
                "bool" => "false",
                _ => "0",
            }),
        },
    }
}

fn dump_special(out: &mut String, ty: &str, v: &Value) {
    match ty {
        "intstr.IntOrString" => {
            let (kind, number) = if v.is_string() { (1, 0) } else { (0, v.as_i64().unwrap_or(0)) };
            let word = v.as_str().unwrap_or("");
            out.push_str(&format!(
                "{{Type:(intstr.Type){kind} IntVal:(int32){number} StrVal:(string){word}}}"
            ));
        }
        "resource.Quantity" => quantity::dump(out, v),
        // Templates have no times but the zero of their creation, and no managed fields.
        _ => out.push_str("{Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}"),
    }
}

/// JSON as Go's `json.Marshal` writes a map: sorted, and safe inside HTML.
fn go_json(out: &mut String, v: &Value) {
    match v {
        Value::Object(map) => {
            let mut keys: Vec<&String> = map.keys().collect();
            keys.sort();
            out.push('{');
            for (i, key) in keys.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                go_json(out, &Value::String(key.clone()));
                out.push(':');
                go_json(out, &map[key]);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                go_json(out, item);
            }
            out.push(']');
        }
        Value::String(_) => {
            for c in v.to_string().chars() {
                match c {
                    '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                        out.push_str(&format!("\\u{:04x}", u32::from(c)))
                    }
                    c => out.push(c),
                }
            }
        }
        other => out.push_str(&other.to_string()),
    }
}
