//! DaemonSets: one pod on every node that fits. Mirrors `pkg/controller/daemon`.
//!
//! Layer: state.

use serde_json::json;

use super::{Work, children, history, pods, scheduler};
use crate::admission::push;
use crate::json::{at, has, int, text};
use crate::kinds::{self, pod};
use crate::store::Key;
use crate::world::World;

const COMPONENT: &str = "daemonset-controller";

/// Brings a DaemonSet a step further.
pub(super) fn sync(w: &mut World, key: &Key) {
    let Some(ds) = w.store.value(key) else { return };
    if has(&ds, "metadata.deletionTimestamp") {
        return;
    }
    let hash = history::current(w, &ds);
    let uid = text(&ds, "metadata.uid").to_owned();
    let (mut desired, mut current, mut ready, mut updated, mut misplaced) = (0, 0, 0, 0, 0);
    let (mut available, mut unavailable) = (0, 0);
    let mut stale = Vec::new();
    for node in w.store.values(kinds::NODE, None) {
        let name = text(&node, "metadata.name").to_owned();
        let mut probe = json!({"spec": ds["spec"]["template"]["spec"]});
        tolerate(&mut probe);
        let fits = scheduler::tolerates(&probe, &node, &["NoSchedule", "NoExecute"])
            && scheduler::selected(&probe, &node);
        let mine: Vec<_> =
            children(w, &uid, kinds::POD).into_iter().filter(|(_, p)| place(p) == name).collect();
        let active: Vec<_> = mine.iter().filter(|(_, p)| pod::is_active(p)).collect();
        if !fits {
            misplaced += active.len();
            for (k, _) in active {
                pods::delete(w, &ds, COMPONENT, k);
            }
            continue;
        }
        desired += 1;
        match active.first() {
            Some((k, p)) => {
                current += 1;
                let fresh = text(p, "metadata.labels.controller-revision-hash") == hash;
                updated += usize::from(fresh);
                ready += usize::from(pod::is_ready(p));
                if pods::is_available(w, p, &ds, || Work::DaemonSet(key.clone())) {
                    available += 1
                } else {
                    unavailable += 1
                }
                if !fresh {
                    stale.push((pod::is_ready(p), k.clone()));
                }
            }
            None => {
                unavailable += 1;
                for (k, p) in &mine {
                    if ["Failed", "Succeeded"].contains(&text(p, "status.phase")) {
                        pods::delete(w, &ds, COMPONENT, k);
                    }
                }
                if mine.is_empty() {
                    let hash = hash.clone();
                    let generation =
                        at(&ds, "metadata.annotations")["deprecated.daemonset.template.generation"].clone();
                    let made = pods::create(w, &ds, COMPONENT, None, |p| {
                        let labels = crate::json::object(p, "metadata.labels");
                        labels.insert("controller-revision-hash".into(), hash.into());
                        labels.insert("pod-template-generation".into(), generation);
                        p["spec"]["affinity"] = json!({"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [{"matchFields": [{"key": "metadata.name", "operator": "In", "values": [name]}]}]}}});
                        tolerate(p);
                    });
                    if made.is_ok() {
                        current += 1;
                        updated += 1;
                    }
                }
            }
        }
    }
    if text(&ds, "spec.updateStrategy.type") == "RollingUpdate" {
        let mut room =
            pods::scaled(at(&ds, "spec.updateStrategy.rollingUpdate.maxUnavailable"), desired as i64, true)
                - unavailable;
        for (is_ready, k) in stale {
            if !is_ready || room > 0 {
                room -= i64::from(is_ready);
                pods::delete(w, &ds, COMPONENT, &k);
            }
        }
    }
    let mut status = json!({
        "currentNumberScheduled": current, "desiredNumberScheduled": desired, "numberMisscheduled": misplaced, "numberReady": ready,
        "observedGeneration": int(&ds, "metadata.generation"),
    });
    for (field, n) in [
        ("updatedNumberScheduled", updated),
        ("numberAvailable", available),
        ("numberUnavailable", desired - available),
    ] {
        if n > 0 {
            status[field] = n.into();
        }
    }
    pods::set_status(w, key, &ds, status);
}

/// The node that a pod is for, also before it is bound.
fn place(p: &serde_json::Value) -> &str {
    if has(p, "spec.nodeName") {
        return text(p, "spec.nodeName");
    }
    text(
        p,
        "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.0.matchFields.0.values.0",
    )
}

fn tolerate(p: &mut serde_json::Value) {
    for (key, effect) in [
        ("not-ready", "NoExecute"),
        ("unreachable", "NoExecute"),
        ("disk-pressure", "NoSchedule"),
        ("memory-pressure", "NoSchedule"),
        ("pid-pressure", "NoSchedule"),
        ("unschedulable", "NoSchedule"),
    ] {
        push(
            p,
            "spec.tolerations",
            json!({"key": format!("node.kubernetes.io/{key}"), "operator": "Exists", "effect": effect}),
        );
    }
}
