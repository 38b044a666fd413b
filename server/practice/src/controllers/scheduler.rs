//! The scheduler: a node for every pod. Mirrors `pkg/scheduler`, its filters in their order and words.
//!
//! Layer: state. Not modelled: preemption, pod affinity, topology spread, volumes.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::json::{at, flag, has, list, map, set, text};
use crate::kinds::{self, pod::set_condition, quantity::milli};
use crate::store::Key;
use crate::world::World;

/// Finds a node for a pod.
pub(crate) fn schedule(w: &mut World, key: &Key) {
    let Some(pod) = w.store.value(key) else { return };
    if has(&pod, "spec.nodeName")
        || has(&pod, "metadata.deletionTimestamp")
        || text(&pod, "spec.schedulerName") != "default-scheduler"
        || has(&pod, "spec.schedulingGates")
    {
        return;
    }
    let nodes = w.store.values(kinds::NODE, None);
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    let mut best: Option<(i64, String)> = None;
    for node in &nodes {
        match refuses(w, &pod, node) {
            Some(why) => *reasons.entry(why).or_default() += 1,
            None => {
                let name = text(node, "metadata.name");
                // Fewest pods first; those of the same workload count more, so that it spreads.
                let score = w.store.count_on(name) as i64 + 100 * siblings(w, &pod, name);
                if best.as_ref().is_none_or(|(s, _)| score < *s) {
                    best = Some((score, name.to_owned()));
                }
            }
        }
    }
    if let Some((_, node)) = best {
        bind(w, key, &node);
        return;
    }
    let mut words: Vec<String> = reasons.iter().map(|(why, n)| format!("{n} {why}")).collect();
    words.sort();
    let total = nodes.len();
    let message = if total == 0 {
        "no nodes available to schedule pods".to_owned()
    } else {
        format!(
            "0/{total} nodes are available: {}. no new claims to deallocate, preemption: 0/{total} nodes are available: {total} Preemption is not helpful for scheduling.",
            words.join(", ")
        )
    };
    w.pending.insert(key.clone());
    let now = w.now();
    let before = crate::json::condition(&pod, "PodScheduled").map(|c| text(c, "message").to_owned());
    if before.as_deref() == Some(message.as_str()) {
        return;
    }
    w.event(&pod, "Warning", "FailedScheduling", &message, "default-scheduler", "", "");
    w.change(key, |p| {
        let generation = p["metadata"]["generation"].clone();
        set_condition(p, json!({"type": "PodScheduled", "status": "False", "reason": "Unschedulable", "message": message, "lastProbeTime": null, "observedGeneration": generation}), &now);
    });
}

/// How many pods of the same owner a node has. Crowded nodes are not searched: there the count alone decides.
fn siblings(w: &World, pod: &Value, node: &str) -> i64 {
    let owner = text(pod, "metadata.ownerReferences.0.uid");
    if owner.is_empty() || w.store.count_on(node) > 50 {
        return 0;
    }
    let pods = w.store.pods_on(node).into_iter().filter_map(|k| w.store.value(&k));
    let same =
        pods.filter(|p| text(p, "metadata.ownerReferences.0.uid") == owner && kinds::pod::is_active(p));
    same.count() as i64
}

/// Puts a pod on a node.
pub(crate) fn bind(w: &mut World, key: &Key, node: &str) {
    let now = w.now();
    w.pending.remove(key);
    w.change(key, |p| {
        set(p, "spec.nodeName", node);
        let generation = p["metadata"]["generation"].clone();
        set_condition(p, json!({"type": "PodScheduled", "status": "True", "lastProbeTime": null, "observedGeneration": generation}), &now);
    });
    if let Some(pod) = w.store.value(key) {
        let message = format!("Successfully assigned {}/{} to {node}", key.ns, key.name);
        w.event(&pod, "Normal", "Scheduled", &message, "default-scheduler", "", "");
    }
}

/// Why a node does not take a pod.
fn refuses(w: &World, pod: &Value, node: &Value) -> Option<String> {
    if flag(node, "spec.unschedulable")
        && !list(pod, "spec.tolerations").iter().any(|t| {
            text(t, "key") == "node.kubernetes.io/unschedulable"
                || (text(t, "key").is_empty() && text(t, "operator") == "Exists")
        })
    {
        return Some("node(s) were unschedulable".into());
    }
    if untolerated(pod, node, &["NoSchedule", "NoExecute"]).is_some() {
        return Some("node(s) had untolerated taint(s)".into());
    }
    if !selected(pod, node) {
        return Some("node(s) didn't match Pod's node affinity/selector".into());
    }
    let name = text(node, "metadata.name");
    let limit = milli(at(node, "status.allocatable.pods")).unwrap_or(110_000) / 1000;
    if w.store.count_on(name) as i128 >= limit {
        return Some("Too many pods".into());
    }
    for resource in ["cpu", "memory"] {
        let wanted = requests(pod, resource);
        if wanted == 0 {
            continue;
        }
        let used: i128 = w
            .store
            .pods_on(name)
            .iter()
            .filter_map(|k| w.store.value(k))
            .filter(|p| !["Succeeded", "Failed"].contains(&text(p, "status.phase")))
            .map(|p| requests(&p, resource))
            .sum();
        let capacity = milli(at(node, &format!("status.allocatable.{resource}"))).unwrap_or(0);
        if used + wanted > capacity {
            return Some(format!("Insufficient {resource}"));
        }
    }
    None
}

fn requests(pod: &Value, resource: &str) -> i128 {
    let of = |group: &str| {
        list(pod, group)
            .iter()
            .map(|c| milli(at(c, &format!("resources.requests.{resource}"))).unwrap_or(0))
            .collect::<Vec<_>>()
    };
    of("spec.containers").iter().sum::<i128>().max(of("spec.initContainers").into_iter().max().unwrap_or(0))
}

/// The first taint that a pod does not tolerate.
fn untolerated<'a>(pod: &Value, node: &'a Value, effects: &[&str]) -> Option<&'a Value> {
    list(node, "spec.taints").iter().find(|taint| {
        let (key, value, effect) = (text(taint, "key"), text(taint, "value"), text(taint, "effect"));
        key != "node.kubernetes.io/unschedulable"
            && effects.contains(&effect)
            && !list(pod, "spec.tolerations").iter().any(|t| {
                let k = text(t, "key");
                let matches = if text(t, "operator") == "Exists" {
                    k.is_empty() || k == key
                } else {
                    k == key && text(t, "value") == value
                };
                matches && ["", effect].contains(&text(t, "effect"))
            })
    })
}

/// Whether a pod tolerates a node's taints of some effects.
pub(super) fn tolerates(pod: &Value, node: &Value, effects: &[&str]) -> bool {
    untolerated(pod, node, effects).is_none()
}

/// Whether a node has what a pod's selector and affinity ask for.
pub(super) fn selected(pod: &Value, node: &Value) -> bool {
    let labels = map(node, "metadata.labels");
    if let Some(selector) = map(pod, "spec.nodeSelector").filter(|s| !s.is_empty())
        && !crate::json::labels_match(Some(selector), labels)
    {
        return false;
    }
    let terms = list(
        pod,
        "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms",
    );
    terms.is_empty()
        || terms.iter().any(|t| {
            let name = json!({"metadata.name": text(node, "metadata.name")});
            let fields = kinds::of_node(list(t, "matchFields")).is_ok_and(|s| s.matches(name.as_object()));
            let expressions = kinds::of_node(list(t, "matchExpressions")).is_ok_and(|s| s.matches(labels));
            fields && expressions
        })
}
