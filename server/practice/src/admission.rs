//! Admission: what the API server's plug-ins add or refuse.
//!
//! Layer: state. Mirrors `plugin/pkg/admission`: NamespaceLifecycle, ServiceAccount, DefaultTolerationSeconds, Priority,
//! LimitRanger (defaults), DefaultStorageClass; and the allocation of cluster IPs and node ports.

use rand::Rng as _;
use serde_json::{Value, json};

use crate::json::{at, has, int, list, list_mut, map, object, set, text};
use crate::kinds::{self, KindId};
use crate::status::{Errors, Outcome, Status};
use crate::world::{World, suffix};

/// The namespace must be there, and not be going.
pub(crate) fn namespace_exists(w: &World, kind: KindId, ns: &str, name: &str) -> Outcome<()> {
    let Some(namespace) = w.find(kinds::NAMESPACE, "", ns) else {
        return Err(Status::not_found("", "namespaces", ns));
    };
    if text(&namespace, "status.phase") == "Terminating" && kind != kinds::EVENT {
        let why = format!("unable to create new content in namespace {ns} because it is being terminated");
        let mut status = Status::forbidden(kind.meta().group, kind.meta().plural, name, &why);
        status.details["causes"] = json!([{"reason": "NamespaceTerminating", "message": format!("namespace {ns} is being terminated"), "field": "metadata.namespace"}]);
        return Err(status);
    }
    Ok(())
}

/// Fills in what plug-ins fill in at birth.
pub(crate) fn mutate(w: &World, kind: KindId, obj: &mut Value) -> Outcome<()> {
    if kind == kinds::POD {
        limit_range(w, obj);
        service_account(w, obj)?;
        tolerations(obj);
        priority(w, obj)?;
        let qos = kinds::pod::qos_class(obj);
        set(obj, "status.qosClass", qos);
    } else if kind == kinds::PERSISTENT_VOLUME_CLAIM && at(obj, "spec.storageClassName").is_null() {
        let default = w.store.values(kinds::STORAGE_CLASS, None).into_iter().find(|c| {
            map(c, "metadata.annotations")
                .is_some_and(|a| a.get("storageclass.kubernetes.io/is-default-class") == Some(&json!("true")))
        });
        if let Some(class) = default {
            set(obj, "spec.storageClassName", text(&class, "metadata.name"));
        }
    } else if kind == kinds::JOB {
        kind.get().default(obj);
    }
    Ok(())
}

fn limit_range(w: &World, pod: &mut Value) {
    for range in w.store.values(kinds::LIMIT_RANGE, Some(text(pod, "metadata.namespace"))) {
        for limit in list(&range, "spec.limits").iter().filter(|l| text(l, "type") == "Container") {
            for c in list_mut(pod, "spec.containers") {
                for (from, to) in [("default", "limits"), ("defaultRequest", "requests")] {
                    for (name, amount) in map(limit, from).into_iter().flatten() {
                        object(c, &format!("resources.{to}"))
                            .entry(name.clone())
                            .or_insert_with(|| amount.clone());
                    }
                }
            }
        }
    }
}

fn service_account(w: &World, pod: &mut Value) -> Outcome<()> {
    if map(pod, "metadata.annotations").is_some_and(|a| a.contains_key("kubernetes.io/config.mirror")) {
        return Ok(());
    }
    if !has(pod, "spec.serviceAccountName") {
        set(pod, "spec.serviceAccountName", "default");
        set(pod, "spec.serviceAccount", "default");
    }
    let (ns, account) =
        (text(pod, "metadata.namespace").to_owned(), text(pod, "spec.serviceAccountName").to_owned());
    let Some(found) = w.find(kinds::SERVICE_ACCOUNT, &ns, &account) else {
        let name = text(pod, "metadata.name");
        let why = format!(
            "error looking up service account {ns}/{account}: serviceaccount \"{account}\" not found"
        );
        return Err(Status::forbidden("", "pods", name, &why));
    };
    let wanted = at(pod, "spec.automountServiceAccountToken")
        .as_bool()
        .or(found["automountServiceAccountToken"].as_bool())
        .unwrap_or(true);
    const PATH: &str = "/var/run/secrets/kubernetes.io/serviceaccount";
    if !wanted {
        return Ok(());
    }
    let volume = format!("kube-api-access-{}", suffix(5));
    for group in ["spec.initContainers", "spec.containers"] {
        for c in list_mut(pod, group) {
            if !list(c, "volumeMounts").iter().any(|m| text(m, "mountPath") == PATH) {
                let mount = json!({"name": volume, "readOnly": true, "mountPath": PATH});
                push(c, "volumeMounts", mount);
            }
        }
    }
    push(
        pod,
        "spec.volumes",
        json!({"name": volume, "projected": {"defaultMode": 420, "sources": [
            {"serviceAccountToken": {"expirationSeconds": 3607, "path": "token"}},
            {"configMap": {"name": "kube-root-ca.crt", "items": [{"key": "ca.crt", "path": "ca.crt"}]}},
            {"downwardAPI": {"items": [{"path": "namespace", "fieldRef": {"apiVersion": "v1", "fieldPath": "metadata.namespace"}}]}},
        ]}}),
    );
    Ok(())
}

/// Appends to the list at a path, made where it is missing.
pub(crate) fn push(v: &mut Value, path: &str, item: Value) {
    let (parent, last) = path.rsplit_once('.').unwrap_or(("", path));
    let slot = object(v, parent).entry(last).or_insert_with(|| json!([]));
    if slot.is_null() {
        *slot = json!([]);
    }
    if let Some(items) = slot.as_array_mut() {
        items.push(item);
    }
}

