//! NetworkPolicy: stored, not enforced.
//!
//! Layer: pure.

use serde_json::{Value, json};

use super::table::{AGE, Column, NAME, RowCx, col, selector};
use super::{Kind, Meta};
use crate::json::{at, has, set};

pub(crate) struct NetworkPolicy;

static META: Meta =
    Meta::namespaced("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies").short(&["netpol"]);

static COLUMNS: &[Column] = &[NAME, col("Pod-Selector", "@spec.podSelector"), AGE];

impl Kind for NetworkPolicy {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn has_generation(&self) -> bool {
        true
    }

    fn default(&self, obj: &mut Value) {
        if !has(obj, "spec.policyTypes") {
            let types =
                if has(obj, "spec.egress") { json!(["Ingress", "Egress"]) } else { json!(["Ingress"]) };
            set(obj, "spec.policyTypes", types);
        }
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        vec![cx.name(obj), selector(at(obj, "spec.podSelector")).into(), cx.age(obj)]
    }
}
