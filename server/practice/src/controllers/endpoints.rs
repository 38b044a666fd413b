//! Endpoints and EndpointSlices of services. Mirrors `pkg/controller/endpoint` and `endpointslice`.
//!
//! Layer: state. One slice for each service, as long as a hundred endpoints suffice.

use serde_json::{Value, json};

use super::{Work, controller_ref};
use crate::json::{at, has, int, list, map, text};
use crate::kinds::{self, pod};
use crate::registry::{self, Write};
use crate::store::Key;
use crate::world::{World, suffix};

/// A pod changed: services that select it, or did, look again.
pub(super) fn pod_changed(w: &mut World, key: &Key, pod: &Value, old: Option<&Value>) {
    let relevant = |p: &Value| {
        (
            text(p, "status.podIP").to_owned(),
            pod::is_ready(p),
            has(p, "metadata.deletionTimestamp"),
            p["metadata"]["labels"].clone(),
        )
    };
    if old.is_some_and(|o| relevant(o) == relevant(pod)) && w.store.get(key).is_some() {
        return;
    }
    for service in w.store.values(kinds::SERVICE, Some(&key.ns)) {
        let selector = map(&service, "spec.selector");
        let hit = |p: &Value| crate::json::labels_match(selector, map(p, "metadata.labels"));
        if hit(pod) || old.is_some_and(hit) {
            w.enqueue(Work::Endpoints(Key::new(kinds::SERVICE, &key.ns, text(&service, "metadata.name"))));
        }
    }
}

