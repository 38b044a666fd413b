//! StorageClass. Mirrors `printStorageClass`.
//!
//! Layer: pure.

use serde_json::Value;

use super::table::{AGE, Column, NAME, RowCx, col};
use super::{Kind, Meta};
use crate::json::{default, flag, map, text};
use crate::status::Errors;

pub(crate) struct StorageClass;

static META: Meta = Meta::cluster("storage.k8s.io", "v1", "StorageClass", "storageclasses").short(&["sc"]);

static COLUMNS: &[Column] = &[
    NAME,
    col("Provisioner", "@provisioner"),
    col("ReclaimPolicy", "@reclaimPolicy"),
    col("VolumeBindingMode", "@volumeBindingMode"),
    col("AllowVolumeExpansion", "@allowVolumeExpansion"),
    AGE,
];

impl Kind for StorageClass {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn default(&self, obj: &mut Value) {
        default(obj, "reclaimPolicy", "Delete");
        default(obj, "volumeBindingMode", "Immediate");
    }

    fn validate(&self, obj: &Value, errors: &mut Errors) {
        if text(obj, "provisioner").is_empty() {
            errors.required("provisioner", "");
        }
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        let is_default = map(obj, "metadata.annotations")
            .and_then(|a| a.get("storageclass.kubernetes.io/is-default-class"))
            .and_then(Value::as_str)
            == Some("true");
        let name = text(obj, "metadata.name");
        let name = if is_default { format!("{name} (default)") } else { name.to_owned() };
        vec![
            name.into(),
            text(obj, "provisioner").into(),
            text(obj, "reclaimPolicy").into(),
            text(obj, "volumeBindingMode").into(),
            flag(obj, "allowVolumeExpansion").into(),
            cx.age(obj),
        ]
    }
}
