//! Nodes: leases, heartbeats, and pods that a taint drives away. Mirrors `pkg/controller/{nodelifecycle,tainteviction}`.
//!
//! Layer: state.

use serde_json::json;

use super::{Work, scheduler};
use crate::clock::micro;
use crate::json::{at, list, set, text};
use crate::kinds;
use crate::registry::{self, Delete};
use crate::store::Key;
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

/// Drives pods away from a node whose NoExecute taints they do not tolerate, and keeps the taint of a cordoned node.
pub(super) fn sync(w: &mut World, key: &Key) {
    let Some(node) = w.store.value(key) else {
        for k in w.store.pods_on(&key.name) {
            drop(registry::delete(w, &k, &Delete { grace: Some(0), ..Delete::default() }));
        }
        return;
    };
    let cordoned = crate::json::flag(&node, "spec.unschedulable");
    let tainted =
        list(&node, "spec.taints").iter().any(|t| text(t, "key") == "node.kubernetes.io/unschedulable");
    if cordoned != tainted {
        let now = w.now();
        w.change(key, |n| {
            let mut taints = list(n, "spec.taints").to_vec();
            if cordoned {
                taints.push(json!({"key": "node.kubernetes.io/unschedulable", "effect": "NoSchedule", "timeAdded": now}));
            } else {
                taints.retain(|t| text(t, "key") != "node.kubernetes.io/unschedulable");
            }
            if taints.is_empty() { drop(crate::json::remove(n, "spec.taints")) } else { set(n, "spec.taints", taints) }
        });
        let (reason, name) =
            (if cordoned { "NodeNotSchedulable" } else { "NodeSchedulable" }, key.name.clone());
        w.event(
            &node,
            "Normal",
            reason,
            &format!("Node {name} status is now: {reason}"),
            "kubelet",
            &name,
            "",
        );
        return;
    }
    if list(&node, "spec.taints").iter().any(|t| text(t, "effect") == "NoExecute") {
        for k in w.store.pods_on(&key.name) {
            let Some(pod) = w.store.value(&k) else { continue };
            if !scheduler::tolerates(&pod, &node, &["NoExecute"])
                && at(&pod, "metadata.deletionTimestamp").is_null()
            {
                w.event(
                    &pod,
                    "Normal",
                    "TaintManagerEviction",
                    &format!("Marking for deletion Pod {}/{}", k.ns, k.name),
                    "taint-eviction-controller",
                    "",
                    "",
                );
                drop(registry::delete(w, &k, &Delete::default()));
            }
        }
    }
}
