//! What owns what: an object and everything below it, by `metadata.ownerReferences`. No I/O here.

use std::collections::HashMap;
use std::sync::Arc;

use api::cluster::{Health, Owned};
use apimachinery::path::{at, int_at, list_at, str_at};
use serde_json::Value;

use crate::cluster::lens;

/// The kinds that own or are owned in a lesson's drawing, as they are watched, and how each is called.
pub(crate) const KINDS: [(&str, &str); 7] = [
    ("deployments.apps", "Deployment"),
    ("replicasets.apps", "ReplicaSet"),
    ("statefulsets.apps", "StatefulSet"),
    ("daemonsets.apps", "DaemonSet"),
    ("cronjobs.batch", "CronJob"),
    ("jobs.batch", "Job"),
    ("pods", "Pod"),
];

/// An object and what it owns; `None` where it is not there. `found` has the objects of each kind of [`KINDS`].
pub(crate) fn owners(
    resource: &str,
    name: &str,
    found: &HashMap<&'static str, Vec<Arc<Value>>>,
) -> Option<Owned> {
    let (kind, _) = KINDS.iter().find(|(kind, _)| *kind == resource)?;
    let top = found.get(kind)?.iter().find(|object| str_at(object, "metadata.name") == name)?;
    Some(owned(kind, top, found))
}

fn owned(resource: &'static str, object: &Value, found: &HashMap<&'static str, Vec<Arc<Value>>>) -> Owned {
    let uid = str_at(object, "metadata.uid");
    let mut below: Vec<(&'static str, &Arc<Value>)> = KINDS
        .iter()
        .filter_map(|(kind, _)| Some((*kind, found.get(kind)?)))
        .flat_map(|(kind, objects)| objects.iter().map(move |object| (kind, object)))
        .filter(|(_, object)| {
            list_at(object, "metadata.ownerReferences").iter().any(|owner| str_at(owner, "uid") == uid)
        })
        .collect();
    below.sort_by_key(|(_, o)| (str_at(o, "metadata.creationTimestamp"), str_at(o, "metadata.name")));
    let (status, health) = state(resource, object);
    Owned {
        kind: KINDS.iter().find(|(kind, _)| *kind == resource).map_or("", |(_, name)| name).to_owned(),
        name: str_at(object, "metadata.name").to_owned(),
        status,
        health,
        owns: below.into_iter().map(|(kind, object)| owned(kind, object, found)).collect(),
    }
}

/// A pod's status; for what keeps pods, how many are ready of how many there should be.
fn state(resource: &str, object: &Value) -> (String, Health) {
    let (ready, wanted) = match resource {
        "pods" => return lens::status(object),
        "daemonsets.apps" => (
            int_at(object, "status.numberReady").unwrap_or_default(),
            int_at(object, "status.desiredNumberScheduled").unwrap_or_default(),
        ),
        "jobs.batch" => (
            int_at(object, "status.succeeded").unwrap_or_default(),
            at(object, "spec.completions").and_then(Value::as_i64).unwrap_or(1),
        ),
        "cronjobs.batch" => return (str_at(object, "spec.schedule").to_owned(), Health::Good),
        _ => (
            int_at(object, "status.readyReplicas").unwrap_or_default(),
            at(object, "spec.replicas").and_then(Value::as_i64).unwrap_or(1),
        ),
    };
    let health = if ready == wanted { Health::Good } else { Health::Moving };
    (format!("{ready}/{wanted}"), health)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn object(name: &str, owner: &str, more: Value) -> Arc<Value> {
        let mut object = json!({"metadata": {"name": name, "uid": name, "creationTimestamp": "2026-01-01T00:00:00Z",
            "ownerReferences": [{"uid": owner}]}});
        object.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        Arc::new(object)
    }

    #[test]
    fn a_deployment_owns_replica_sets_and_they_own_pods() {
        let running = json!({"status": {"phase": "Running", "containerStatuses": [{"ready": true}]}});
        let found = HashMap::from([
            (
                "deployments.apps",
                vec![object("web", "", json!({"spec": {"replicas": 2}, "status": {"readyReplicas": 1}}))],
            ),
            (
                "replicasets.apps",
                vec![
                    object("web-1", "web", json!({"spec": {"replicas": 2}})),
                    object("other", "x", json!({})),
                ],
            ),
            ("pods", vec![object("web-1-b", "web-1", running.clone()), object("web-1-a", "web-1", running)]),
        ]);
        let tree = owners("deployments.apps", "web", &found).unwrap();
        assert_eq!(
            (tree.kind.as_str(), tree.status.as_str(), tree.health),
            ("Deployment", "1/2", Health::Moving)
        );
        let pods: Vec<_> = tree.owns[0].owns.iter().map(|p| (p.name.as_str(), p.status.as_str())).collect();
        assert_eq!(pods, [("web-1-a", "Running"), ("web-1-b", "Running")]);
        assert_eq!(tree.owns.len(), 1);
        assert!(owners("deployments.apps", "gone", &found).is_none());
    }
}
