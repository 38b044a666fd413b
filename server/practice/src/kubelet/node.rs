//! A node's kubelet: it joins, reports whether there is a pod network, and holds back pods while there is none.
//!
//! Layer: state. Mirrors `pkg/kubelet/{kubelet_node_status,nodestatus/setters}.go`. The network is there while a pod of flannel runs
//! on the node; a real node keeps flannel's file after the pod is gone, but to take the network away is what people practise.

use std::time::Duration;

use rand::Rng as _;
use serde_json::{Value, json};

use crate::bootstrap;
use crate::controllers::Work;
use crate::json::{condition, flag, has, list, object, text};
use crate::kinds;
use crate::kinds::pod::set_condition;
use crate::store::Key;
use crate::world::World;

/// What a kubelet says of itself without a pod network.
pub(crate) const NOT_READY: &str = "container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized";

/// Whether a node has a pod network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Network {
    /// Pods get addresses.
    Up,
    /// They wait.
    Down,
}

/// A node was made: somebody joined a machine to the cluster.
pub(crate) fn begin(w: &mut World, key: &Key) {
    let Some(node) = w.store.value(key) else { return };
    if bootstrap::has_joined(&node) {
        return;
    }
    bootstrap::join(w, key, Network::Down);
    let Some(node) = w.store.value(key) else { return };
    let say = |w: &mut World, reason: &str, message: String| {
        w.event(&node, "Normal", reason, &message, "kubelet", &key.name, "");
    };
    say(w, "Starting", "Starting kubelet.".into());
    for reason in ["NodeHasSufficientMemory", "NodeHasNoDiskPressure", "NodeHasSufficientPID"] {
        say(w, reason, format!("Node {} status is now: {reason}", key.name));
    }
    say(w, "NodeAllocatableEnforced", "Updated Node Allocatable limit across pods".into());
    let message = format!("Node {0} event: Registered Node {0} in Controller", key.name);
    w.event(&node, "Normal", "RegisteredNode", &message, "node-controller", "", "");
    w.enqueue(Work::Network(key.name.to_string()));
}

/// A pod changed on which a node's network may depend.
pub(crate) fn pod_changed(w: &mut World, pod: &Value) {
    if flag(pod, "spec.hostNetwork") && (brings_network(pod) || proxies(pod)) {
        w.enqueue(Work::Network(text(pod, "spec.nodeName").to_owned()));
    }
}

fn runs(pod: &Value, part: &str) -> bool {
    list(pod, "spec.containers").iter().any(|c| text(c, "image").contains(part))
}

fn brings_network(pod: &Value) -> bool {
    runs(pod, "flannel-io/flannel:")
}

fn proxies(pod: &Value) -> bool {
    runs(pod, "kube-proxy:")
}

/// A DaemonSet changed: if it brought the network, every node looks again.
pub(crate) fn daemon_set_changed(w: &mut World, ds: &Value) {
    if brings_network(&ds["spec"]["template"]) {
        for node in w.store.values(kinds::NODE, None) {
            w.enqueue(Work::Network(text(&node, "metadata.name").to_owned()));
        }
    }
}

/// Whether pods on a node get addresses.
pub(crate) fn network(w: &World, node: &str) -> Network {
    let ready = w.find(kinds::NODE, "", node);
    let ready = ready.as_deref().and_then(|n| condition(n, "Ready")).map(|c| text(c, "status") == "True");
    if ready == Some(true) { Network::Up } else { Network::Down }
}

/// Looks whether a node's network came or went; its kubelet notices a little later.
pub(crate) fn sync(w: &mut World, name: &str) {
    if w.find(kinds::NODE, "", name).is_none() {
        return;
    }
    let shown = network(w, name);
    let now = if is_up(w, name, shown) { Network::Up } else { Network::Down };
    if now == shown {
        w.kubelet.networks.remove(name);
        return;
    }
    match w.kubelet.networks.get(name).copied() {
        Some((to, at)) if to == now && at <= w.clock.now() => {
            w.kubelet.networks.remove(name);
            report(w, name, now);
        }
        Some((to, _)) if to == now => {}
        _ => {
            let at = w.clock.after(Duration::from_millis(rand::rng().random_range(800..4500)));
            w.kubelet.networks.insert(name.to_owned(), (now, at));
            w.enqueue_at(at, Work::Network(name.to_owned()));
        }
    }
}

