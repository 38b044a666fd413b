//! ControllerRevision. Mirrors `printControllerRevision`.
//!
//! Layer: pure.

use serde_json::Value;

use super::table::{AGE, Column, NAME, RowCx, col, num};
use super::{Kind, Meta};
use crate::json::{int, list, text};

pub(crate) struct ControllerRevision;

static META: Meta = Meta::namespaced("apps", "v1", "ControllerRevision", "controllerrevisions");

static COLUMNS: &[Column] =
    &[NAME, col("Controller", "Controller of the object"), num("Revision", "@revision"), AGE];

impl Kind for ControllerRevision {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        let owner = list(obj, "metadata.ownerReferences").iter().find(|o| crate::json::flag(o, "controller"));
        let owner = owner.map_or("<none>".to_owned(), |o| {
            let group = text(o, "apiVersion").split_once('/').map_or("", |(g, _)| g);
            let kind = text(o, "kind").to_lowercase();
            if group.is_empty() {
                format!("{kind}/{}", text(o, "name"))
            } else {
                format!("{kind}.{group}/{}", text(o, "name"))
            }
        });
        vec![cx.name(obj), owner.into(), int(obj, "revision").into(), cx.age(obj)]
    }
}
