//! ConfigMap and Secret: small maps of data. Mirrors `pkg/registry/core/configmap` and `secret`.
//!
//! Layer: pure.

use base64::Engine as _;
use serde_json::Value;

use super::table::{AGE, Column, NAME, RowCx, col};
use super::{Kind, Meta, meta};
use crate::json::{default, flag, has, map, object, text};
use crate::status::Errors;

pub(crate) struct ConfigMap;
pub(crate) struct Secret;

static CONFIG_MAP: Meta = Meta::namespaced("", "v1", "ConfigMap", "configmaps").short(&["cm"]);
static SECRET: Meta = Meta::namespaced("", "v1", "Secret", "secrets");

static COLUMNS: &[Column] = &[NAME, col("Data", "@data"), AGE];
static SECRET_COLUMNS: &[Column] = &[NAME, col("Type", "@type"), col("Data", "@data"), AGE];

fn size(obj: &Value, field: &str) -> usize {
    map(obj, field).map_or(0, serde_json::Map::len)
}

fn keys(obj: &Value, errors: &mut Errors) {
    for field in ["data", "binaryData"] {
        for key in map(obj, field).into_iter().flatten().map(|(k, _)| k) {
            if key.is_empty() || !key.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)) {
                errors.invalid(format!("{field}[{key}]"), key.as_str(), "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')");
            }
        }
    }
}

fn frozen(new: &Value, old: &Value, errors: &mut Errors) {
    if !flag(old, "immutable") {
        return;
    }
    if !flag(new, "immutable") {
        errors.forbidden("immutable", "field is immutable when `immutable` is set");
    }
    for field in ["data", "binaryData"] {
        if new[field] != old[field] {
            errors.forbidden(field, "field is immutable when `immutable` is set");
        }
    }
}

impl Kind for ConfigMap {
    fn meta(&self) -> &'static Meta {
        &CONFIG_MAP
    }

    fn validate(&self, obj: &Value, errors: &mut Errors) {
        keys(obj, errors);
    }

    fn validate_update(&self, new: &Value, old: &Value, errors: &mut Errors) {
        frozen(new, old, errors);
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        vec![cx.name(obj), (size(obj, "data") + size(obj, "binaryData")).into(), cx.age(obj)]
    }
}

impl Kind for Secret {
    fn meta(&self) -> &'static Meta {
        &SECRET
    }

    fn default(&self, obj: &mut Value) {
        default(obj, "type", "Opaque");
        if let Some(plain) = crate::json::remove(obj, "stringData").and_then(|v| v.as_object().cloned()) {
            let data = object(obj, "data");
            for (key, value) in plain {
                let bytes = value.as_str().unwrap_or("").as_bytes();
                data.insert(key, base64::engine::general_purpose::STANDARD.encode(bytes).into());
            }
        }
    }

    fn validate(&self, obj: &Value, errors: &mut Errors) {
        keys(obj, errors);
        let needed: &[&str] = match text(obj, "type") {
            "kubernetes.io/tls" => &["tls.crt", "tls.key"],
            "kubernetes.io/dockerconfigjson" => &[".dockerconfigjson"],
            "kubernetes.io/ssh-auth" => &["ssh-privatekey"],
            _ => &[],
        };
        for key in needed {
            if !map(obj, "data").is_some_and(|d| d.contains_key(*key)) {
                errors.required(format!("data[{key}]"), "");
            }
        }
    }

    fn validate_update(&self, new: &Value, old: &Value, errors: &mut Errors) {
        frozen(new, old, errors);
        if has(old, "type") {
            meta::immutable(new, old, "type", errors);
        }
    }

    fn columns(&self) -> &'static [Column] {
        SECRET_COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        vec![cx.name(obj), text(obj, "type").into(), size(obj, "data").into(), cx.age(obj)]
    }

    fn selectable_fields(&self) -> &'static [&'static str] {
        &["type"]
    }
}
