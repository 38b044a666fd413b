//! DaemonSet. Mirrors `pkg/registry/apps/daemonset/strategy.go`.
//!
//! Layer: pure.

use serde_json::{Value, json};

use super::table::{AGE, CONTAINERS, Column, IMAGES, NAME, RowCx, col, count, labels, num, selector, wide};
use super::{Kind, Meta, meta, pod_spec};
use crate::json::{at, default, object, set, text};
use crate::status::Errors;

pub(crate) struct DaemonSet;

/// Counts changes of the template.
const GENERATION: &str = "deprecated.daemonset.template.generation";

static META: Meta =
    Meta::namespaced("apps", "v1", "DaemonSet", "daemonsets").short(&["ds"]).in_all().with_status();

static COLUMNS: &[Column] = &[
    NAME,
    num("Desired", "@status.desiredNumberScheduled"),
    num("Current", "@status.currentNumberScheduled"),
    num("Ready", "@status.numberReady"),
    num("Up-to-date", "@status.updatedNumberScheduled"),
    num("Available", "@status.numberAvailable"),
    col(
        "Node Selector",
        "NodeSelector is a selector which must be true for the pod to fit on a node. Selector which must match a node's labels for the pod to be scheduled on that node. More info: https://kubernetes.io/docs/concepts/configuration/assign-pod-node/",
    ),
    AGE,
    CONTAINERS,
    IMAGES,
    wide("Selector", "@spec.selector"),
];

impl Kind for DaemonSet {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn has_generation(&self) -> bool {
        true
    }

    fn default(&self, obj: &mut Value) {
        default(obj, "spec.updateStrategy.type", "RollingUpdate");
        if text(obj, "spec.updateStrategy.type") == "RollingUpdate" {
            default(obj, "spec.updateStrategy.rollingUpdate.maxUnavailable", 1);
            default(obj, "spec.updateStrategy.rollingUpdate.maxSurge", 0);
        }
        default(obj, "spec.revisionHistoryLimit", 10);
        if let Some(template) = crate::json::at_mut(obj, "spec.template") {
            pod_spec::template_defaults(template);
        }
    }

    fn prepare_for_create(&self, obj: &mut Value) {
        set(
            obj,
            "status",
            json!({"currentNumberScheduled": 0, "desiredNumberScheduled": 0, "numberMisscheduled": 0, "numberReady": 0}),
        );
        object(obj, "metadata.annotations").insert(GENERATION.into(), "1".into());
    }

    fn validate(&self, obj: &Value, errors: &mut Errors) {
        meta::selector_and_template(obj, errors);
        pod_spec::validate_template(obj, errors);
    }

    fn prepare_for_update(&self, new: &mut Value, old: &Value) {
        set(new, "status", old["status"].clone());
        let before = at(old, "metadata.annotations")
            .get(GENERATION)
            .and_then(Value::as_str)
            .and_then(|n| n.parse::<i64>().ok())
            .unwrap_or(1);
        let now = if at(new, "spec.template") == at(old, "spec.template") { before } else { before + 1 };
        object(new, "metadata.annotations").insert(GENERATION.into(), now.to_string().into());
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
            count(obj, "status.desiredNumberScheduled"),
            count(obj, "status.currentNumberScheduled"),
            count(obj, "status.numberReady"),
            count(obj, "status.updatedNumberScheduled"),
            count(obj, "status.numberAvailable"),
            labels(at(obj, "spec.template.spec.nodeSelector")).into(),
            cx.age(obj),
            containers,
            images,
            selector(at(obj, "spec.selector")).into(),
        ]
    }
}
