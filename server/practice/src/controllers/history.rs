//! Revisions of DaemonSets and StatefulSets. Mirrors `pkg/controller/history`.
//!
//! Layer: state.

use serde_json::{Value, json};

use super::{children, controller_ref, hash};
use crate::json::{has, int, text};
use crate::kinds;
use crate::registry::{self, Write};
use crate::store::Key;
use crate::world::World;

/// The hash of the current template; its revision is made if it is new, and numbered last.
pub(super) fn current(w: &mut World, owner: &Value) -> String {
    let template = &owner["spec"]["template"];
    let mut patch = template.clone();
    patch["$patch"] = "replace".into();
    let data = json!({"spec": {"template": patch}});
    // DaemonSets hash the template, StatefulSets the revision that is made of it.
    let stateful = text(owner, "kind") == "StatefulSet";
    let hash = if stateful { hash::revision(&data, 0) } else { hash::template(template, None) };
    let (ns, name) =
        (text(owner, "metadata.namespace").to_owned(), format!("{}-{hash}", text(owner, "metadata.name")));
    let all = children(w, text(owner, "metadata.uid"), kinds::CONTROLLER_REVISION);
    let last = all.iter().map(|(_, r)| int(r, "revision")).max().unwrap_or(0);
    let key = Key::new(kinds::CONTROLLER_REVISION, &ns, &name);
    if let Some(there) = w.store.value(&key) {
        if int(&there, "revision") < last {
            w.change(&key, |r| crate::json::set(r, "revision", last + 1));
        }
        return hash;
    }
    let mut labels = template["metadata"]["labels"].clone();
    let label = if stateful { "controller.kubernetes.io/hash" } else { "controller-revision-hash" };
    labels[label] = hash.as_str().into();
    let mut revision = json!({
        "apiVersion": "apps/v1", "kind": "ControllerRevision", "metadata": {"name": name, "labels": labels, "ownerReferences": [controller_ref(owner)]},
        "data": data, "revision": last + 1,
    });
    if has(owner, "metadata.annotations") {
        revision["metadata"]["annotations"] = owner["metadata"]["annotations"].clone();
    }
    if let Err(error) = registry::create(w, kinds::CONTROLLER_REVISION, &ns, revision, &Write::internal()) {
        tracing::debug!(%error, "a revision could not be kept");
    }
    hash
}