/// Writes a service's endpoints.
pub(super) fn sync(w: &mut World, key: &Key) {
    let Some(service) = w.store.value(key) else {
        let gone = Key::new(kinds::ENDPOINTS, &key.ns, &key.name);
        w.store.remove(&gone);
        return;
    };
    let Some(selector) = map(&service, "spec.selector").filter(|s| !s.is_empty()).cloned() else { return };
    if text(&service, "spec.type") == "ExternalName" {
        return;
    }
    let pods: Vec<_> = w
        .store
        .values(kinds::POD, Some(&key.ns))
        .into_iter()
        .filter(|p| {
            crate::json::labels_match(Some(&selector), map(p, "metadata.labels"))
                && has(p, "status.podIP")
                && !["Succeeded", "Failed"].contains(&text(p, "status.phase"))
        })
        .collect();
    let publish = crate::json::flag(&service, "spec.publishNotReadyAddresses");
    let endpoints: Vec<Value> = pods.iter().map(|p| {
        let going = has(p, "metadata.deletionTimestamp");
        let serving = pod::is_ready(p);
        let mut e = json!({
            "addresses": [p["status"]["podIP"]], "conditions": {"ready": (serving && !going) || publish, "serving": serving, "terminating": going},
            "nodeName": p["spec"]["nodeName"], "targetRef": {"kind": "Pod", "name": p["metadata"]["name"], "namespace": key.ns.as_ref(), "uid": p["metadata"]["uid"]},
        });
        if has(p, "spec.hostname") && text(p, "spec.subdomain") == key.name.as_ref() {
            e["hostname"] = p["spec"]["hostname"].clone();
        }
        e
    }).collect();
    let ports: Vec<Value> = list(&service, "spec.ports").iter().map(|p| json!({"name": text(p, "name"), "port": target(p, pods.first().map(|p| p.as_ref())), "protocol": p["protocol"]})).collect();
    let slice_ports = if endpoints.is_empty() { Value::Null } else { ports.clone().into() };
    let mut labels = service["metadata"]["labels"].as_object().cloned().unwrap_or_default();
    labels.insert("endpointslice.kubernetes.io/managed-by".into(), "endpointslice-controller.k8s.io".into());
    labels.insert("kubernetes.io/service-name".into(), key.name.as_ref().into());
    let headless = text(&service, "spec.clusterIP") == "None";
    if headless {
        labels.insert("service.kubernetes.io/headless".into(), "".into());
    }
    let old = super::children(w, text(&service, "metadata.uid"), kinds::ENDPOINT_SLICE).into_iter().next();
    let endpoints = if endpoints.is_empty() { Value::Null } else { endpoints.into() };
    let fields = json!({"addressType": "IPv4", "endpoints": endpoints, "ports": slice_ports});
    // When the newest change that is told happened.
    let mut moments: Vec<&str> = pods
        .iter()
        .filter_map(|p| crate::json::condition(p, "Ready"))
        .map(|c| text(c, "lastTransitionTime"))
        .collect();
    moments.push(text(&service, "metadata.creationTimestamp"));
    let trigger = moments.into_iter().max().unwrap_or("").to_owned();
    const TRIGGER: &str = "endpoints.kubernetes.io/last-change-trigger-time";
    match old {
        Some((k, _)) => w.change(&k, |s| {
            for (f, v) in fields.as_object().into_iter().flatten() {
                if s[f] != *v {
                    let generation = int(s, "metadata.generation") + 1;
                    s["metadata"]["generation"] = generation.into();
                }
                s[f] = v.clone();
            }
            s["metadata"]["labels"] = labels.clone().into();
            s["metadata"]["annotations"] = json!({TRIGGER: trigger});
        }),
        None => {
            let mut slice = json!({"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "metadata": {"name": format!("{}-{}", key.name, suffix(5)), "generateName": format!("{}-", key.name), "labels": labels, "annotations": {TRIGGER: trigger}, "ownerReferences": [controller_ref(&service)]}});
            for (f, v) in fields.as_object().into_iter().flatten() {
                slice[f] = v.clone();
            }
            make(w, kinds::ENDPOINT_SLICE, &key.ns, slice);
        }
    }
    old_endpoints(w, key, &service, &pods, &ports);
}

fn make(w: &mut World, kind: kinds::KindId, ns: &str, v: Value) {
    if let Err(error) = registry::create(w, kind, ns, v, &Write::internal()) {
        tracing::debug!(%error, "endpoints could not be made");
    }
}

fn old_endpoints(w: &mut World, key: &Key, service: &Value, pods: &[std::sync::Arc<Value>], ports: &[Value]) {
    let address = |p: &Value| json!({"ip": p["status"]["podIP"], "nodeName": p["spec"]["nodeName"], "targetRef": {"kind": "Pod", "name": p["metadata"]["name"], "namespace": key.ns.as_ref(), "uid": p["metadata"]["uid"]}});
    let going = |p: &Value| has(p, "metadata.deletionTimestamp");
    let ready: Vec<Value> =
        pods.iter().filter(|p| pod::is_ready(p) && !going(p)).map(|p| address(p)).collect();
    let not_ready: Vec<Value> =
        pods.iter().filter(|p| !pod::is_ready(p) && !going(p)).map(|p| address(p)).collect();
    let ports: Vec<Value> = ports
        .iter()
        .map(|p| {
            let mut p = p.clone();
            if text(&p, "name").is_empty() {
                p.as_object_mut().map(|m| m.remove("name"));
            }
            p
        })
        .collect();
    let mut subset = json!({"ports": ports});
    if !ready.is_empty() {
        subset["addresses"] = ready.clone().into();
    }
    if !not_ready.is_empty() {
        subset["notReadyAddresses"] = not_ready.clone().into();
    }
    let subsets = if ready.is_empty() && not_ready.is_empty() { Value::Null } else { json!([subset]) };
    let mut labels = service["metadata"]["labels"].as_object().cloned().unwrap_or_default();
    labels.insert("endpoints.kubernetes.io/managed-by".into(), "endpoint-controller".into());
    let k = Key::new(kinds::ENDPOINTS, &key.ns, &key.name);
    if w.store.get(&k).is_none() {
        let e = json!({"apiVersion": "v1", "kind": "Endpoints", "metadata": {"name": key.name.as_ref(), "labels": labels}});
        make(w, kinds::ENDPOINTS, &key.ns, e);
    }
    w.change(&k, |e| {
        if subsets.is_null() { drop(crate::json::remove(e, "subsets")) } else { e["subsets"] = subsets }
    });
}

/// A service port's target on a pod: a number, or the name of a container's port.
fn target(port: &Value, pod: Option<&Value>) -> i64 {
    match at(port, "targetPort") {
        Value::Number(n) => n.as_i64().unwrap_or(0),
        Value::String(name) => pod
            .and_then(|p| {
                list(p, "spec.containers")
                    .iter()
                    .flat_map(|c| list(c, "ports"))
                    .find(|q| text(q, "name") == name)
                    .map(|q| int(q, "containerPort"))
            })
            .unwrap_or_else(|| name.parse().unwrap_or(0)),
        _ => int(port, "port"),
    }
}
