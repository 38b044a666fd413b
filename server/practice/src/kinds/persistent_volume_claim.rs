//! PersistentVolumeClaim. Mirrors `printPersistentVolumeClaim`.
//!
//! Layer: pure.

use serde_json::{Value, json};

use super::table::{AGE, Column, NAME, RowCx, col, wide};
use super::{Kind, Meta};
use crate::json::{default, has, list, set, text};
use crate::status::Errors;

pub(crate) struct PersistentVolumeClaim;

static META: Meta = Meta::namespaced("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims")
    .short(&["pvc"])
    .with_status();

static COLUMNS: &[Column] = &[
    NAME,
    col("Status", "@status.phase"),
    col("Volume", "@spec.volumeName"),
    col("Capacity", "@status.capacity"),
    col("Access Modes", "@status.accessModes"),
    col("StorageClass", "StorageClass of the pvc"),
    col("VolumeAttributesClass", "VolumeAttributesClass of the pvc"),
    AGE,
    wide("VolumeMode", "@spec.volumeMode"),
];

/// Access modes as tables abbreviate them.
pub(crate) fn modes(obj: &Value, path: &str) -> String {
    let short = |m: &str| match m {
        "ReadWriteOnce" => "RWO",
        "ReadOnlyMany" => "ROX",
        "ReadWriteMany" => "RWX",
        "ReadWriteOncePod" => "RWOP",
        _ => "",
    };
    list(obj, path).iter().filter_map(Value::as_str).map(short).collect::<Vec<_>>().join(",")
}

impl Kind for PersistentVolumeClaim {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn default(&self, obj: &mut Value) {
        default(obj, "spec.volumeMode", "Filesystem");
    }

    fn prepare_for_create(&self, obj: &mut Value) {
        set(obj, "metadata.finalizers", json!(["kubernetes.io/pvc-protection"]));
        set(obj, "status", json!({"phase": "Pending"}));
    }

    fn validate(&self, obj: &Value, errors: &mut Errors) {
        if !has(obj, "spec.accessModes") {
            errors.required("spec.accessModes", "at least 1 access mode is required");
        }
        if !has(obj, "spec.resources.requests.storage") {
            errors.required("spec.resources[storage]", "");
        }
    }

    fn prepare_for_update(&self, new: &mut Value, old: &Value) {
        set(new, "status", old["status"].clone());
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        let phase =
            if has(obj, "metadata.deletionTimestamp") { "Terminating" } else { text(obj, "status.phase") };
        let bound = has(obj, "spec.volumeName");
        let (capacity, access) = if bound {
            (text(obj, "status.capacity.storage").to_owned(), modes(obj, "status.accessModes"))
        } else {
            Default::default()
        };
        let attributes = if has(obj, "spec.volumeAttributesClassName") {
            text(obj, "spec.volumeAttributesClassName")
        } else {
            "<unset>"
        };
        vec![
            cx.name(obj),
            phase.into(),
            text(obj, "spec.volumeName").into(),
            capacity.into(),
            access.into(),
            text(obj, "spec.storageClassName").into(),
            attributes.into(),
            cx.age(obj),
            text(obj, "spec.volumeMode").into(),
        ]
    }
}
