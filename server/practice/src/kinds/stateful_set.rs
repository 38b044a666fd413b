//! StatefulSet. Mirrors `pkg/registry/apps/statefulset/strategy.go`.
//!
//! Layer: pure.

use serde_json::{Value, json};

use super::deployment::non_negative;
use super::table::{AGE, CONTAINERS, Column, IMAGES, NAME, RowCx, col};
use super::{Kind, Meta, meta, pod_spec};
use crate::json::{at, default, int, set, text};
use crate::status::Errors;

pub(crate) struct StatefulSet;

static META: Meta = Meta::namespaced("apps", "v1", "StatefulSet", "statefulsets")
    .short(&["sts"])
    .in_all()
    .with_status()
    .with_scale();

static COLUMNS: &[Column] =
    &[NAME, col("Ready", "Number of the pod with ready state"), AGE, CONTAINERS, IMAGES];

impl Kind for StatefulSet {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn has_generation(&self) -> bool {
        true
    }

    fn default(&self, obj: &mut Value) {
        default(obj, "spec.replicas", 1);
        default(obj, "spec.podManagementPolicy", "OrderedReady");
        default(obj, "spec.updateStrategy.type", "RollingUpdate");
        if text(obj, "spec.updateStrategy.type") == "RollingUpdate" {
            default(obj, "spec.updateStrategy.rollingUpdate.partition", 0);
        }
        default(obj, "spec.revisionHistoryLimit", 10);
        default(obj, "spec.persistentVolumeClaimRetentionPolicy.whenDeleted", "Retain");
        default(obj, "spec.persistentVolumeClaimRetentionPolicy.whenScaled", "Retain");
        if let Some(template) = crate::json::at_mut(obj, "spec.template") {
            pod_spec::template_defaults(template);
        }
        for claim in crate::json::list_mut(obj, "spec.volumeClaimTemplates") {
            default(claim, "apiVersion", "v1");
            default(claim, "kind", "PersistentVolumeClaim");
            default(claim, "spec.volumeMode", "Filesystem");
            default(claim, "status.phase", "Pending");
        }
    }

    fn prepare_for_create(&self, obj: &mut Value) {
        set(obj, "status", json!({"availableReplicas": 0, "replicas": 0}));
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
        let changeable = [
            "replicas",
            "ordinals",
            "template",
            "updateStrategy",
            "revisionHistoryLimit",
            "persistentVolumeClaimRetentionPolicy",
            "minReadySeconds",
        ];
        let rest = |v: &Value| {
            let mut spec = v["spec"].clone();
            if let Some(map) = spec.as_object_mut() {
                map.retain(|k, _| !changeable.contains(&k.as_str()));
            }
            spec
        };
        if rest(new) != rest(old) {
            errors.forbidden("spec", "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden");
        }
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        let [containers, images] = cx.containers(at(obj, "spec.template.spec"));
        let ready = format!("{}/{}", int(obj, "status.readyReplicas"), int(obj, "spec.replicas"));
        vec![cx.name(obj), ready.into(), cx.age(obj), containers, images]
    }
}
