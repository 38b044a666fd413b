//! ReplicaSet. Mirrors `pkg/registry/apps/replicaset/strategy.go`.
//!
//! Layer: pure.

use serde_json::{Value, json};

use super::deployment::non_negative;
use super::table::{AGE, CONTAINERS, Column, IMAGES, NAME, RowCx, count, num, selector, wide};
use super::{Kind, Meta, meta, pod_spec};
use crate::json::{at, default, set};
use crate::status::Errors;

pub(crate) struct ReplicaSet;

static META: Meta = Meta::namespaced("apps", "v1", "ReplicaSet", "replicasets")
    .short(&["rs"])
    .in_all()
    .with_status()
    .with_scale();

static COLUMNS: &[Column] = &[
    NAME,
    num("Desired", "@spec.replicas"),
    num("Current", "@status.replicas"),
    num("Ready", "@status.readyReplicas"),
    AGE,
    CONTAINERS,
    IMAGES,
    wide("Selector", "@spec.selector"),
];

impl Kind for ReplicaSet {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn has_generation(&self) -> bool {
        true
    }

    fn default(&self, obj: &mut Value) {
        default(obj, "spec.replicas", 1);
        if let Some(template) = crate::json::at_mut(obj, "spec.template") {
            pod_spec::template_defaults(template);
        }
    }

    fn prepare_for_create(&self, obj: &mut Value) {
        set(obj, "status", json!({"replicas": 0}));
    }

    fn validate(&self, obj: &Value, errors: &mut Errors) {
        non_negative(obj, "spec.replicas", errors);
        meta::selector_and_template(obj, errors);
        pod_spec::validate_template(obj, errors);
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
            count(obj, "spec.replicas"),
            count(obj, "status.replicas"),
            count(obj, "status.readyReplicas"),
            cx.age(obj),
            containers,
            images,
            selector(at(obj, "spec.selector")).into(),
        ]
    }

    fn selectable_fields(&self) -> &'static [&'static str] {
        &["status.replicas"]
    }
}
