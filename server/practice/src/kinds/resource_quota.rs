//! ResourceQuota. Mirrors `printResourceQuota`. Stored; counting is not enforced yet.
//!
//! Layer: pure.

use serde_json::{Value, json};

use super::table::{AGE, Column, NAME, RowCx, col};
use super::{Kind, Meta};
use crate::json::{map, set};

pub(crate) struct ResourceQuota;

static META: Meta =
    Meta::namespaced("", "v1", "ResourceQuota", "resourcequotas").short(&["quota"]).with_status();

static COLUMNS: &[Column] = &[
    NAME,
    col("Request", "Request represents a minimum amount of cpu/memory that a container may consume."),
    col(
        "Limit",
        "Limits control the maximum amount of cpu/memory that a container may use independent of contention on the node.",
    ),
    AGE,
];

impl Kind for ResourceQuota {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn prepare_for_create(&self, obj: &mut Value) {
        set(obj, "status", json!({}));
    }

    fn prepare_for_update(&self, new: &mut Value, old: &Value) {
        set(new, "status", old["status"].clone());
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        let (mut requests, mut limits) = (Vec::new(), Vec::new());
        for (name, hard) in map(obj, "status.hard").into_iter().flatten() {
            let used =
                map(obj, "status.used").and_then(|u| u.get(name)).and_then(Value::as_str).unwrap_or("0");
            let cell = format!("{name}: {used}/{}", hard.as_str().unwrap_or(""));
            if name.starts_with("limits") { limits.push(cell) } else { requests.push(cell) }
        }
        vec![cx.name(obj), requests.join(", ").into(), limits.join(", ").into(), cx.age(obj)]
    }
}
