//! LimitRange. Mirrors `printLimitRange`.
//!
//! Layer: pure.

use serde_json::Value;

use super::table::{Column, NAME, RowCx, col};
use super::{Kind, Meta};
use crate::json::text;

pub(crate) struct LimitRange;

static META: Meta = Meta::namespaced("", "v1", "LimitRange", "limitranges").short(&["limits"]);

static COLUMNS: &[Column] = &[NAME, col("Created At", "@metadata.creationTimestamp")];

impl Kind for LimitRange {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        vec![cx.name(obj), text(obj, "metadata.creationTimestamp").into()]
    }
}
