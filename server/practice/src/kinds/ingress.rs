//! Ingress: stored; nothing serves it. Mirrors `printIngress`.
//!
//! Layer: pure.

use serde_json::{Value, json};

use super::table::{AGE, Column, NAME, RowCx, col};
use super::{Kind, Meta};
use crate::json::{has, list, set, text};
use crate::status::Errors;

pub(crate) struct Ingress;

static META: Meta =
    Meta::namespaced("networking.k8s.io", "v1", "Ingress", "ingresses").short(&["ing"]).with_status();

static COLUMNS: &[Column] = &[
    NAME,
    col("Class", "The name of the IngressClass resource that should be used for additional configuration"),
    col("Hosts", "Hosts that incoming requests are matched against before the ingress rule"),
    col("Address", "Address is a list containing ingress points for the load-balancer"),
    col("Ports", "Ports of TLS configurations that open"),
    AGE,
];

impl Kind for Ingress {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn has_generation(&self) -> bool {
        true
    }

    fn prepare_for_create(&self, obj: &mut Value) {
        set(obj, "status", json!({"loadBalancer": {}}));
    }

    fn validate(&self, obj: &Value, errors: &mut Errors) {
        if !has(obj, "spec.rules") && !has(obj, "spec.defaultBackend") {
            errors.invalid(
                "spec",
                obj["spec"].clone(),
                "either `defaultBackend` or `rules` must be specified",
            );
        }
    }

    fn prepare_for_update(&self, new: &mut Value, old: &Value) {
        set(new, "status", old["status"].clone());
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        let hosts: Vec<&str> =
            list(obj, "spec.rules").iter().map(|r| text(r, "host")).filter(|h| !h.is_empty()).collect();
        let hosts = if hosts.is_empty() { "*".into() } else { hosts.join(",") };
        let class =
            if has(obj, "spec.ingressClassName") { text(obj, "spec.ingressClassName") } else { "<none>" };
        let ports = if has(obj, "spec.tls") { "80, 443" } else { "80" };
        vec![cx.name(obj), class.into(), hosts.into(), "".into(), ports.into(), cx.age(obj)]
    }
}
