//! Bodies in Kubernetes' protobuf, which kubectl's typed clients send: decoded to JSON by a table of field numbers.
//!
//! Layer: pure. The table holds facts of `k8s.io/api/*/generated.proto`. A line is a message and its fields,
//! `number:name:type`; `*` is a list, `%` a map, `^` a struct whose fields stand in its owner. Answers are always JSON.

use std::collections::HashMap;
use std::sync::LazyLock;

use base64::Engine as _;
use serde_json::{Map, Value, json};

type Fields = HashMap<u64, (&'static str, &'static str)>;
static TABLE: LazyLock<HashMap<&'static str, Fields>> = LazyLock::new(|| {
    let mut out = HashMap::new();
    for line in include_str!("protobuf.txt").lines() {
        let mut words = line.split(' ');
        let name = words.next().unwrap_or("");
        let fields = words.filter_map(|w| {
            let mut parts = w.split(':');
            Some((parts.next()?.parse().ok()?, (parts.next()?, parts.next()?)))
        });
        out.insert(name, fields.collect());
    }
    out
});

/// Numbers and flags that are pointers in Go: their zero is a value.
const KEPT: &[&str] = &[
    "replicas",
    "completions",
    "parallelism",
    "backoffLimit",
    "gracePeriodSeconds",
    "terminationGracePeriodSeconds",
    "revisionHistoryLimit",
    "partition",
    "runAsUser",
    "runAsGroup",
    "fsGroup",
    "automountServiceAccountToken",
    "enableServiceLinks",
    "suspend",
    "allowPrivilegeEscalation",
    "runAsNonRoot",
    "readOnlyRootFilesystem",
    "ttlSecondsAfterFinished",
    "successfulJobsHistoryLimit",
    "failedJobsHistoryLimit",
    "priority",
    "tolerationSeconds",
    "orphanDependents",
    "allocateLoadBalancerNodePorts",
    "activeDeadlineSeconds",
    "value",
];
/// Structs that mean something when they are empty.
const EMPTY: &[&str] = &["emptyDir", "podSelector", "namespaceSelector", "securityContext"];

/// Decodes a body: the envelope `k8s\0` and the object in it.
pub(crate) fn decode(body: &[u8]) -> Option<Value> {
    let rest = body.strip_prefix(b"k8s\0")?;
    let (mut api_version, mut kind, mut raw) = (String::new(), String::new(), &[][..]);
    for (number, wire) in Wire(rest) {
        match (number, wire) {
            (1, Item::Bytes(meta)) => {
                for (n, w) in Wire(meta) {
                    if let Item::Bytes(b) = w {
                        let text = String::from_utf8_lossy(b).into_owned();
                        if n == 1 { api_version = text } else { kind = text }
                    }
                }
            }
            (2, Item::Bytes(b)) => raw = b,
            _ => {}
        }
    }
    let (group, version) = api_version.split_once('/').unwrap_or(("core", &api_version));
    let name = if kind == "DeleteOptions" {
        "meta.v1.DeleteOptions".to_owned()
    } else {
        format!("{}.{version}.{kind}", group.split('.').next().unwrap_or(""))
    };
    let mut out = message(raw, &name)?;
    out.insert("apiVersion".into(), api_version.as_str().into());
    out.insert("kind".into(), kind.into());
    Some(Value::Object(out))
}

fn message(bytes: &[u8], name: &str) -> Option<Map<String, Value>> {
    let fields = TABLE.get(name)?;
    let mut out = Map::new();
    for (number, item) in Wire(bytes) {
        let Some((field, ty)) = fields.get(&number) else { continue };
        if let Some(inner) = ty.strip_prefix('^') {
            if let Item::Bytes(b) = item {
                out.extend(message(b, inner)?);
            }
        } else if let Some(inner) = ty.strip_prefix('*') {
            let v = value(&item, inner)?;
            let slot = out.entry(*field).or_insert_with(|| json!([]));
            if let Some(items) = slot.as_array_mut() {
                items.push(v);
            }
        } else if let Some(inner) = ty.strip_prefix('%') {
            let Item::Bytes(b) = item else { continue };
            let (mut key, mut v) = (String::new(), empty(inner));
            for (n, w) in Wire(b) {
                match (n, &w) {
                    (1, Item::Bytes(k)) => key = String::from_utf8_lossy(k).into_owned(),
                    (2, w) => v = value(w, inner)?,
                    _ => {}
                }
            }
            let slot = out.entry(*field).or_insert_with(|| json!({}));
            if let Some(map) = slot.as_object_mut() {
                map.insert(key, v);
            }
        } else {
            let v = value(&item, ty)?;
            let nothing = match &v {
                Value::Null => true,
                Value::String(s) => s.is_empty(),
                Value::Bool(b) => !b && !KEPT.contains(field),
                Value::Number(n) => {
                    n.as_i64() == Some(0) && !KEPT.contains(field) && !ty.ends_with("IntOrString")
                }
                Value::Object(o) => o.is_empty() && !EMPTY.contains(field),
                Value::Array(_) => false,
            };
            if !nothing {
                out.insert((*field).to_owned(), v);
            }
        }
    }
    Some(out)
}

