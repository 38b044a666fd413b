//! PersistentVolume. Mirrors `printPersistentVolume`.
//!
//! Layer: pure.

use serde_json::{Value, json};

use super::persistent_volume_claim::modes;
use super::table::{AGE, Column, NAME, RowCx, col, wide};
use super::{Kind, Meta};
use crate::json::{default, has, set, text};
use crate::status::Errors;

pub(crate) struct PersistentVolume;

static META: Meta =
    Meta::cluster("", "v1", "PersistentVolume", "persistentvolumes").short(&["pv"]).with_status();

static COLUMNS: &[Column] = &[
    NAME,
    col("Capacity", "@spec.capacity"),
    col("Access Modes", "@spec.accessModes"),
    col("Reclaim Policy", "@spec.persistentVolumeReclaimPolicy"),
    col("Status", "@status.phase"),
    col("Claim", "@spec.claimRef"),
    col("StorageClass", "StorageClass of the pv"),
    col("VolumeAttributesClass", "VolumeAttributesClass of the pv"),
    col("Reason", "@status.reason"),
    AGE,
    wide("VolumeMode", "@spec.volumeMode"),
];

impl Kind for PersistentVolume {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn default(&self, obj: &mut Value) {
        default(obj, "spec.persistentVolumeReclaimPolicy", "Retain");
        default(obj, "spec.volumeMode", "Filesystem");
    }

    fn prepare_for_create(&self, obj: &mut Value) {
        set(obj, "status", json!({"phase": "Available"}));
    }

    fn validate(&self, obj: &Value, errors: &mut Errors) {
        if !has(obj, "spec.accessModes") {
            errors.required("spec.accessModes", "");
        }
        if !has(obj, "spec.capacity") {
            errors.required("spec.capacity", "");
        }
    }

    fn prepare_for_update(&self, new: &mut Value, old: &Value) {
        set(new, "status", old["status"].clone());
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        let claim = if has(obj, "spec.claimRef") {
            format!("{}/{}", text(obj, "spec.claimRef.namespace"), text(obj, "spec.claimRef.name"))
        } else {
            String::new()
        };
        let phase =
            if has(obj, "metadata.deletionTimestamp") { "Terminating" } else { text(obj, "status.phase") };
        let attributes = if has(obj, "spec.volumeAttributesClassName") {
            text(obj, "spec.volumeAttributesClassName")
        } else {
            "<unset>"
        };
        vec![
            cx.name(obj),
            text(obj, "spec.capacity.storage").into(),
            modes(obj, "spec.accessModes").into(),
            text(obj, "spec.persistentVolumeReclaimPolicy").into(),
            phase.into(),
            claim.into(),
            text(obj, "spec.storageClassName").into(),
            attributes.into(),
            text(obj, "status.reason").into(),
            cx.age(obj),
            text(obj, "spec.volumeMode").into(),
        ]
    }
}
