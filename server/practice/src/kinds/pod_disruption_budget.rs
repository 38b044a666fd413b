//! PodDisruptionBudget. Mirrors `printPodDisruptionBudget`.
//!
//! Layer: pure.

use serde_json::{Value, json};

use super::table::{AGE, Column, NAME, RowCx, col, count, num};
use super::{Kind, Meta};
use crate::json::{at, has, set};
use crate::status::Errors;

pub(crate) struct PodDisruptionBudget;

static META: Meta = Meta::namespaced("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets")
    .short(&["pdb"])
    .with_status();

static COLUMNS: &[Column] = &[
    NAME,
    col("Min Available", "The minimum number of pods that must be available."),
    col("Max Unavailable", "The maximum number of pods that may be unavailable."),
    num("Allowed Disruptions", "Calculated number of pods that may be disrupted at this time."),
    AGE,
];

fn amount(v: &Value) -> Value {
    match v {
        Value::Number(n) => n.to_string().into(),
        Value::String(s) => s.as_str().into(),
        _ => "N/A".into(),
    }
}

impl Kind for PodDisruptionBudget {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn has_generation(&self) -> bool {
        true
    }

    fn prepare_for_create(&self, obj: &mut Value) {
        set(
            obj,
            "status",
            json!({"currentHealthy": 0, "desiredHealthy": 0, "disruptionsAllowed": 0, "expectedPods": 0}),
        );
    }

    fn validate(&self, obj: &Value, errors: &mut Errors) {
        if has(obj, "spec.minAvailable") && has(obj, "spec.maxUnavailable") {
            errors.invalid(
                "spec",
                at(obj, "spec").clone(),
                "minAvailable and maxUnavailable cannot be both set",
            );
        }
    }

    fn prepare_for_update(&self, new: &mut Value, old: &Value) {
        set(new, "status", old["status"].clone());
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        vec![
            cx.name(obj),
            amount(at(obj, "spec.minAvailable")),
            amount(at(obj, "spec.maxUnavailable")),
            count(obj, "status.disruptionsAllowed"),
            cx.age(obj),
        ]
    }
}
