//! Deployments: rolling updates over ReplicaSets. Mirrors `pkg/controller/deployment`.
//!
//! Layer: state.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{children, controller_ref, hash, pods};
use crate::json::{at, flag, has, int, list, object, set, text};
use crate::kinds;
use crate::kinds::pod::set_condition;
use crate::registry::{self, Delete, Write};
use crate::store::Key;
use crate::world::World;

const COMPONENT: &str = "deployment-controller";
const REVISION: &str = "deployment.kubernetes.io/revision";
type Set = (Key, Arc<Value>);

/// Brings a Deployment a step further.
pub(super) fn sync(w: &mut World, key: &Key) {
    let Some(d) = w.store.value(key) else { return };
    if has(&d, "metadata.deletionTimestamp") {
        return;
    }
    let uid = text(&d, "metadata.uid").to_owned();
    let mut sets = children(w, &uid, kinds::REPLICA_SET);
    sets.sort_by_key(|(_, r)| (text(r, "metadata.creationTimestamp").to_owned(), revision(r)));
    let current = sets.iter().find(|(_, r)| same_template(r, &d)).cloned();
    if flag(&d, "spec.paused") {
        scale_proportionally(w, &d, &sets);
        status(w, key, &d, current.as_ref().map(|(k, _)| k.clone()));
        return;
    }
    let Some(current) = current.or_else(|| create(w, &d, &sets)) else { return };
    number(w, key, &d, &current, &sets);
    let new = current.0.clone();
    let sets: Vec<Set> = children(w, &uid, kinds::REPLICA_SET);
    let olds: Vec<Set> = sets.iter().filter(|(k, _)| *k != new).cloned().collect();
    let Some(newest) = w.store.value(&new) else { return };
    if text(&d, "spec.strategy.type") == "Recreate" {
        recreate(w, &d, &new, &newest, &olds);
    } else {
        roll(w, &d, &new, &newest, &olds);
    }
    clean_up(w, &d, &olds);
    status(w, key, &d, Some(new));
}

fn revision(r: &Value) -> i64 {
    at(r, "metadata.annotations")
        .get(REVISION)
        .and_then(Value::as_str)
        .and_then(|n| n.parse().ok())
        .unwrap_or(0)
}

fn same_template(rs: &Value, d: &Value) -> bool {
    let mut a = rs["spec"]["template"].clone();
    if let Some(labels) = crate::json::at_mut(&mut a, "metadata.labels").and_then(Value::as_object_mut) {
        labels.remove("pod-template-hash");
    }
    a == d["spec"]["template"]
}

fn total(sets: &[Set], path: &str) -> i64 {
    sets.iter().map(|(_, r)| int(r, path)).sum()
}

fn surge(d: &Value) -> i64 {
    if text(d, "spec.strategy.type") == "Recreate" {
        0
    } else {
        pods::scaled(at(d, "spec.strategy.rollingUpdate.maxSurge"), int(d, "spec.replicas"), true)
    }
}

fn unavailable(d: &Value) -> i64 {
    let n = pods::scaled(at(d, "spec.strategy.rollingUpdate.maxUnavailable"), int(d, "spec.replicas"), false);
    if n == 0 && surge(d) == 0 { 1 } else { n }
}

