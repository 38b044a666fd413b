//! Nodes that join and go, and the pod network that is taken away and put back.

use std::time::Duration;

use serde_json::{Value, json};

use super::tests::{cluster, settle};
use crate::json::{condition, int, list, text};
use crate::kinds::{self, pod};
use crate::kubelet::node::NOT_READY;
use crate::registry::{self, Delete, Write};
use crate::store::Key;
use crate::world::World;

fn ready(w: &World) -> usize {
    w.store.values(kinds::NODE, None).iter().filter(|n| crate::json::is_true(n, "Ready")).count()
}

fn make(w: &mut World, kind: kinds::KindId, ns: &str, v: Value) {
    registry::create(w, kind, ns, v, &Write::internal()).unwrap();
}

fn flannel() -> Value {
    serde_yaml_ng::Deserializer::from_str(crate::bootstrap::FLANNEL)
        .map(|d| <Value as serde::Deserialize>::deserialize(d).unwrap())
        .find(|v| v["kind"] == "DaemonSet")
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn without_its_pod_network_a_node_is_not_ready_and_with_it_again() {
    let mut w = cluster();
    settle(&mut w, 10);
    assert_eq!(ready(&w), 3, "nothing happens by itself");
    let ds = Key::new(kinds::DAEMON_SET, "kube-flannel", "kube-flannel-ds");
    registry::delete(&mut w, &ds, &Delete::default()).unwrap();
    settle(&mut w, 8);
    assert_eq!(ready(&w), 0);
    let node = w.find(kinds::NODE, "", "worker-1").unwrap();
    assert_eq!(text(condition(&node, "Ready").unwrap(), "message"), NOT_READY);
    let taints: Vec<&str> = list(&node, "spec.taints").iter().map(|t| text(t, "effect")).collect();
    assert_eq!(taints, ["NoSchedule", "NoExecute"]);
    let held = json!({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "held"}, "spec": {
        "tolerations": [{"operator": "Exists"}], "nodeName": "worker-1", "containers": [{"name": "c", "image": "nginx"}]}});
    make(&mut w, kinds::POD, "default", held);
    settle(&mut w, 8);
    let event = |w: &World| {
        w.store.values(kinds::EVENT, Some("default")).iter().any(|e| text(e, "reason") == "NetworkNotReady")
    };
    assert!(event(&w));
    let held = |w: &World| w.find(kinds::POD, "default", "held").unwrap();
    assert_eq!(text(&held(&w), "status.phase"), "Pending");
    make(&mut w, kinds::DAEMON_SET, "kube-flannel", flannel());
    let mut seen = vec![ready(&w)];
    for _ in 0..80 {
        w.clock.advance(Duration::from_millis(250));
        while super::turn(&mut w, 256) {}
        // The init containers run in tasks of their own.
        std::thread::sleep(Duration::from_millis(8));
        seen.push(ready(&w));
    }
    assert_eq!(
        (seen.first(), seen.last()),
        (Some(&0), Some(&3)),
        "all of them, once their pods of the network run"
    );
    assert!(seen.is_sorted(), "none falls back: {seen:?}");
    assert!(pod::is_ready(&held(&w)));
    assert!(list(&w.find(kinds::NODE, "", "worker-1").unwrap(), "spec.taints").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_is_made_joins_and_one_that_is_deleted_leaves_its_pods_to_the_collector() {
    let mut w = cluster();
    let node = json!({"apiVersion": "v1", "kind": "Node", "metadata": {"name": "worker-3"}});
    for _ in 0..2 {
        make(&mut w, kinds::NODE, "", node.clone());
        settle(&mut w, 0);
        while super::turn(&mut w, 256) {}
        let joined = w.find(kinds::NODE, "", "worker-3").unwrap();
        assert_eq!(text(condition(&joined, "Ready").unwrap(), "reason"), "KubeletNotReady");
        assert_eq!(text(&joined, "spec.podCIDR"), "10.244.3.0/24");
        assert_eq!(text(&joined, "status.addresses.0.address"), "192.168.56.13");
        for _ in 0..80 {
            w.clock.advance(Duration::from_millis(250));
            while super::turn(&mut w, 256) {}
            std::thread::sleep(Duration::from_millis(8));
        }
        assert_eq!(ready(&w), 4);
        let ds = w.find(kinds::DAEMON_SET, "kube-system", "kube-proxy").unwrap();
        assert_eq!(int(&ds, "status.numberReady"), 4);
        assert!(w.find(kinds::LEASE, "kube-node-lease", "worker-3").is_some());
        let key = Key::new(kinds::NODE, "", "worker-3");
        registry::delete(&mut w, &key, &Delete::default()).unwrap();
        settle(&mut w, 20);
        assert_eq!(w.store.count_on("worker-3"), 2, "not at once");
        settle(&mut w, 30);
        assert_eq!(w.store.count_on("worker-3"), 0);
        assert!(w.find(kinds::LEASE, "kube-node-lease", "worker-3").is_none());
    }
}

#[test]
fn a_bootstrap_token_signs_until_it_runs_out() {
    let mut w = cluster();
    while super::turn(&mut w, 256) {}
    let signatures = |w: &World| {
        let info = w.find(kinds::CONFIG_MAP, "kube-public", "cluster-info").unwrap();
        info["data"].as_object().unwrap().keys().filter(|k| k.starts_with("jws-kubeconfig-")).count()
    };
    assert_eq!(signatures(&w), 1);
    let secret = json!({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "bootstrap-token-abcdef"}, "type": "bootstrap.kubernetes.io/token", "stringData": {
        "token-id": "abcdef", "token-secret": "0123456789abcdef", "usage-bootstrap-signing": "true", "expiration": "2026-01-01T00:00:10Z"}});
    make(&mut w, kinds::SECRET, "kube-system", secret);
    settle(&mut w, 1);
    assert_eq!(signatures(&w), 2);
    settle(&mut w, 12);
    assert_eq!(signatures(&w), 1);
    assert!(w.find(kinds::SECRET, "kube-system", "bootstrap-token-abcdef").is_none());
}

fn images(w: &World, node: &str) -> Vec<String> {
    let node = w.find(kinds::NODE, "", node).unwrap();
    let name = |image: &Value| image["names"][1].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    list(&node, "status.images").iter().map(name).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_tells_which_images_it_has() {
    let mut w = cluster();
    let all = [
        "flannel:v0.27.3",
        "kube-apiserver:v1.36.3",
        "kube-proxy:v1.36.3",
        "kube-controller-manager:v1.36.3",
        "etcd:3.6.8-0",
        "coredns:v1.14.2",
        "kube-scheduler:v1.36.3",
        "pause:3.10.2",
    ];
    let first = images(&w, "control-plane");
    assert!(all.iter().all(|image| first.iter().any(|has| has == image)), "{first:?}");
    assert_eq!(images(&w, "worker-1").last().map(String::as_str), Some("pause:3.10.2"));
    assert!(!images(&w, "worker-1").contains(&"etcd:3.6.8-0".to_owned()));
    let pod = json!({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {
        "nodeName": "worker-1", "containers": [{"name": "c", "image": "nginx"}]}});
    make(&mut w, kinds::POD, "default", pod);
    settle(&mut w, 12);
    assert_eq!(images(&w, "worker-1")[0], "nginx:latest");
    assert!(!images(&w, "worker-2").contains(&"nginx:latest".to_owned()));
}
