//! Nodes: leases, heartbeats, taints, and pods that a taint drives away. Mirrors `pkg/controller/{nodelifecycle,tainteviction}`.
//!
//! Layer: state.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::{Work, scheduler};
use crate::clock::micro;
use crate::json::{at, condition, flag, list, set, text};
use crate::kinds;
use crate::kubelet;
use crate::registry::{self, Delete};
use crate::store::{Change, Key};
use crate::world::World;

/// Renews the nodes' leases; now and then their conditions too.
pub(super) fn heartbeat(w: &mut World) {
    let now = micro(w.clock.now());
    let stamp = w.now();
    let minute = w.clock.now().as_second() / 300;
    for node in w.store.values(kinds::NODE, None) {
        let name = text(&node, "metadata.name");
        w.change(&Key::new(kinds::LEASE, "kube-node-lease", name), |l| {
            set(l, "spec.renewTime", now.as_str())
        });
        let last = crate::json::condition(&node, "Ready")
            .and_then(|c| crate::clock::parse(text(c, "lastHeartbeatTime")));
        if last.is_some_and(|t| t.as_second() / 300 != minute) {
            w.change(&Key::new(kinds::NODE, "", name), |n| {
                for c in crate::json::list_mut(n, "status.conditions") {
                    set(c, "lastHeartbeatTime", stamp.as_str());
                }
            });
        }
    }
    let next = w.clock.now() + jiff::SignedDuration::from_secs(10);
    w.enqueue_at(next, Work::Heartbeat);
}

/// A node came, went, or is ready no longer, or again.
pub(super) fn changed(w: &mut World, key: &Key, change: Change, node: &Value, old: Option<&Value>) {
    match change {
        Change::Added => kubelet::node::begin(w, key),
        Change::Deleted => {
            kubelet::node::end(w, &key.name);
            if !w.store.pods_on(&key.name).is_empty() {
                let at = w.clock.after(super::pod_gc::QUARANTINE);
                w.enqueue_at(at, Work::PodGc(key.name.to_string()));
            }
        }
        Change::Modified => {}
    }
    let ready = |n: &Value| condition(n, "Ready").map(|c| text(c, "status").to_owned());
    if old.is_none_or(|o| ready(o) != ready(node)) {
        w.enqueue(Work::Node(key.clone()));
    }
}

/// Keeps a node's taints: those of a cordoned one and of one that is not ready; drives away pods that do not tolerate them.
pub(super) fn sync(w: &mut World, key: &Key) {
    let Some(node) = w.store.value(key) else { return };
    let cordoned = flag(&node, "spec.unschedulable");
    if taint(w, key, "unschedulable", "NoSchedule", cordoned) {
        let reason = if cordoned { "NodeNotSchedulable" } else { "NodeSchedulable" };
        let message = format!("Node {} status is now: {reason}", key.name);
        w.event(&node, "Normal", reason, &message, "kubelet", &key.name, "");
    }
    let down = condition(&node, "Ready").is_some_and(|c| text(c, "status") == "False");
    taint(w, key, "not-ready", "NoSchedule", down);
    taint(w, key, "not-ready", "NoExecute", down);
    evict(w, key);
}

/// Sets or takes away one of the cluster's own taints; whether that changed anything.
fn taint(w: &mut World, key: &Key, name: &str, effect: &str, wanted: bool) -> bool {
    let Some(node) = w.store.value(key) else { return false };
    let name = format!("node.kubernetes.io/{name}");
    let same = |t: &Value| text(t, "key") == name && text(t, "effect") == effect;
    if list(&node, "spec.taints").iter().any(same) == wanted {
        return false;
    }
    let now = w.now();
    w.change(key, |n| {
        let mut taints = list(n, "spec.taints").to_vec();
        if wanted {
            taints.push(json!({"key": name, "effect": effect, "timeAdded": now}));
        } else {
            taints.retain(|t| !same(t));
        }
        if taints.is_empty() {
            drop(crate::json::remove(n, "spec.taints"))
        } else {
            set(n, "spec.taints", taints)
        }
    });
    true
}

/// Deletes the pods that do not tolerate a node's taints, or not for so long.
fn evict(w: &mut World, key: &Key) {
    let Some(node) = w.store.value(key) else { return };
    if !list(&node, "spec.taints").iter().any(|t| text(t, "effect") == "NoExecute") {
        return;
    }
    for k in w.store.pods_on(&key.name) {
        let Some(pod) = w.store.value(&k) else { continue };
        if !at(&pod, "metadata.deletionTimestamp").is_null() {
            continue;
        }
        match leaves(w, &pod, &node) {
            Some(when) if when <= w.clock.now() => {
                let message = format!("Marking for deletion Pod {}/{}", k.ns, k.name);
                w.event(
                    &pod,
                    "Normal",
                    "TaintManagerEviction",
                    &message,
                    "taint-eviction-controller",
                    "",
                    "",
                );
                let now = w.now();
                w.change(&k, |p| {
                    let condition = json!({"type": "DisruptionTarget", "status": "True", "reason": "DeletionByTaintManager", "message": "Taint manager: deleting due to NoExecute taint"});
                    kinds::pod::set_condition(p, condition, &now);
                });
                if let Err(error) = registry::delete(w, &k, &Delete::default()) {
                    tracing::debug!(%error, "a pod was gone before its eviction");
                }
            }
            Some(when) => w.enqueue_at(when, Work::Node(key.clone())),
            None => {}
        }
    }
}

/// When a pod has to leave a node for its taints; `None`: never.
fn leaves(w: &World, pod: &Value, node: &Value) -> Option<Timestamp> {
    if !scheduler::tolerates(pod, node, &["NoExecute"]) {
        return Some(w.clock.now());
    }
    let taints = list(node, "spec.taints").iter().filter(|t| text(t, "effect") == "NoExecute");
    taints
        .filter_map(|taint| {
            let since = crate::clock::parse(text(taint, "timeAdded"))?;
            let seconds = list(pod, "spec.tolerations")
                .iter()
                .filter(|t| ["", text(taint, "key")].contains(&text(t, "key")))
                .map(|t| t.get("tolerationSeconds").and_then(Value::as_i64))
                .min_by_key(|s| s.unwrap_or(i64::MAX))??;
            let patience = w.clock.scale(Duration::from_secs(seconds.max(0) as u64));
            Some(since + SignedDuration::try_from(patience).unwrap_or(SignedDuration::ZERO))
        })
        .min()
}
