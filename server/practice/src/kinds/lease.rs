//! Lease. Mirrors `printLease`.
//!
//! Layer: pure.

use serde_json::Value;

use super::table::{AGE, Column, NAME, RowCx, col};
use super::{Kind, Meta};
use crate::json::text;

pub(crate) struct Lease;

static META: Meta = Meta::namespaced("coordination.k8s.io", "v1", "Lease", "leases");

static COLUMNS: &[Column] = &[NAME, col("Holder", "@spec.holderIdentity"), AGE];

impl Kind for Lease {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        vec![cx.name(obj), text(obj, "spec.holderIdentity").into(), cx.age(obj)]
    }
}
