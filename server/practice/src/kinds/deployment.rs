//! Deployment. Mirrors `pkg/registry/apps/deployment/strategy.go`, `pkg/apis/apps/v1/defaults.go` and `printDeployment`.
//!
//! Layer: pure.

use serde_json::{Value, json};

use super::table::{AGE, CONTAINERS, Column, IMAGES, NAME, RowCx, col, count, selector, wide};
use super::{Kind, Meta, meta, pod_spec};
use crate::json::{at, default, int, set, text};
use crate::status::Errors;

pub(crate) struct Deployment;

static META: Meta = Meta::namespaced("apps", "v1", "Deployment", "deployments")
    .short(&["deploy"])
    .in_all()
    .with_status()
    .with_scale();

static COLUMNS: &[Column] = &[
    NAME,
    col("Ready", "Number of the pod with ready state"),
    col("Up-to-date", "@status.updatedReplicas"),
    col("Available", "@status.availableReplicas"),
    AGE,
    CONTAINERS,
    IMAGES,
    wide("Selector", "@spec.selector"),
];

impl Kind for Deployment {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn has_generation(&self) -> bool {
        true
    }

    fn default(&self, obj: &mut Value) {
        default(obj, "spec.replicas", 1);
        default(obj, "spec.strategy.type", "RollingUpdate");
        if text(obj, "spec.strategy.type") == "RollingUpdate" {
            default(obj, "spec.strategy.rollingUpdate.maxUnavailable", "25%");
            default(obj, "spec.strategy.rollingUpdate.maxSurge", "25%");
        }
        default(obj, "spec.revisionHistoryLimit", 10);
        default(obj, "spec.progressDeadlineSeconds", 600);
        if let Some(template) = crate::json::at_mut(obj, "spec.template") {
            pod_spec::template_defaults(template);
        }
    }

    fn prepare_for_create(&self, obj: &mut Value) {
        set(obj, "status", json!({}));
    }

    fn validate(&self, obj: &Value, errors: &mut Errors) {
        non_negative(obj, "spec.replicas", errors);
        non_negative(obj, "spec.minReadySeconds", errors);
        non_negative(obj, "spec.progressDeadlineSeconds", errors);
        meta::selector_and_template(obj, errors);
        pod_spec::validate_template(obj, errors);
        let kind = text(obj, "spec.strategy.type");
        if !["RollingUpdate", "Recreate"].contains(&kind) {
            errors.not_supported("spec.strategy.type", kind, &["Recreate", "RollingUpdate"]);
        }
        if kind == "Recreate" && at(obj, "spec.strategy.rollingUpdate").is_object() {
            errors.forbidden(
                "spec.strategy.rollingUpdate",
                "may not be specified when strategy `type` is 'Recreate'",
            );
        }
        let deadline = int(obj, "spec.progressDeadlineSeconds");
        if deadline >= 0 && deadline <= int(obj, "spec.minReadySeconds") {
            errors.invalid("spec.progressDeadlineSeconds", deadline, "must be greater than minReadySeconds");
        }
        let zero = |path: &str| {
            matches!(at(obj, path), Value::Number(n) if n.as_i64() == Some(0)) || text(obj, path) == "0%"
        };
        if zero("spec.strategy.rollingUpdate.maxUnavailable") && zero("spec.strategy.rollingUpdate.maxSurge")
        {
            let value = at(obj, "spec.strategy.rollingUpdate.maxUnavailable").clone();
            errors.invalid(
                "spec.strategy.rollingUpdate.maxUnavailable",
                value,
                "may not be 0 when `maxSurge` is 0",
            );
        }
    }

    fn prepare_for_update(&self, new: &mut Value, old: &Value) {
        set(new, "status", old["status"].clone());
    }

    fn validate_update(&self, new: &Value, old: &Value, errors: &mut Errors) {
        meta::immutable(new, old, "spec.selector", errors);
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        let [containers, images] = cx.containers(at(obj, "spec.template.spec"));
        vec![
            cx.name(obj),
            format!("{}/{}", int(obj, "status.readyReplicas"), int(obj, "spec.replicas")).into(),
            count(obj, "status.updatedReplicas"),
            count(obj, "status.availableReplicas"),
            cx.age(obj),
            containers,
            images,
            selector(at(obj, "spec.selector")).into(),
        ]
    }
}

/// Checks that a count is not negative.
pub(crate) fn non_negative(obj: &Value, path: &str, errors: &mut Errors) {
    let n = int(obj, path);
    if n < 0 {
        errors.invalid(path, n, "must be greater than or equal to 0");
    }
}
