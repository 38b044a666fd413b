//! The nodes: one control plane, the workers, their leases.
//!
//! Layer: state.

use serde_json::json;

use crate::clock::micro;
use crate::kinds;
use crate::world::{World, uuid};

/// Makes the nodes.
pub(super) fn make(w: &mut World) {
    let workers = w.options.workers;
    for i in 0..=workers {
        let control = i == 0;
        let name = if control { "control-plane".to_owned() } else { format!("worker-{i}") };
        one(w, i, &name, control);
    }
}

fn one(w: &mut World, i: u32, name: &str, control: bool) {
    let now = w.now();
    let ip = format!("192.168.{}.{}", 56 + (i + 10) / 250, (i + 10) % 250);
    let cidr = format!("10.{}.{}.0/24", 244 + i / 256, i % 256);
    let mut labels = json!({"beta.kubernetes.io/arch": "amd64", "beta.kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64", "kubernetes.io/hostname": name, "kubernetes.io/os": "linux"});
    let mut spec = json!({"podCIDR": cidr, "podCIDRs": [cidr]});
    if control {
        labels["node-role.kubernetes.io/control-plane"] = "".into();
        labels["node.kubernetes.io/exclude-from-external-load-balancers"] = "".into();
        spec["taints"] = json!([{"effect": "NoSchedule", "key": "node-role.kubernetes.io/control-plane"}]);
    }
    let pods = w.options.pods_per_node.to_string();
    let condition = |kind: &str, status: &str, reason: &str, message: &str| json!({"type": kind, "status": status, "reason": reason, "message": message, "lastHeartbeatTime": now, "lastTransitionTime": now});
    let status = json!({
        "addresses": [{"type": "InternalIP", "address": ip}, {"type": "Hostname", "address": name}],
        "capacity": {"cpu": "4", "ephemeral-storage": "40453376Ki", "hugepages-1Gi": "0", "hugepages-2Mi": "0", "memory": "8052272Ki", "pods": pods},
        "allocatable": {"cpu": "4", "ephemeral-storage": "37281831252", "hugepages-1Gi": "0", "hugepages-2Mi": "0", "memory": "7949872Ki", "pods": pods},
        "conditions": [
            condition("NetworkUnavailable", "False", "FlannelIsUp", "Flannel is running on this node"),
            condition("MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
            condition("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
            condition("PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
            condition("Ready", "True", "KubeletReady", "kubelet is posting ready status"),
        ],
        "daemonEndpoints": {"kubeletEndpoint": {"Port": 10250}},
        "nodeInfo": {
            "architecture": "amd64", "bootID": uuid(), "containerRuntimeVersion": "containerd://2.1.4", "kernelVersion": "6.12.41+deb13-amd64", "kubeProxyVersion": "",
            "kubeletVersion": "v1.36.3", "machineID": uuid().replace('-', ""), "operatingSystem": "linux", "osImage": "Debian GNU/Linux 13 (trixie)", "systemUUID": uuid(),
        },
    });
    let node = json!({
        "apiVersion": "v1", "kind": "Node",
        "metadata": {"name": name, "labels": labels, "annotations": {
            "flannel.alpha.coreos.com/backend-type": "vxlan", "flannel.alpha.coreos.com/kube-subnet-manager": "true", "flannel.alpha.coreos.com/public-ip": ip,
            "node.alpha.kubernetes.io/ttl": "0", "volumes.kubernetes.io/controller-managed-attach-detach": "true",
        }},
        "spec": spec, "status": status,
    });
    make_lease(w, name);
    make_node(w, node);
}

fn make_node(w: &mut World, node: serde_json::Value) {
    super::make(w, kinds::NODE, "", node);
}

fn make_lease(w: &mut World, name: &str) {
    let renewed = micro(w.clock.now());
    make_one(
        w,
        json!({"apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": {"name": name}, "spec": {"holderIdentity": name, "leaseDurationSeconds": 40, "renewTime": renewed}}),
    );
}

fn make_one(w: &mut World, lease: serde_json::Value) {
    super::make(w, kinds::LEASE, "kube-node-lease", lease);
}
