//! What workload controllers share: making pods from a template, deleting them, counting them.
//!
//! Layer: state. Mirrors `pkg/controller/controller_utils.go`.

use std::sync::Arc;

use std::time::Duration;

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{Work, controller_ref};
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
            let message = told(owner, "Create", "Created", text(&obj.v, "metadata.name"));
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
        let message = told(owner, "Delete", "Deleted", &key.name);
        w.event(owner, "Normal", "SuccessfulDelete", &message, component, "", "");
    }
}

/// StatefulSets tell of their pods in words of their own.
fn told(owner: &Value, verb: &str, done: &str, pod: &str) -> String {
    if text(owner, "kind") != "StatefulSet" {
        return format!("{done} pod: {pod}");
    }
    format!("{verb} Pod {pod} in StatefulSet {} successful", text(owner, "metadata.name"))
}

/// Whether a pod has been ready for `spec.minReadySeconds` of its owner. If it will be, `work` is done then.
pub(crate) fn is_available(w: &mut World, pod: &Value, owner: &Value, work: impl FnOnce() -> Work) -> bool {
    let Some(ready) = crate::json::condition(pod, "Ready").filter(|c| text(c, "status") == "True") else {
        return false;
    };
    let seconds = crate::json::int(owner, "spec.minReadySeconds").max(0) as u64;
    let wait = SignedDuration::try_from(w.clock.scale(Duration::from_secs(seconds)));
    let since = crate::clock::parse(text(ready, "lastTransitionTime"));
    let (Some(since), Ok(wait)) = (since.filter(|_| seconds > 0), wait) else { return true };
    if since + wait <= w.clock.now() {
        return true;
    }
    w.enqueue_at(since + wait, work());
    false
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
