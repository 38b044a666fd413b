//! Pods of nodes that are no longer there. Mirrors `pkg/controller/podgc`.
//!
//! Layer: state.

use std::time::Duration;

use serde_json::json;

use super::Work;
use crate::json::{set, text};
use crate::kinds;
use crate::registry::{self, Delete};
use crate::world::World;

/// How long a node must be gone before its pods are.
pub(super) const QUARANTINE: Duration = Duration::from_secs(40);

/// After loading a file: a node may have gone shortly before.
pub(crate) fn resume(w: &mut World) {
    for node in w.store.nodes_with_pods() {
        if w.find(kinds::NODE, "", &node).is_none() {
            let at = w.clock.after(QUARANTINE);
            w.enqueue_at(at, Work::PodGc(node));
        }
    }
}

/// Deletes what is bound to a node that does not exist.
pub(super) fn sync(w: &mut World, node: &str) {
    if w.find(kinds::NODE, "", node).is_some() {
        return;
    }
    let now = w.now();
    for key in w.store.pods_on(node) {
        w.change(&key, |p| {
            if !["Succeeded", "Failed"].contains(&text(p, "status.phase")) {
                set(p, "status.phase", "Failed");
                let condition = json!({"type": "DisruptionTarget", "status": "True", "reason": "DeletionByPodGC", "message": "PodGC: node no longer exists"});
                kinds::pod::set_condition(p, condition, &now);
            }
        });
        if let Err(error) = registry::delete(w, &key, &Delete { grace: Some(0), ..Delete::default() }) {
            tracing::debug!(%error, "a pod was gone before its node's pods were collected");
        }
    }
}
