//! Node. Mirrors `pkg/registry/core/node/strategy.go` and `printNode`.
//!
//! Layer: pure.

use serde_json::Value;

use super::table::{AGE, Column, NAME, RowCx, col, wide};
use super::{Kind, Meta};
use crate::json::{condition, flag, has, list, map, text};

pub(crate) struct Node;

static META: Meta = Meta::cluster("", "v1", "Node", "nodes").short(&["no"]).with_status();

static COLUMNS: &[Column] = &[
    NAME,
    col("Status", "The status of the node"),
    col("Roles", "The roles of the node"),
    AGE,
    col("Version", "Kubelet Version reported by the node."),
    wide("Internal-IP", "@status.addresses"),
    wide("External-IP", "@status.addresses"),
    wide(
        "OS-Image",
        "OS Image reported by the node from /etc/os-release (e.g. Debian GNU/Linux 7 (wheezy)).",
    ),
    wide(
        "Kernel-Version",
        "Kernel Version reported by the node from 'uname -r' (e.g. 3.16.0-0.bpo.4-amd64).",
    ),
    wide(
        "Container-Runtime",
        "ContainerRuntime Version reported by the node through runtime remote API (e.g. containerd://1.4.2).",
    ),
];

impl Kind for Node {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn prepare_for_create(&self, _obj: &mut Value) {}

    fn prepare_for_update(&self, new: &mut Value, old: &Value) {
        crate::json::set(new, "status", old["status"].clone());
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        let mut status = match condition(obj, "Ready") {
            None => "Unknown".to_owned(),
            Some(c) if text(c, "status") == "True" => "Ready".to_owned(),
            Some(_) => "NotReady".to_owned(),
        };
        if flag(obj, "spec.unschedulable") {
            status.push_str(",SchedulingDisabled");
        }
        let mut roles: Vec<String> = Vec::new();
        for (key, value) in map(obj, "metadata.labels").into_iter().flatten() {
            if let Some(role) = key.strip_prefix("node-role.kubernetes.io/") {
                roles.push(role.to_owned());
            } else if key == "kubernetes.io/role" {
                roles.push(value.as_str().unwrap_or("").to_owned());
            }
        }
        let roles = if roles.is_empty() { "<none>".into() } else { roles.join(",") };
        let address = |kind: &str| {
            list(obj, "status.addresses")
                .iter()
                .find(|a| text(a, "type") == kind)
                .map_or("<none>", |a| text(a, "address"))
        };
        let info = |field: &str| {
            let path = format!("status.nodeInfo.{field}");
            if has(obj, &path) { text(obj, &path).to_owned() } else { "<unknown>".to_owned() }
        };
        vec![
            cx.name(obj),
            status.into(),
            roles.into(),
            cx.age(obj),
            text(obj, "status.nodeInfo.kubeletVersion").into(),
            address("InternalIP").into(),
            address("ExternalIP").into(),
            info("osImage").into(),
            info("kernelVersion").into(),
            info("containerRuntimeVersion").into(),
        ]
    }

    fn selectable_fields(&self) -> &'static [&'static str] {
        &["spec.unschedulable"]
    }

    fn field(&self, obj: &Value, field: &str) -> String {
        if field == "spec.unschedulable" { flag(obj, field).to_string() } else { text(obj, field).to_owned() }
    }
}
