//! StatefulSets: numbered pods, one after the other. Mirrors `pkg/controller/statefulset`.
//!
//! Layer: state.

use serde_json::json;

use super::{Work, children, history, pods};
use crate::admission::push;
use crate::json::{has, int, list, set, text};
use crate::kinds::{self, pod};
use crate::registry::{self, Write};
use crate::store::Key;
use crate::world::World;

const COMPONENT: &str = "statefulset-controller";

/// Brings a StatefulSet a step further.
pub(super) fn sync(w: &mut World, key: &Key) {
    let Some(ss) = w.store.value(key) else { return };
    if has(&ss, "metadata.deletionTimestamp") {
        return;
    }
    let hash = history::current(w, &ss);
    let (uid, name) = (text(&ss, "metadata.uid").to_owned(), text(&ss, "metadata.name").to_owned());
    let want = int(&ss, "spec.replicas");
    let parallel = text(&ss, "spec.podManagementPolicy") == "Parallel";
    let revision = format!("{name}-{hash}");
    let mut all_ready = true;
    let start = int(&ss, "spec.ordinals.start");
    let mine = start..start + want;
    let at = || Work::StatefulSet(key.clone());
    for i in mine.clone() {
        let pod_name = format!("{name}-{i}");
        match w.store.find(kinds::POD, &key.ns, &pod_name) {
            None => {
                claims(w, &ss, i);
                let (revision, service) = (revision.clone(), text(&ss, "spec.serviceName").to_owned());
                let made = pods::create(w, &ss, COMPONENT, Some(&pod_name), |p| {
                    let labels = crate::json::object(p, "metadata.labels");
                    labels.insert("controller-revision-hash".into(), revision.into());
                    labels.insert("apps.kubernetes.io/pod-index".into(), i.to_string().into());
                    labels.insert("statefulset.kubernetes.io/pod-name".into(), pod_name.as_str().into());
                    set(p, "spec.hostname", pod_name.as_str());
                    if !service.is_empty() {
                        set(p, "spec.subdomain", service);
                    }
                    for claim in list(&ss, "spec.volumeClaimTemplates") {
                        let c = text(claim, "metadata.name");
                        push(
                            p,
                            "spec.volumes",
                            json!({"name": c, "persistentVolumeClaim": {"claimName": format!("{c}-{pod_name}")}}),
                        );
                    }
                });
                all_ready = false;
                if made.is_err() || !parallel {
                    break;
                }
            }
            Some(p) => {
                if ["Failed", "Succeeded"].contains(&text(&p, "status.phase")) {
                    pods::delete(w, &ss, COMPONENT, &Key::new(kinds::POD, &key.ns, &pod_name));
                }
                if has(&p, "metadata.deletionTimestamp") || !pods::is_available(w, &p, &ss, at) {
                    all_ready = false;
                    if !parallel {
                        break;
                    }
                }
            }
        }
    }
    let wanted = mine;
    let mine = children(w, &uid, kinds::POD);
    let index = |k: &Key| k.name.rsplit('-').next().and_then(|n| n.parse::<i64>().ok()).unwrap_or(0);
    let mut extra: Vec<_> = mine.iter().filter(|(k, _)| !wanted.contains(&index(k))).collect();
    extra.sort_by_key(|(k, _)| -index(k));
    for (k, p) in extra {
        if !has(p, "metadata.deletionTimestamp") {
            pods::delete(w, &ss, COMPONENT, k);
        }
        if !parallel {
            break;
        }
    }
    let stale = |p: &serde_json::Value| text(p, "metadata.labels.controller-revision-hash") != revision;
    if all_ready && text(&ss, "spec.updateStrategy.type") == "RollingUpdate" {
        let partition = int(&ss, "spec.updateStrategy.rollingUpdate.partition");
        let last = mine
            .iter()
            .filter(|(k, p)| wanted.contains(&index(k)) && index(k) >= partition && stale(p))
            .max_by_key(|(k, _)| index(k));
        if let Some((k, _)) = last {
            pods::delete(w, &ss, COMPONENT, k);
        }
    }
    let mine = children(w, &uid, kinds::POD);
    let ready = mine.iter().filter(|(_, p)| pod::is_ready(p)).count();
    let available = mine.iter().filter(|(_, p)| pods::is_available(w, p, &ss, at)).count();
    let updated = mine.iter().filter(|(_, p)| !stale(p)).count();
    let done = updated == mine.len() && all_ready;
    let current = if done || text(&ss, "status.currentRevision").is_empty() {
        revision.clone()
    } else {
        text(&ss, "status.currentRevision").to_owned()
    };
    let mut status = json!({"replicas": mine.len(), "availableReplicas": available, "observedGeneration": int(&ss, "metadata.generation"), "currentRevision": current, "updateRevision": revision, "collisionCount": 0});
    for (field, n) in [
        ("readyReplicas", ready),
        ("updatedReplicas", updated),
        ("currentReplicas", if done { mine.len() } else { mine.len() - updated }),
    ] {
        if n > 0 {
            status[field] = n.into();
        }
    }
    pods::set_status(w, key, &ss, status);
}

fn claims(w: &mut World, ss: &serde_json::Value, i: i64) {
    let ns = text(ss, "metadata.namespace").to_owned();
    for claim in list(ss, "spec.volumeClaimTemplates") {
        let name = format!("{}-{}-{i}", text(claim, "metadata.name"), text(ss, "metadata.name"));
        if w.store.find(kinds::PERSISTENT_VOLUME_CLAIM, &ns, &name).is_some() {
            continue;
        }
        let pvc = json!({"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": {"name": name, "labels": ss["spec"]["selector"]["matchLabels"]}, "spec": claim["spec"]});
        let made = registry::create(w, kinds::PERSISTENT_VOLUME_CLAIM, &ns, pvc, &Write::internal());
        match made {
            Ok(_) => {
                let message = format!(
                    "Create Claim {name} Pod {}-{i} in StatefulSet {} success",
                    text(ss, "metadata.name"),
                    text(ss, "metadata.name")
                );
                w.event(ss, "Normal", "SuccessfulCreate", &message, COMPONENT, "", "");
            }
            Err(error) => tracing::debug!(%error, "a claim could not be made"),
        }
    }
}