fn create(w: &mut World, d: &Value, sets: &[Set]) -> Option<Set> {
    let hash = hash::template(&d["spec"]["template"], None);
    let name = format!("{}-{hash}", text(d, "metadata.name"));
    let mut template = d["spec"]["template"].clone();
    object(&mut template, "metadata.labels").insert("pod-template-hash".into(), hash.as_str().into());
    let mut selector = d["spec"]["selector"].clone();
    object(&mut selector, "matchLabels").insert("pod-template-hash".into(), hash.as_str().into());
    let wanted = int(d, "spec.replicas");
    let room = (wanted + surge(d) - total(sets, "spec.replicas")).max(0);
    let replicas = if text(d, "spec.strategy.type") == "Recreate" && total(sets, "status.replicas") > 0 {
        0
    } else if sets.is_empty() {
        wanted
    } else {
        wanted.min(room)
    };
    let mut annotations = copied(d);
    annotations.insert("deployment.kubernetes.io/desired-replicas".into(), wanted.to_string().into());
    annotations
        .insert("deployment.kubernetes.io/max-replicas".into(), (wanted + surge(d)).to_string().into());
    annotations.insert(
        REVISION.into(),
        (sets.iter().map(|(_, r)| revision(r)).max().unwrap_or(0) + 1).to_string().into(),
    );
    let mut spec = json!({"replicas": replicas, "selector": selector, "template": template});
    if has(d, "spec.minReadySeconds") {
        spec["minReadySeconds"] = d["spec"]["minReadySeconds"].clone();
    }
    let rs = json!({
        "apiVersion": "apps/v1", "kind": "ReplicaSet",
        "metadata": {"name": name, "labels": template["metadata"]["labels"], "annotations": annotations, "ownerReferences": [controller_ref(d)]},
        "spec": spec,
    });
    let ns = text(d, "metadata.namespace");
    match registry::create(w, kinds::REPLICA_SET, ns, rs, &Write::internal()) {
        Ok(obj) => {
            let from = if replicas > 0 {
                format!("Scaled up replica set {name} from 0 to {replicas}")
            } else {
                String::new()
            };
            if !from.is_empty() {
                w.event(d, "Normal", "ScalingReplicaSet", &from, COMPONENT, "", "");
            }
            Some((Key::new(kinds::REPLICA_SET, ns, &name), obj.v))
        }
        Err(error) => {
            tracing::debug!(%error, "a replica set could not be made");
            None
        }
    }
}

fn copied(d: &Value) -> serde_json::Map<String, Value> {
    let skip = ["kubectl.kubernetes.io/last-applied-configuration", REVISION];
    crate::json::map(d, "metadata.annotations")
        .into_iter()
        .flatten()
        .filter(|(k, _)| !skip.contains(&k.as_str()))
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect()
}

/// Keeps the revision numbers: the current ReplicaSet has the highest.
fn number(w: &mut World, key: &Key, d: &Value, current: &Set, sets: &[Set]) {
    let highest = sets.iter().filter(|(k, _)| *k != current.0).map(|(_, r)| revision(r)).max().unwrap_or(0);
    let mut mine = revision(&current.1);
    if mine <= highest && !sets.is_empty() {
        mine = highest + 1;
    }
    let (wanted, most) =
        (int(d, "spec.replicas").to_string(), (int(d, "spec.replicas") + surge(d)).to_string());
    let notes = copied(d);
    w.change(&current.0, |r| {
        let a = object(r, "metadata.annotations");
        a.insert(REVISION.into(), mine.to_string().into());
        a.insert("deployment.kubernetes.io/desired-replicas".into(), wanted.into());
        a.insert("deployment.kubernetes.io/max-replicas".into(), most.into());
        a.extend(notes);
    });
    if at(d, "metadata.annotations").get(REVISION).and_then(Value::as_str) != Some(mine.to_string().as_str())
    {
        w.change(key, |d| {
            drop(object(d, "metadata.annotations").insert(REVISION.into(), mine.to_string().into()))
        });
    }
}

fn scale(w: &mut World, d: &Value, key: &Key, from: i64, to: i64) {
    if from == to {
        return;
    }
    let word = if to > from { "up" } else { "down" };
    w.change(key, |r| {
        set(r, "spec.replicas", to);
        let generation = int(r, "metadata.generation") + 1;
        set(r, "metadata.generation", generation);
    });
    w.event(
        d,
        "Normal",
        "ScalingReplicaSet",
        &format!("Scaled {word} replica set {} from {from} to {to}", key.name),
        COMPONENT,
        "",
        "",
    );
}

