//! The nodes: one control plane, the workers; and what a kubelet says of the machine that it joins with.
//!
//! Layer: state.

use serde_json::{Value, json};

use crate::clock::micro;
use crate::json::{has, list, map, set, text};
use crate::kinds;
use crate::kubelet::node::{NOT_READY, Network};
use crate::store::Key;
use crate::world::{World, uuid};

/// Makes the nodes.
pub(super) fn make(w: &mut World) {
    for i in 0..=w.options.workers {
        let name = if i == 0 { "control-plane".to_owned() } else { format!("worker-{i}") };
        let mut node = json!({"apiVersion": "v1", "kind": "Node", "metadata": {"name": name}});
        if i == 0 {
            node["metadata"]["labels"] = json!({"node-role.kubernetes.io/control-plane": "", "node.kubernetes.io/exclude-from-external-load-balancers": ""});
            node["spec"]["taints"] =
                json!([{"effect": "NoSchedule", "key": "node-role.kubernetes.io/control-plane"}]);
        }
        super::make(w, kinds::NODE, "", node);
        join(w, &Key::new(kinds::NODE, "", &name), Network::Up);
    }
}

/// A kubelet registers itself and reports for the first time; the controller manager gives it a range of addresses.
pub(crate) fn join(w: &mut World, key: &Key, network: Network) {
    let i = place(w);
    let ip = format!("192.168.{}.{}", 56 + (i + 10) / 250, (i + 10) % 250);
    let cidr = format!("10.{}.{}.0/24", 244 + i / 256, i % 256);
    let status = status(w, &key.name, &ip, network);
    w.change(key, |n| {
        for (k, v) in [
            ("beta.kubernetes.io/arch", "amd64"),
            ("beta.kubernetes.io/os", "linux"),
            ("kubernetes.io/arch", "amd64"),
            ("kubernetes.io/hostname", &key.name),
            ("kubernetes.io/os", "linux"),
        ] {
            crate::json::object(n, "metadata.labels").insert(k.into(), v.into());
        }
        let notes = crate::json::object(n, "metadata.annotations");
        notes.insert("node.alpha.kubernetes.io/ttl".into(), "0".into());
        notes.insert("volumes.kubernetes.io/controller-managed-attach-detach".into(), "true".into());
        if network == Network::Up {
            crate::kubelet::node::flannel_notes(n, &ip);
        }
        if !has(n, "spec.podCIDR") {
            set(n, "spec.podCIDR", cidr.as_str());
            set(n, "spec.podCIDRs", json!([cidr]));
        }
        for (field, value) in status.as_object().into_iter().flatten() {
            // What the one who made the node says of it stays: its version above all.
            let merged = match (map(n, &format!("status.{field}")), value) {
                (Some(given), Value::Object(own)) => {
                    let mut own = own.clone();
                    own.extend(given.iter().filter(|(_, v)| *v != "").map(|(k, v)| (k.clone(), v.clone())));
                    Value::Object(own)
                }
                _ => value.clone(),
            };
            set(n, &format!("status.{field}"), merged);
        }
    });
    lease(w, key);
}

/// The lowest number that no node's range has.
fn place(w: &World) -> u32 {
    let nodes = w.store.values(kinds::NODE, None);
    let taken: Vec<&str> = nodes.iter().map(|n| text(n, "spec.podCIDR")).collect();
    let free = |i: &u32| !taken.contains(&format!("10.{}.{}.0/24", 244 + i / 256, i % 256).as_str());
    (0..).find(free).unwrap_or_default()
}

fn status(w: &World, name: &str, ip: &str, network: Network) -> Value {
    let now = w.now();
    let pods = w.options.pods_per_node.to_string();
    let condition = |kind: &str, status: &str, reason: &str, message: &str| json!({"type": kind, "status": status, "reason": reason, "message": message, "lastHeartbeatTime": now, "lastTransitionTime": now});
    let mut conditions = Vec::new();
    if network == Network::Up {
        conditions.push(condition(
            "NetworkUnavailable",
            "False",
            "FlannelIsUp",
            "Flannel is running on this node",
        ));
    }
    conditions.extend([
        condition(
            "MemoryPressure",
            "False",
            "KubeletHasSufficientMemory",
            "kubelet has sufficient memory available",
        ),
        condition("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
        condition("PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
        match network {
            Network::Up => condition("Ready", "True", "KubeletReady", "kubelet is posting ready status"),
            Network::Down => condition("Ready", "False", "KubeletNotReady", NOT_READY),
        },
    ]);
    json!({
        "addresses": [{"type": "InternalIP", "address": ip}, {"type": "Hostname", "address": name}],
        "capacity": {"cpu": "4", "ephemeral-storage": "40453376Ki", "hugepages-1Gi": "0", "hugepages-2Mi": "0", "memory": "8052272Ki", "pods": pods},
        "allocatable": {"cpu": "4", "ephemeral-storage": "37281831252", "hugepages-1Gi": "0", "hugepages-2Mi": "0", "memory": "7949872Ki", "pods": pods},
        "conditions": conditions,
        "daemonEndpoints": {"kubeletEndpoint": {"Port": 10250}},
        "nodeInfo": {
            "architecture": "amd64", "bootID": uuid(), "containerRuntimeVersion": "containerd://2.1.4", "kernelVersion": "6.12.41+deb13-amd64", "kubeProxyVersion": "",
            "kubeletVersion": "v1.36.3", "machineID": uuid().replace('-', ""), "operatingSystem": "linux", "osImage": "Debian GNU/Linux 13 (trixie)", "systemUUID": uuid(),
        },
    })
}

/// The lease by which a kubelet says that it is there.
fn lease(w: &mut World, key: &Key) {
    let Some(node) = w.store.value(key) else { return };
    let renewed = micro(w.clock.now());
    let owner = json!({"apiVersion": "v1", "kind": "Node", "name": key.name.as_ref(), "uid": node["metadata"]["uid"]});
    let place = Key::new(kinds::LEASE, "kube-node-lease", &key.name);
    if w.store.get(&place).is_some() {
        w.change(&place, |l| set(l, "metadata.ownerReferences", json!([owner])));
        return;
    }
    let lease = json!({
        "apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": {"name": key.name.as_ref(), "ownerReferences": [owner]},
        "spec": {"holderIdentity": key.name.as_ref(), "leaseDurationSeconds": 40, "renewTime": renewed},
    });
    super::make(w, kinds::LEASE, "kube-node-lease", lease);
}

/// Whether a node's kubelet has reported yet.
pub(crate) fn has_joined(node: &Value) -> bool {
    list(node, "status.conditions").iter().any(|c| text(c, "type") == "Ready")
}