/// Whether there is a network now. It comes with flannel's first ready pod, which needs kube-proxy to reach the API server; it stays
/// while a pod or its DaemonSet is there, as flannel's file on a node outlasts a restart.
fn is_up(w: &World, name: &str, shown: Network) -> bool {
    let pods: Vec<_> = w.store.pods_on(name).iter().filter_map(|k| w.store.value(k)).collect();
    let ready = |part: fn(&Value) -> bool| pods.iter().any(|p| part(p) && kinds::pod::is_ready(p));
    if shown == Network::Down {
        return ready(brings_network) && ready(proxies);
    }
    pods.iter().any(|p| brings_network(p) && kinds::pod::is_active(p))
        || w.store
            .values(kinds::DAEMON_SET, None)
            .iter()
            .any(|d| !has(d, "metadata.deletionTimestamp") && brings_network(&d["spec"]["template"]))
}

fn report(w: &mut World, name: &str, network: Network) {
    let key = Key::new(kinds::NODE, "", name);
    let (stamp, ip) = (w.now(), super::node_ip(w, name));
    let (status, reason, message) = match network {
        Network::Up => ("True", "KubeletReady", "kubelet is posting ready status"),
        Network::Down => ("False", "KubeletNotReady", NOT_READY),
    };
    w.change(&key, |n| {
        let made = |kind: &str, status: &str, reason: &str, message: &str| json!({"type": kind, "status": status, "reason": reason, "message": message, "lastHeartbeatTime": stamp});
        if network == Network::Up {
            flannel_notes(n, &ip);
            let up = made("NetworkUnavailable", "False", "FlannelIsUp", "Flannel is running on this node");
            set_condition(n, up, &stamp);
        }
        set_condition(n, made("Ready", status, reason, message), &stamp);
    });
    let Some(node) = w.store.value(&key) else { return };
    let word = if network == Network::Up { "NodeReady" } else { "NodeNotReady" };
    let message = format!("Node {name} status is now: {word}");
    w.event(&node, "Normal", word, &message, "kubelet", name, "");
    if network == Network::Down {
        w.event(&node, "Normal", word, &message, "node-controller", "", "");
        return;
    }
    let waiting: Vec<Key> = w
        .kubelet
        .pods
        .values_mut()
        .filter(|run| run.node == name && run.sandbox == jiff::Timestamp::MAX)
        .map(|run| {
            run.sandbox = w.clock.after(super::SANDBOX);
            run.key.clone()
        })
        .collect();
    for key in waiting {
        w.enqueue(Work::Pod(key));
    }
}

/// What flannel writes down at a node.
pub(crate) fn flannel_notes(node: &mut Value, ip: &str) {
    let mac: Vec<String> = ip.bytes().rev().take(5).map(|b| format!("{b:02x}")).collect();
    let notes = object(node, "metadata.annotations");
    for (key, value) in [
        ("backend-data", format!("{{\"VNI\":1,\"VtepMAC\":\"ba:{}\"}}", mac.join(":"))),
        ("backend-type", "vxlan".to_owned()),
        ("kube-subnet-manager", "true".to_owned()),
        ("public-ip", ip.to_owned()),
    ] {
        notes.insert(format!("flannel.alpha.coreos.com/{key}"), value.into());
    }
}

/// A node is gone, its kubelet with it: nothing is known of its images any more.
pub(crate) fn end(w: &mut World, name: &str) {
    w.kubelet.networks.remove(name);
    super::images::forget(w, name);
}

/// A pod waits for the network.
pub(super) fn hold(w: &mut World, pod: &Value, node: &str) {
    let message = format!("network is not ready: {NOT_READY}");
    w.event(pod, "Warning", "NetworkNotReady", &message, "kubelet", node, "");
}
