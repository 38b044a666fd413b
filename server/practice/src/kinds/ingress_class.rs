//! IngressClass. Mirrors `printIngressClass`.
//!
//! Layer: pure.

use serde_json::Value;

use super::table::{AGE, Column, NAME, RowCx, col};
use super::{Kind, Meta};
use crate::json::{at, has, map, text};

pub(crate) struct IngressClass;

static META: Meta = Meta::cluster("networking.k8s.io", "v1", "IngressClass", "ingressclasses");
static COLUMNS: &[Column] = &[
    NAME,
    col("Controller", "Controller that is responsible for handling this class"),
    col("Parameters", "A reference to a resource with additional parameters"),
    AGE,
];

impl Kind for IngressClass {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn has_generation(&self) -> bool {
        true
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        let is_default = map(obj, "metadata.annotations")
            .is_some_and(|a| a.get("ingressclass.kubernetes.io/is-default-class") == Some(&"true".into()));
        let name = text(obj, "metadata.name");
        let name = if is_default { format!("{name} (default)") } else { name.to_owned() };
        let parameters = at(obj, "spec.parameters");
        let parameters = if parameters.is_object() {
            let mut kind = text(parameters, "kind").to_owned();
            if has(parameters, "apiGroup") {
                kind = format!("{kind}.{}", text(parameters, "apiGroup"));
            }
            format!("{kind}/{}", text(parameters, "name"))
        } else {
            "<none>".to_owned()
        };
        vec![name.into(), text(obj, "spec.controller").into(), parameters.into(), cx.age(obj)]
    }
}