fn tolerations(pod: &mut Value) {
    for key in ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"] {
        let there = list(pod, "spec.tolerations").iter().any(|t| {
            (text(t, "key") == key || (text(t, "key").is_empty() && text(t, "operator") == "Exists"))
                && ["", "NoExecute"].contains(&text(t, "effect"))
        });
        if !there {
            push(
                pod,
                "spec.tolerations",
                json!({"key": key, "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300}),
            );
        }
    }
}

fn priority(w: &World, pod: &mut Value) -> Outcome<()> {
    let name = text(pod, "spec.priorityClassName").to_owned();
    let class = if name.is_empty() {
        w.store
            .values(kinds::PRIORITY_CLASS, None)
            .into_iter()
            .find(|c| crate::json::flag(c, "globalDefault"))
    } else {
        let found = w.find(kinds::PRIORITY_CLASS, "", &name);
        if found.is_none() {
            let why = format!("no PriorityClass with name {name} was found");
            return Err(Status::forbidden("", "pods", text(pod, "metadata.name"), &why));
        }
        found
    };
    let (value, policy) = class
        .as_ref()
        .map_or((0, "PreemptLowerPriority"), |c| (int(c, "value"), text(c, "preemptionPolicy")));
    set(pod, "spec.priority", value);
    set(pod, "spec.preemptionPolicy", policy);
    Ok(())
}

/// Gives a service its cluster IP and node ports.
pub(crate) fn allocate(w: &World, kind: KindId, obj: &mut Value, old: Option<&Value>) -> Outcome<()> {
    if kind != kinds::SERVICE {
        return Ok(());
    }
    let name = text(obj, "metadata.name").to_owned();
    let mut errors = Errors::default();
    let others: Vec<_> = w
        .store
        .values(kinds::SERVICE, None)
        .into_iter()
        .filter(|s| s["metadata"]["uid"] != obj["metadata"]["uid"])
        .collect();
    let kind_name = text(obj, "spec.type").to_owned();
    if kind_name == "ExternalName" {
        for field in [
            "spec.clusterIP",
            "spec.clusterIPs",
            "spec.ipFamilies",
            "spec.ipFamilyPolicy",
            "spec.internalTrafficPolicy",
        ] {
            crate::json::remove(obj, field);
        }
        return Ok(());
    }
    let taken = |ip: &str| others.iter().any(|s| text(s, "spec.clusterIP") == ip);
    let ip = text(obj, "spec.clusterIP").to_owned();
    if ip.is_empty() {
        let mut rng = rand::rng();
        let fresh = (0..1000)
            .map(|_| {
                format!(
                    "10.{}.{}.{}",
                    rng.random_range(96..112),
                    rng.random_range(0..256),
                    rng.random_range(11..255)
                )
            })
            .find(|ip| !taken(ip));
        set(obj, "spec.clusterIP", fresh.ok_or_else(|| Status::internal("range is full"))?);
    } else if ip != "None" && old.is_none() {
        let parts: Vec<u8> = ip.split('.').filter_map(|p| p.parse().ok()).collect();
        if parts.len() != 4 || parts[0] != 10 || !(96..112).contains(&parts[1]) {
            errors.invalid("spec.clusterIPs", json!([ip.clone()]), &format!("failed to allocate IP {ip}: the provided IP ({ip}) is not in the valid range. The range of valid IPs is 10.96.0.0/12"));
        } else if taken(&ip) {
            errors.invalid(
                "spec.clusterIPs",
                json!([ip.clone()]),
                &format!("failed to allocate IP {ip}: provided IP is already allocated"),
            );
        }
    }
    let ip = text(obj, "spec.clusterIP").to_owned();
    set(obj, "spec.clusterIPs", json!([ip]));
    let mut used: Vec<i64> = others
        .iter()
        .flat_map(|s| list(s, "spec.ports").iter().map(|p| int(p, "nodePort")).collect::<Vec<_>>())
        .collect();
    let external = ["NodePort", "LoadBalancer"].contains(&kind_name.as_str());
    for (i, port) in list_mut(obj, "spec.ports").iter_mut().enumerate() {
        let number = int(port, "nodePort");
        if !external {
            if let Some(map) = port.as_object_mut() {
                map.remove("nodePort");
            }
        } else if number == 0 {
            let fresh = (0..10_000)
                .map(|_| rand::rng().random_range(30000..32768))
                .find(|p| !used.contains(p))
                .unwrap_or(32767);
            set(port, "nodePort", fresh);
            used.push(fresh);
        } else if used.contains(&number) {
            errors.invalid(format!("spec.ports[{i}].nodePort"), number, "provided port is already allocated");
        }
    }
    if !external {
        for field in ["spec.externalTrafficPolicy", "spec.allocateLoadBalancerNodePorts"] {
            crate::json::remove(obj, field);
        }
    }
    crate::registry::refuse(kind, &name, errors)
}

/// Last checks before an object is kept: quotas count objects and requests.
pub(crate) fn validate(w: &World, kind: KindId, obj: &Value) -> Outcome<()> {
    if kind != kinds::POD {
        return Ok(());
    }
    let ns = text(obj, "metadata.namespace");
    for quota in w.store.values(kinds::RESOURCE_QUOTA, Some(ns)) {
        let Some(hard) = at(&quota, "spec.hard.pods").as_str().and_then(|h| h.parse::<usize>().ok()) else {
            continue;
        };
        let used = w
            .store
            .values(kinds::POD, Some(ns))
            .iter()
            .filter(|p| !["Succeeded", "Failed"].contains(&text(p, "status.phase")))
            .count();
        if used + 1 > hard {
            let why = format!(
                "exceeded quota: {}, requested: pods=1, used: pods={used}, limited: pods={hard}",
                text(&quota, "metadata.name")
            );
            return Err(Status::forbidden("", "pods", text(obj, "metadata.name"), &why));
        }
    }
    Ok(())
}
