//! ReplicaSets: as many pods as they want. Mirrors `pkg/controller/replicaset/replica_set.go`.
//!
//! Layer: state.

use apimachinery::selector::Selector;
use serde_json::{Value, json};

use super::{Work, children, pods};
use crate::json::{at, has, int, list, map, text};
use crate::kinds::{self, pod};
use crate::store::Key;
use crate::world::World;

const COMPONENT: &str = "replicaset-controller";

/// Brings a ReplicaSet a step further.
pub(super) fn sync(w: &mut World, key: &Key) {
    let Some(rs) = w.store.value(key) else { return };
    let uid = text(&rs, "metadata.uid").to_owned();
    adopt(w, &rs, &uid);
    let all = children(w, &uid, kinds::POD);
    let active: Vec<_> = all.iter().filter(|(_, p)| pod::is_active(p)).collect();
    let want = int(&rs, "spec.replicas").max(0) as usize;
    if !has(&rs, "metadata.deletionTimestamp") {
        if active.len() < want {
            // One batch at a time, so that others have their turn.
            for _ in 0..(want - active.len()).min(500) {
                if pods::create(w, &rs, COMPONENT, None, |_| {}).is_err() {
                    let at = w.clock.now() + jiff::SignedDuration::from_secs(5);
                    w.enqueue_at(at, Work::ReplicaSet(key.clone()));
                    break;
                }
            }
        } else if active.len() > want {
            let mut doomed: Vec<_> = active.iter().map(|(k, p)| (rank(p), k.clone())).collect();
            doomed.sort();
            let extra = active.len() - want;
            for (_, k) in doomed.into_iter().take(extra) {
                pods::delete(w, &rs, COMPONENT, &k);
            }
        }
    }
    let all = children(w, &uid, kinds::POD);
    let active: Vec<&Value> = all.iter().map(|(_, p)| p.as_ref()).filter(|p| pod::is_active(p)).collect();
    let ready = active.iter().filter(|p| pod::is_ready(p)).count();
    let available =
        active.iter().filter(|p| pods::is_available(w, p, &rs, || Work::ReplicaSet(key.clone()))).count();
    let template = map(&rs, "spec.template.metadata.labels");
    let labelled =
        active.iter().filter(|p| crate::json::labels_match(template, map(p, "metadata.labels"))).count();
    let mut status = json!({"replicas": active.len(), "observedGeneration": int(&rs, "metadata.generation")});
    for (field, n) in
        [("readyReplicas", ready), ("availableReplicas", available), ("fullyLabeledReplicas", labelled)]
    {
        if n > 0 {
            status[field] = n.into();
        }
    }
    let terminating = all.iter().filter(|(_, p)| has(p, "metadata.deletionTimestamp")).count();
    status["terminatingReplicas"] = terminating.into();
    pods::set_status(w, key, &rs, status);
}

/// Which pods go first: without a node, pending, not ready, younger.
fn rank(p: &Value) -> (bool, bool, bool, std::cmp::Reverse<String>) {
    let phase = text(p, "status.phase");
    (
        has(p, "spec.nodeName"),
        phase == "Running",
        pod::is_ready(p),
        std::cmp::Reverse(text(p, "metadata.creationTimestamp").to_owned()),
    )
}

/// Takes in pods that match and have no owner, lets go of those that no longer match.
fn adopt(w: &mut World, rs: &Value, uid: &str) {
    let Ok(selector) = Selector::of(at(rs, "spec.selector")) else { return };
    let owned = children(w, uid, kinds::POD);
    for (k, p) in &owned {
        if !selector.matches(map(p, "metadata.labels")) {
            w.change(k, |p| {
                let kept: Vec<Value> = list(p, "metadata.ownerReferences")
                    .iter()
                    .filter(|o| text(o, "uid") != uid)
                    .cloned()
                    .collect();
                if kept.is_empty() {
                    drop(crate::json::remove(p, "metadata.ownerReferences"))
                } else {
                    crate::json::set(p, "metadata.ownerReferences", kept)
                }
            });
        }
    }
    if owned.len() >= int(rs, "spec.replicas").max(0) as usize && owned.len() > 20 {
        return;
    }
    for obj in w.store.list(kinds::POD, Some(text(rs, "metadata.namespace"))) {
        if !has(&obj.v, "metadata.ownerReferences")
            && pod::is_active(&obj.v)
            && selector.matches(map(&obj.v, "metadata.labels"))
        {
            let key = Key::new(kinds::POD, text(&obj.v, "metadata.namespace"), text(&obj.v, "metadata.name"));
            let owner = super::controller_ref(rs);
            w.change(&key, |p| crate::json::set(p, "metadata.ownerReferences", json!([owner])));
        }
    }
}
