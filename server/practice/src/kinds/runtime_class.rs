//! RuntimeClass. Mirrors `printRuntimeClass`.
//!
//! Layer: pure.

use serde_json::Value;

use super::table::{AGE, Column, NAME, RowCx, col};
use super::{Kind, Meta, meta};
use crate::json::text;
use crate::status::Errors;

pub(crate) struct RuntimeClass;

static META: Meta = Meta::cluster("node.k8s.io", "v1", "RuntimeClass", "runtimeclasses");
static COLUMNS: &[Column] = &[NAME, col("Handler", ""), AGE];

impl Kind for RuntimeClass {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn validate(&self, obj: &Value, errors: &mut Errors) {
        if text(obj, "handler").is_empty() {
            errors.required("handler", "");
        }
    }

    fn validate_update(&self, new: &Value, old: &Value, errors: &mut Errors) {
        meta::immutable(new, old, "handler", errors);
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        vec![cx.name(obj), text(obj, "handler").into(), cx.age(obj)]
    }
}
