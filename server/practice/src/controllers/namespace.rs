//! Namespaces: what each of them gets at birth, and how it goes with all that is in it.
//!
//! Layer: state. Mirrors `pkg/controller/{namespace,serviceaccount}` and the root CA publisher.

use serde_json::json;

use crate::json::text;
use crate::kinds;
use crate::registry::{self, Delete, Write};
use crate::store::Key;
use crate::world::World;

/// Brings a namespace a step further.
pub(super) fn sync(w: &mut World, key: &Key) {
    let Some(ns) = w.store.value(key) else { return };
    if text(&ns, "status.phase") == "Terminating" {
        empty(w, key);
        return;
    }
    provide(w, &key.name);
}

/// The default service account and the cluster's CA.
pub(crate) fn provide(w: &mut World, ns: &str) {
    if w.find(kinds::SERVICE_ACCOUNT, ns, "default").is_none() {
        make(
            w,
            kinds::SERVICE_ACCOUNT,
            ns,
            json!({"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "default"}}),
        );
    }
    if w.find(kinds::CONFIG_MAP, ns, "kube-root-ca.crt").is_none() {
        let ca = w
            .find(kinds::CONFIG_MAP, "kube-system", "kube-root-ca.crt")
            .map_or(json!(w.ca), |c| c["data"]["ca.crt"].clone());
        make(
            w,
            kinds::CONFIG_MAP,
            ns,
            json!({
                "apiVersion": "v1", "kind": "ConfigMap", "data": {"ca.crt": ca},
                "metadata": {"name": "kube-root-ca.crt", "annotations": {"kubernetes.io/description": "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters."}},
            }),
        );
    }
}

fn make(w: &mut World, kind: kinds::KindId, ns: &str, v: serde_json::Value) {
    if let Err(error) = registry::create(w, kind, ns, v, &Write::internal()) {
        tracing::debug!(%error, "a namespace could not be furnished");
    }
}

fn empty(w: &mut World, key: &Key) {
    let mut left = 0;
    for kind in kinds::all().filter(|k| k.meta().namespaced) {
        for obj in w.store.list(kind, Some(&key.name)) {
            let k = Key::new(kind, &key.name, text(&obj.v, "metadata.name"));
            if !crate::json::has(&obj.v, "metadata.deletionTimestamp")
                && let Err(error) = registry::delete(w, &k, &Delete::default())
            {
                tracing::debug!(%error, "something in a namespace was gone already");
            }
            left += usize::from(w.store.get(&k).is_some());
        }
    }
    if left == 0 {
        w.store.remove(key);
    } else {
        let at = w.clock.now() + jiff::SignedDuration::from_millis(if w.clock.is_max() { 20 } else { 500 });
        w.enqueue_at(at, super::Work::Namespace(key.clone()));
    }
}
