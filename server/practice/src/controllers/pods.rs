//! What workload controllers share: making pods from a template, deleting them, counting them.
//!
//! Layer: state. Mirrors `pkg/controller/controller_utils.go`.

use std::sync::Arc;

use serde_json::{Value, json};

use super::controller_ref;
use crate::json::{at, has, set, text};
use crate::kinds;
use crate::registry::{self, Delete, Write};
use crate::status::Status;
use crate::store::Key;
use crate::world::World;

/// Creates a pod for an owner and records it. `name`: its own name, or else a generated one.
pub(crate) fn create(
    w: &mut World,
    owner: &Value,
    component: &'static str,
    name: Option<&str>,
    change: impl FnOnce(&mut Value),
) -> Result<Arc<Value>, Status> {
    let ns = text(owner, "metadata.namespace").to_owned();
    let template = at(owner, "spec.template");
    let mut pod = json!({"apiVersion": "v1", "kind": "Pod", "metadata": {}, "spec": template["spec"]});
    for field in ["labels", "annotations", "finalizers"] {
        if has(template, &format!("metadata.{field}")) {
            pod["metadata"][field] = template["metadata"][field].clone();
        }
    }
    match name {
        Some(name) => pod["metadata"]["name"] = name.into(),
        None => pod["metadata"]["generateName"] = format!("{}-", text(owner, "metadata.name")).into(),
    }
    pod["metadata"]["ownerReferences"] = json!([controller_ref(owner)]);
    change(&mut pod);
    let made = registry::create(w, kinds::POD, &ns, pod, &Write::internal());
    match made {
        Ok(obj) => {
            let message = format!("Created pod: {}", text(&obj.v, "metadata.name"));
            w.event(owner, "Normal", "SuccessfulCreate", &message, component, "", "");
            Ok(obj.v)
        }
        Err(status) => {
            let terminating = status.message.contains("being terminated");
            if !terminating {
                w.event(
                    owner,
                    "Warning",
                    "FailedCreate",
                    &format!("Error creating: {status}"),
                    component,
                    "",
                    "",
                );
            }
            Err(status)
        }
    }
}

/// Deletes a pod of an owner and records it.
pub(crate) fn delete(w: &mut World, owner: &Value, component: &'static str, key: &Key) {
    if registry::delete(w, key, &Delete::default()).is_ok() {
        w.event(
            owner,
            "Normal",
            "SuccessfulDelete",
            &format!("Deleted pod: {}", key.name),
            component,
            "",
            "",
        );
    }
}

/// A number, or a part of `total` in percent: rounded up or down.
pub(crate) fn scaled(v: &Value, total: i64, up: bool) -> i64 {
    match v {
        Value::Number(n) => n.as_i64().unwrap_or(0),
        Value::String(s) => {
            let percent: i64 = s.trim_end_matches('%').parse().unwrap_or(0);
            if up { (percent * total + 99) / 100 } else { percent * total / 100 }
        }
        _ => 0,
    }
}

/// Writes a status if it is another.
pub(crate) fn set_status(w: &mut World, key: &Key, old: &Value, status: Value) {
    if old["status"] != status {
        w.change(key, |v| set(v, "status", status));
    }
}
