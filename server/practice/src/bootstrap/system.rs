//! What runs in kube-system and kube-flannel, and the services and roles that every cluster has.
//!
//! Layer: state. `system.jsonl` holds what the API server and kubeadm make, as `tests/real-cluster/system.sh` reads it from a
//! real cluster; `flannel.yaml` is the pod network.

use serde_json::{Value, json};

use super::{make as add, run_now};
use crate::json::{list, set, text};
use crate::kinds;
use crate::store::Key;
use crate::world::World;

/// The pod network's manifest.
pub(crate) const FLANNEL: &str = include_str!("flannel.yaml");

/// Makes the system.
pub(super) fn make(w: &mut World) {
    services(w);
    for name in ["bootstrap-signer", "token-cleaner"] {
        add(
            w,
            kinds::SERVICE_ACCOUNT,
            "kube-system",
            json!({"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": name}}),
        );
    }
    // What kubeadm makes with the administrator's certificate.
    add(
        w,
        kinds::CLUSTER_ROLE_BINDING,
        "",
        json!({
            "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding", "metadata": {"name": "kubeadm:cluster-admins"},
            "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "cluster-admin"},
            "subjects": [{"apiGroup": "rbac.authorization.k8s.io", "kind": "Group", "name": "kubeadm:cluster-admins"}],
        }),
    );
    for line in include_str!("system.jsonl").lines() {
        match serde_json::from_str(line) {
            Ok(v) => object(w, v),
            Err(error) => tracing::error!(%error, "a part of a fresh cluster could not be read"),
        }
    }
    for document in serde_yaml_ng::Deserializer::from_str(FLANNEL) {
        match serde::Deserialize::deserialize(document) {
            Ok(v) => object(w, applied(v)),
            Err(error) => tracing::error!(%error, "the pod network's manifest could not be read"),
        }
    }
    // The controllers make the pods; they are running from the first moment on.
    while crate::controllers::turn(w, 16) {
        start_all(w);
    }
    start_all(w);
    pulled_ahead(w);
}

/// `kubeadm init` pulls all that it needs on the control plane first, what runs elsewhere too.
fn pulled_ahead(w: &mut World) {
    for pod in w.store.values(kinds::POD, Some("kube-system")) {
        for container in list(&pod, "spec.containers") {
            crate::kubelet::images::had(w, "control-plane", text(container, "image"));
        }
    }
}

/// As `kubectl apply` leaves an object: with what was applied written down.
fn applied(mut v: Value) -> Value {
    set(&mut v, "metadata.annotations", json!({}));
    let text = format!("{v}\n");
    let notes = crate::json::object(&mut v, "metadata.annotations");
    notes.insert("kubectl.kubernetes.io/last-applied-configuration".into(), text.into());
    v
}

fn object(w: &mut World, v: Value) {
    if text(&v, "kind") == "Pod" {
        mirror(w, v);
        return;
    }
    let ns = text(&v, "metadata.namespace").to_owned();
    let found = kinds::all().find(|k| k.meta().kind == text(&v, "kind"));
    // The namespaces' own accounts and the flannel namespace are there already.
    if let Some(kind) = found
        && w.find(kind, &ns, text(&v, "metadata.name")).is_none()
    {
        add(w, kind, &ns, v);
    }
}

fn start_all(w: &mut World) {
    for pod in w.store.values(kinds::POD, None) {
        if text(&pod, "status.phase") == "Pending" {
            let key = Key::new(kinds::POD, text(&pod, "metadata.namespace"), text(&pod, "metadata.name"));
            crate::kubelet::forget(w, text(&pod, "metadata.uid"));
            if text(&pod, "spec.nodeName").is_empty() {
                crate::controllers::scheduler::schedule(w, &key);
            }
            run_now(w, &key);
        }
    }
}

fn services(w: &mut World) {
    add(
        w,
        kinds::SERVICE,
        "default",
        json!({
            "apiVersion": "v1", "kind": "Service", "metadata": {"name": "kubernetes", "labels": {"component": "apiserver", "provider": "kubernetes"}},
            "spec": {"clusterIP": "10.96.0.1", "ports": [{"name": "https", "port": 443, "protocol": "TCP", "targetPort": 6443}]},
        }),
    );
    add(
        w,
        kinds::ENDPOINTS,
        "default",
        json!({
            "apiVersion": "v1", "kind": "Endpoints", "metadata": {"name": "kubernetes", "labels": {"endpointslice.kubernetes.io/skip-mirror": "true"}},
            "subsets": [{"addresses": [{"ip": "192.168.56.10"}], "ports": [{"name": "https", "port": 6443, "protocol": "TCP"}]}],
        }),
    );
    add(
        w,
        kinds::ENDPOINT_SLICE,
        "default",
        json!({
            "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "metadata": {"name": "kubernetes", "labels": {"kubernetes.io/service-name": "kubernetes"}},
            "addressType": "IPv4", "endpoints": [{"addresses": ["192.168.56.10"], "conditions": {"ready": true}}], "ports": [{"name": "https", "port": 6443, "protocol": "TCP"}],
        }),
    );
}

/// A static pod of the control plane, as its kubelet shows it.
fn mirror(w: &mut World, mut pod: Value) {
    let name = text(&pod, "metadata.name").to_owned();
    let owner =
        w.find(kinds::NODE, "", "control-plane").map(|n| n["metadata"]["uid"].clone()).unwrap_or_default();
    let hash = crate::world::uuid().replace('-', "");
    set(&mut pod, "metadata.name", format!("{name}-control-plane"));
    let seen = crate::clock::nano(w.clock.now());
    let notes = crate::json::object(&mut pod, "metadata.annotations");
    for (key, value) in [("hash", hash.as_str()), ("mirror", &hash), ("source", "file"), ("seen", &seen)] {
        notes.insert(format!("kubernetes.io/config.{key}"), value.into());
    }
    set(
        &mut pod,
        "metadata.ownerReferences",
        json!([{"apiVersion": "v1", "kind": "Node", "name": "control-plane", "uid": owner, "controller": true}]),
    );
    set(&mut pod, "spec.nodeName", "control-plane");
    set(&mut pod, "spec.tolerations", json!([{"effect": "NoExecute", "operator": "Exists"}]));
    add(w, kinds::POD, "kube-system", pod);
}