fn empty(ty: &str) -> Value {
    if ty == "string" || ty == "bytes" { "".into() } else { Value::Null }
}

fn value(item: &Item<'_>, ty: &str) -> Option<Value> {
    Some(match (item, ty) {
        (Item::Bytes(b), "string") => String::from_utf8_lossy(b).into_owned().into(),
        (Item::Bytes(b), "bytes") => base64::engine::general_purpose::STANDARD.encode(b).into(),
        (Item::Number(n), "bool") => (*n != 0).into(),
        (Item::Number(n), _) => (*n as i64).into(),
        (Item::Bytes(b), ty) => match ty.rsplit('.').next().unwrap_or("") {
            "Quantity" => Wire(b)
                .find_map(|(_, w)| {
                    if let Item::Bytes(b) = w { Some(String::from_utf8_lossy(b).into_owned()) } else { None }
                })
                .map_or(Value::Null, Value::from),
            "IntOrString" => {
                let (mut text, mut number, mut is_text) = (String::new(), 0, false);
                for (n, w) in Wire(b) {
                    match (n, w) {
                        (1, Item::Number(t)) => is_text = t == 1,
                        (2, Item::Number(v)) => number = v as i64,
                        (3, Item::Bytes(s)) => text = String::from_utf8_lossy(s).into_owned(),
                        _ => {}
                    }
                }
                if is_text { text.into() } else { number.into() }
            }
            kind @ ("Time" | "MicroTime") => {
                let (mut seconds, mut nanos) = (0, 0);
                for (n, w) in Wire(b) {
                    match (n, w) {
                        (1, Item::Number(s)) => seconds = s as i64,
                        (2, Item::Number(s)) => nanos = s as i32,
                        _ => {}
                    }
                }
                match jiff::Timestamp::new(seconds, nanos) {
                    Ok(t) if seconds != 0 => {
                        if kind == "Time" { crate::clock::rfc3339(t) } else { crate::clock::micro(t) }.into()
                    }
                    _ => Value::Null,
                }
            }
            "FieldsV1" | "RawExtension" => Wire(b)
                .find_map(|(_, w)| if let Item::Bytes(b) = w { serde_json::from_slice(b).ok() } else { None })
                .unwrap_or(Value::Null),
            "ExtraValue" => message(b, ty)?.remove("items").unwrap_or(json!([])),
            _ => Value::Object(message(b, ty)?),
        },
    })
}

enum Item<'a> {
    Number(u64),
    Bytes(&'a [u8]),
}

/// The fields of a message on the wire.
struct Wire<'a>(&'a [u8]);

impl Wire<'_> {
    fn varint(&mut self) -> Option<u64> {
        let mut out = 0u64;
        for shift in (0..64).step_by(7) {
            let (first, rest) = self.0.split_first()?;
            self.0 = rest;
            out |= u64::from(first & 0x7f) << shift;
            if first & 0x80 == 0 {
                return Some(out);
            }
        }
        None
    }
}

impl<'a> Iterator for Wire<'a> {
    type Item = (u64, Item<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let tag = self.varint()?;
        let item = match tag & 7 {
            0 => Item::Number(self.varint()?),
            1 => {
                let (b, rest) = self.0.split_at_checked(8)?;
                self.0 = rest;
                Item::Number(u64::from_le_bytes(b.try_into().ok()?))
            }
            2 => {
                let len = usize::try_from(self.varint()?).ok()?;
                let (b, rest) = self.0.split_at_checked(len)?;
                self.0 = rest;
                Item::Bytes(b)
            }
            5 => {
                let (b, rest) = self.0.split_at_checked(4)?;
                self.0 = rest;
                Item::Number(u64::from(u32::from_le_bytes(b.try_into().ok()?)))
            }
            _ => return None,
        };
        Some((tag >> 3, item))
    }
}
