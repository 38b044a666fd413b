//! HorizontalPodAutoscaler: stored; there are no metrics to scale by. Mirrors `printHorizontalPodAutoscaler`.
//!
//! Layer: pure.

use serde_json::{Value, json};

use super::table::{AGE, Column, NAME, RowCx, col};
use super::{Kind, Meta};
use crate::json::{at, default, int, list, set, text};
use crate::status::Errors;

pub(crate) struct HorizontalPodAutoscaler;

static META: Meta =
    Meta::namespaced("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers")
        .short(&["hpa"])
        .in_all()
        .with_status();

static COLUMNS: &[Column] = &[
    NAME,
    col("Reference", "@spec.scaleTargetRef"),
    col("Targets", "@spec.metrics"),
    col("MinPods", "@spec.minReplicas"),
    col("MaxPods", "@spec.maxReplicas"),
    col("Replicas", "@status.currentReplicas"),
    AGE,
];

impl Kind for HorizontalPodAutoscaler {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn default(&self, obj: &mut Value) {
        default(obj, "spec.minReplicas", 1);
        if at(obj, "spec.metrics").is_null() {
            set(
                obj,
                "spec.metrics",
                json!([{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 80}}}]),
            );
        }
    }

    fn prepare_for_create(&self, obj: &mut Value) {
        set(obj, "status", json!({"currentMetrics": null, "desiredReplicas": 0}));
    }

    fn validate(&self, obj: &Value, errors: &mut Errors) {
        let (min, max) = (int(obj, "spec.minReplicas"), int(obj, "spec.maxReplicas"));
        if max < 1 {
            errors.invalid("spec.maxReplicas", max, "must be greater than 0");
        } else if max < min {
            errors.invalid("spec.maxReplicas", max, "must be greater than or equal to `minReplicas`");
        }
    }

    fn prepare_for_update(&self, new: &mut Value, old: &Value) {
        set(new, "status", old["status"].clone());
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        let reference =
            format!("{}/{}", text(obj, "spec.scaleTargetRef.kind"), text(obj, "spec.scaleTargetRef.name"));
        let targets: Vec<String> = list(obj, "spec.metrics")
            .iter()
            .map(|m| {
                let name = text(m, "resource.name");
                match at(m, "resource.target.averageUtilization").as_i64() {
                    Some(n) => format!("{name}: <unknown>/{n}%"),
                    None => format!("{name}: <unknown>/{}", text(m, "resource.target.averageValue")),
                }
            })
            .collect();
        let number = |path: &str| Value::from(int(obj, path).to_string());
        vec![
            cx.name(obj),
            reference.into(),
            targets.join(", ").into(),
            number("spec.minReplicas"),
            number("spec.maxReplicas"),
            number("status.currentReplicas"),
            cx.age(obj),
        ]
    }
}
