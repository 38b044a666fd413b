//! A fresh cluster as kubeadm leaves it: namespaces, nodes, the control plane, DNS, the network.
//!
//! Layer: state. Pods of the system are made running; their kubelets take them as they are.

mod nodes;
mod system;
mod token;

pub(crate) use nodes::{has_joined, join};
#[cfg(test)]
pub(crate) use system::FLANNEL;

use serde_json::{Value, json};

use crate::kinds::{self, KindId};
use crate::registry::{self, Write};
use crate::store::Key;
use crate::world::World;

/// Fills an empty world.
pub(crate) fn fresh(w: &mut World, ca: &str) {
    w.ca = ca.to_owned();
    for ns in ["default", "kube-node-lease", "kube-public", "kube-system", "kube-flannel"] {
        let mut v = json!({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": ns}});
        if ns == "kube-flannel" {
            v["metadata"]["labels"] =
                json!({"k8s-app": "flannel", "pod-security.kubernetes.io/enforce": "privileged"});
        }
        make(w, kinds::NAMESPACE, "", v);
        crate::controllers::provide(w, ns);
    }
    for (name, value) in [("system-cluster-critical", 2_000_000_000), ("system-node-critical", 2_000_001_000)]
    {
        let what = if value == 2_000_000_000 {
            "Used for system critical pods that must run in the cluster, but can be moved to another node if necessary."
        } else {
            "Used for system critical pods that must not be moved from their current node."
        };
        make(
            w,
            kinds::PRIORITY_CLASS,
            "",
            json!({"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": {"name": name}, "value": value, "description": what}),
        );
    }
    nodes::make(w);
    system::make(w);
    token::make(w);
    while crate::controllers::turn(w, 1024) {}
}

/// Creates an object of the system.
fn make(w: &mut World, kind: KindId, ns: &str, v: Value) {
    if let Err(error) = registry::create(w, kind, ns, v, &Write::internal()) {
        tracing::error!(%error, "a part of a fresh cluster could not be made");
    }
}

/// Marks a pod as running on a node, its containers too.
fn run_now(w: &mut World, key: &Key) {
    let Some(pod) = w.store.value(key) else { return };
    let now = w.now();
    let node = crate::json::text(&pod, "spec.nodeName").to_owned();
    let ip = if crate::json::flag(&pod, "spec.hostNetwork") {
        crate::kubelet::node_ip(w, &node)
    } else {
        w.pod_ip(&node)
    };
    w.change(key, |p| {
        crate::json::set(p, "status.phase", "Running");
        crate::json::set(p, "status.podIP", ip);
        crate::json::set(p, "status.startTime", now.as_str());
        for (group, statuses, init) in [("spec.initContainers", "status.initContainerStatuses", true), ("spec.containers", "status.containerStatuses", false)] {
            let list: Vec<Value> = crate::json::list(p, group).iter().map(|c| {
                let id = format!("containerd://{}{}", crate::world::uuid().replace('-', ""), crate::world::uuid().replace('-', ""));
                let state = if init { json!({"terminated": {"exitCode": 0, "reason": "Completed", "startedAt": now, "finishedAt": now, "containerID": id}}) } else { json!({"running": {"startedAt": now}}) };
                json!({"name": c["name"], "restartCount": 0, "containerID": id, "state": state})
            }).collect();
            if !list.is_empty() {
                crate::json::set(p, statuses, list);
            }
        }
        crate::kinds::pod::set_condition(p, json!({"type": "PodScheduled", "status": "True", "lastProbeTime": null}), &now);
    });
    crate::kubelet::sync(w, key);
}
