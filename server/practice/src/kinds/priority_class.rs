//! PriorityClass. Mirrors `printPriorityClass`.
//!
//! Layer: pure.

use serde_json::Value;

use super::table::{AGE, Column, NAME, RowCx, col};
use super::{Kind, Meta};
use crate::json::{default, flag, int, text};

pub(crate) struct PriorityClass;

static META: Meta =
    Meta::cluster("scheduling.k8s.io", "v1", "PriorityClass", "priorityclasses").short(&["pc"]);

static COLUMNS: &[Column] = &[
    NAME,
    col("Value", "@value"),
    Column {
        name: "Global-Default",
        kind: "boolean",
        format: "",
        priority: 0,
        description: "@globalDefault",
    },
    AGE,
    col("PreemptionPolicy", "@preemptionPolicy"),
];

impl Kind for PriorityClass {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn has_generation(&self) -> bool {
        true
    }

    fn default(&self, obj: &mut Value) {
        default(obj, "preemptionPolicy", "PreemptLowerPriority");
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        vec![
            cx.name(obj),
            int(obj, "value").into(),
            flag(obj, "globalDefault").into(),
            cx.age(obj),
            text(obj, "preemptionPolicy").into(),
        ]
    }
}