fn roll(w: &mut World, d: &Value, new: &Key, newest: &Value, olds: &[Set]) {
    let wanted = int(d, "spec.replicas");
    let have = int(newest, "spec.replicas");
    let old_total = total(olds, "spec.replicas");
    if have > wanted {
        scale(w, d, new, have, wanted);
        return;
    }
    if have < wanted {
        let room = (wanted + surge(d) - have - old_total).max(0);
        let to = wanted.min(have + room);
        if to > have {
            scale(w, d, new, have, to);
            return;
        }
    }
    if old_total == 0 {
        return;
    }
    let least = wanted - unavailable(d);
    let missing = have - int(newest, "status.availableReplicas");
    let mut may_go = (have + old_total) - least - missing;
    let mut olds: Vec<Set> = olds.to_vec();
    olds.sort_by_key(|(_, r)| revision(r));
    // Those that are not available go first: they serve nobody.
    for (k, r) in &mut olds {
        let (n, available) = (int(r, "spec.replicas"), int(r, "status.availableReplicas"));
        let sick = (n - available).max(0).min(may_go);
        if sick > 0 {
            scale(w, d, k, n, n - sick);
            may_go -= sick;
        }
    }
    let available: i64 = olds.iter().map(|(_, r)| int(r, "status.availableReplicas")).sum::<i64>()
        + int(newest, "status.availableReplicas");
    let mut may_go = available - least;
    for (k, _) in &olds {
        let Some(r) = w.store.value(k) else { continue };
        let n = int(&r, "spec.replicas");
        let down = n.min(may_go).max(0);
        if down > 0 {
            scale(w, d, k, n, n - down);
            may_go -= down;
        }
    }
}

fn recreate(w: &mut World, d: &Value, new: &Key, newest: &Value, olds: &[Set]) {
    for (k, r) in olds {
        scale(w, d, k, int(r, "spec.replicas"), 0);
    }
    let left = olds.iter().any(|(_, r)| !children(w, text(r, "metadata.uid"), kinds::POD).is_empty());
    if !left {
        scale(w, d, new, int(newest, "spec.replicas"), int(d, "spec.replicas"));
    }
}

fn scale_proportionally(w: &mut World, d: &Value, sets: &[Set]) {
    // While paused only the count is followed, by the newest set that has pods.
    let Some((k, r)) = sets.iter().rev().find(|(_, r)| int(r, "spec.replicas") > 0).or(sets.last()) else {
        return;
    };
    let others = total(sets, "spec.replicas") - int(r, "spec.replicas");
    let to = (int(d, "spec.replicas") - others).max(0);
    scale(w, d, k, int(r, "spec.replicas"), to);
}

fn clean_up(w: &mut World, d: &Value, olds: &[Set]) {
    let keep = int(d, "spec.revisionHistoryLimit").max(0) as usize;
    let mut empty: Vec<&Set> =
        olds.iter().filter(|(_, r)| int(r, "spec.replicas") == 0 && int(r, "status.replicas") == 0).collect();
    if empty.len() <= keep {
        return;
    }
    empty.sort_by_key(|(_, r)| revision(r));
    let extra = empty.len() - keep;
    for (k, _) in empty.into_iter().take(extra) {
        if let Err(error) = registry::delete(w, k, &Delete::default()) {
            tracing::debug!(%error, "an old replica set was gone already");
        }
    }
}

