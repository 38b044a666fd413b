//! Namespace. Mirrors `pkg/registry/core/namespace/strategy.go`.
//!
//! Layer: pure.

use serde_json::{Value, json};

use super::meta::NameRule;
use super::table::{AGE, Column, NAME, RowCx, col};
use super::{Kind, Meta};
use crate::json::{set, text};

pub(crate) struct Namespace;

static META: Meta = Meta::cluster("", "v1", "Namespace", "namespaces").short(&["ns"]).with_status();

static COLUMNS: &[Column] = &[NAME, col("Status", "The status of the namespace"), AGE];

impl Kind for Namespace {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn name_rule(&self) -> NameRule {
        NameRule::Label
    }

    fn default(&self, obj: &mut Value) {
        let name = text(obj, "metadata.name").to_owned();
        if !name.is_empty() {
            crate::json::object(obj, "metadata.labels")
                .insert("kubernetes.io/metadata.name".into(), name.into());
        }
    }

    fn prepare_for_create(&self, obj: &mut Value) {
        set(obj, "spec.finalizers", json!(["kubernetes"]));
        set(obj, "status", json!({"phase": "Active"}));
    }

    fn prepare_for_update(&self, new: &mut Value, old: &Value) {
        set(new, "spec", old["spec"].clone());
        set(new, "status", old["status"].clone());
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        vec![cx.name(obj), text(obj, "status.phase").into(), cx.age(obj)]
    }

    fn selectable_fields(&self) -> &'static [&'static str] {
        &["status.phase"]
    }
}
