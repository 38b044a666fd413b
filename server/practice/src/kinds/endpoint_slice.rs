//! EndpointSlice. Mirrors `printEndpointSlice`.
//!
//! Layer: pure.

use serde_json::Value;

use super::table::{AGE, Column, NAME, RowCx, col};
use super::{Kind, Meta};
use crate::json::{at, list, text};
use crate::status::Errors;

pub(crate) struct EndpointSlice;

static META: Meta = Meta::namespaced("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices");

static COLUMNS: &[Column] =
    &[NAME, col("AddressType", "@addressType"), col("Ports", "@ports"), col("Endpoints", "@endpoints"), AGE];

fn some(items: &[String], none: &str) -> Value {
    match items.len() {
        0 => none.into(),
        n if n > 3 => format!("{} + {} more...", items[..3].join(","), n - 3).into(),
        _ => items.join(",").into(),
    }
}

impl Kind for EndpointSlice {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn has_generation(&self) -> bool {
        true
    }

    fn validate(&self, obj: &Value, errors: &mut Errors) {
        if text(obj, "addressType").is_empty() {
            errors.required("addressType", "");
        }
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        let ports: Vec<String> = list(obj, "ports")
            .iter()
            .map(|p| at(p, "port").as_i64().map_or("*".into(), |n| n.to_string()))
            .collect();
        let addresses: Vec<String> = list(obj, "endpoints")
            .iter()
            .flat_map(|e| list(e, "addresses"))
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        vec![
            cx.name(obj),
            text(obj, "addressType").into(),
            some(&ports, "<unset>"),
            some(&addresses, "<unset>"),
            cx.age(obj),
        ]
    }
}