fn status(w: &mut World, key: &Key, before: &Value, new: Option<Key>) {
    let Some(d) = w.store.value(key) else { return };
    let sets = children(w, text(before, "metadata.uid"), kinds::REPLICA_SET);
    let newest = new.and_then(|k| w.store.value(&k));
    let wanted = int(&d, "spec.replicas");
    let (replicas, ready, available) = (
        total(&sets, "status.replicas"),
        total(&sets, "status.readyReplicas"),
        total(&sets, "status.availableReplicas"),
    );
    let updated = newest.as_deref().map_or(0, |r| int(r, "status.replicas"));
    let mut status = json!({"observedGeneration": int(&d, "metadata.generation")});
    let lacking = (total(&sets, "spec.replicas").max(wanted) - available).max(0);
    let terminating = total(&sets, "status.terminatingReplicas");
    for (field, n) in [
        ("replicas", replicas),
        ("updatedReplicas", updated),
        ("readyReplicas", ready),
        ("availableReplicas", available),
        ("unavailableReplicas", lacking),
    ] {
        if n > 0 {
            status[field] = n.into();
        }
    }
    status["terminatingReplicas"] = terminating.into();
    status["conditions"] = json!(list(&d, "status.conditions"));
    let now = w.now();
    let mut v = json!({"status": status});
    let enough = available >= wanted - unavailable(&d);
    let (state, reason, message) = if enough {
        ("True", "MinimumReplicasAvailable", "Deployment has minimum availability.")
    } else {
        ("False", "MinimumReplicasUnavailable", "Deployment does not have minimum availability.")
    };
    put(&mut v, "Available", state, reason, message, &now);
    let name = newest
        .as_deref()
        .map_or_else(|| text(&d, "metadata.name").to_owned(), |r| text(r, "metadata.name").to_owned());
    let complete = updated == wanted && replicas == wanted && available == wanted;
    let old_progress = crate::json::condition(&d, "Progressing").cloned().unwrap_or(Value::Null);
    let changed = ["replicas", "updatedReplicas", "readyReplicas", "availableReplicas"]
        .iter()
        .any(|f| d["status"].get(*f) != v["status"].get(*f));
    if flag(&d, "spec.paused") {
        put(&mut v, "Progressing", "Unknown", "DeploymentPaused", "Deployment is paused", &now);
    } else if complete {
        put(
            &mut v,
            "Progressing",
            "True",
            "NewReplicaSetAvailable",
            &format!("ReplicaSet \"{name}\" has successfully progressed."),
            &now,
        );
    } else if old_progress.is_null()
        || text(&old_progress, "reason") == "NewReplicaSetAvailable" && updated == 0
    {
        put(
            &mut v,
            "Progressing",
            "True",
            "NewReplicaSetCreated",
            &format!("Created new replica set \"{name}\""),
            &now,
        );
    } else if changed || text(&old_progress, "reason") == "DeploymentPaused" {
        put(
            &mut v,
            "Progressing",
            "True",
            "ReplicaSetUpdated",
            &format!("ReplicaSet \"{name}\" is progressing."),
            &now,
        );
    } else if text(&old_progress, "reason") != "NewReplicaSetAvailable" {
        let since = crate::clock::parse(text(&old_progress, "lastUpdateTime")).unwrap_or(w.clock.now());
        let limit = w
            .clock
            .scale(std::time::Duration::from_secs(int(&d, "spec.progressDeadlineSeconds").max(1) as u64))
            .max(std::time::Duration::from_secs(5));
        let until = since + jiff::SignedDuration::try_from(limit).unwrap_or(jiff::SignedDuration::ZERO);
        if w.clock.now() >= until {
            put(
                &mut v,
                "Progressing",
                "False",
                "ProgressDeadlineExceeded",
                &format!("ReplicaSet \"{name}\" has timed out progressing."),
                &now,
            );
        } else {
            w.enqueue_at(until, super::Work::Deployment(key.clone()));
        }
    }
    pods::set_status(w, key, &d, v["status"].clone());
}

fn put(v: &mut Value, kind: &str, status: &str, reason: &str, message: &str, now: &str) {
    let old = crate::json::condition(v, kind).cloned().unwrap_or(Value::Null);
    if text(&old, "status") == status
        && text(&old, "reason") == reason
        && text(&old, "message") == message
        && reason != "ReplicaSetUpdated"
    {
        return;
    }
    set_condition(
        v,
        json!({"type": kind, "status": status, "reason": reason, "message": message, "lastUpdateTime": now}),
        now,
    );
}
