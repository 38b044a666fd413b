//! The controllers: one task takes what changed and lets each of them bring the world a step further.
//!
//! Layer: state, driven by [`run`]. A controller is a function of the world and a key; it may be called at any time and does
//! only what is missing. One file each.

pub(crate) mod bootstrap_token;
mod daemon_set;
mod deployment;
mod endpoints;
mod garbage;
mod hash;
mod history;
mod job;
pub(crate) mod namespace;
mod node;
#[cfg(test)]
mod node_tests;
mod pod_disruption_budget;
pub(crate) mod pod_gc;
mod pods;
mod replica_set;
mod resource_quota;
pub(crate) mod scheduler;
mod stateful_set;
#[cfg(test)]
mod tests;
mod volume;

pub(crate) use namespace::provide;

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use crate::json::{flag, list, text};
use crate::kinds;
use crate::kubelet;
use crate::open::Inner;
use crate::store::{Change, Key};
use crate::world::World;

/// Something that a controller has to look at.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Work {
    /// A pod, for its kubelet.
    Pod(Key),
    /// A pod, for the scheduler.
    Schedule(Key),
    /// A ReplicaSet.
    ReplicaSet(Key),
    /// A Deployment.
    Deployment(Key),
    /// A DaemonSet.
    DaemonSet(Key),
    /// A StatefulSet.
    StatefulSet(Key),
    /// A Job.
    Job(Key),
    /// A CronJob.
    CronJob(Key),
    /// A Service, for its endpoints.
    Endpoints(Key),
    /// A namespace.
    Namespace(Key),
    /// A budget.
    Budget(Key),
    /// An object whose owner may be gone.
    Garbage(Key),
    /// An owner that is gone.
    Orphans(String),
    /// A claim for a volume.
    Claim(Key),
    /// The quotas of a namespace.
    Quota(String),
    /// A node.
    Node(Key),
    /// The pod network of a node, for its kubelet.
    Network(String),
    /// The images of a node, for its kubelet.
    Images(String),
    /// What a node left behind.
    PodGc(String),
    /// A bootstrap token that may have run out.
    Token(Key),
    /// `cluster-info`, for the signatures in it.
    Sign,
    /// All nodes' leases and conditions.
    Heartbeat,
    /// Old events go, memory is given back.
    Tidy,
}

/// Runs the controllers until everything ends.
pub(crate) async fn run(inner: Arc<Inner>) {
    inner.with(|w| {
        w.enqueue(Work::Heartbeat);
        w.enqueue(Work::Tidy);
    });
    let bell = inner.with(|w| w.kubelet.exits.bell.clone());
    loop {
        let mut more = true;
        let mut next = None;
        while more {
            (more, next) = inner.with(|w| {
                let more = turn(w, 128);
                (more, w.next_timer().map(|t| t.as_microsecond() - w.clock.now().as_microsecond()))
            });
            tokio::task::yield_now().await;
        }
        let sleep = Duration::from_micros(next.map_or(1_000_000, |us| us.clamp(0, 5_000_000)) as u64);
        tokio::select! {
            () = inner.wake.notified() => {}
            () = bell.notified() => {}
            () = tokio::time::sleep(sleep) => {}
            () = inner.cancel.cancelled() => return,
        }
    }
}

/// Does up to `limit` pieces of work; whether there is more.
pub(crate) fn turn(w: &mut World, limit: usize) -> bool {
    kubelet::reap(w);
    for _ in 0..limit {
        dispatch(w);
        let Some(work) = w.next_work() else { return false };
        one(w, work);
    }
    dispatch(w);
    !w.queue.is_empty()
}

fn one(w: &mut World, work: Work) {
    match work {
        Work::Pod(key) => kubelet::sync(w, &key),
        Work::Schedule(key) => scheduler::schedule(w, &key),
        Work::ReplicaSet(key) => replica_set::sync(w, &key),
        Work::Deployment(key) => deployment::sync(w, &key),
        Work::DaemonSet(key) => daemon_set::sync(w, &key),
        Work::StatefulSet(key) => stateful_set::sync(w, &key),
        Work::Job(key) => job::sync(w, &key),
        Work::CronJob(key) => job::sync_cron(w, &key),
        Work::Endpoints(key) => endpoints::sync(w, &key),
        Work::Namespace(key) => namespace::sync(w, &key),
        Work::Budget(key) => pod_disruption_budget::sync(w, &key),
        Work::Garbage(key) => garbage::sync(w, &key),
        Work::Orphans(uid) => garbage::owner_gone(w, &uid),
        Work::Claim(key) => volume::sync(w, &key),
        Work::Quota(ns) => resource_quota::sync(w, &ns),
        Work::Node(key) => node::sync(w, &key),
        Work::Network(name) => kubelet::node::sync(w, &name),
        Work::Images(name) => kubelet::images::report(w, &name),
        Work::PodGc(name) => pod_gc::sync(w, &name),
        Work::Token(key) => bootstrap_token::clean(w, &key),
        Work::Sign => bootstrap_token::sign(w),
        Work::Heartbeat => node::heartbeat(w),
        Work::Tidy => {
            w.expire_events();
            w.store.compact();
            let at = w.clock.now() + jiff::SignedDuration::from_secs(30);
            w.enqueue_at(at, Work::Tidy);
        }
    }
}

/// Tells controllers what changed.
fn dispatch(w: &mut World) {
    for (key, change, old) in std::mem::take(&mut w.store.dirty) {
        let new = w.store.value(&key);
        let object = new.clone().or_else(|| old.clone());
        let Some(object) = object else { continue };
        if change == Change::Deleted
            && let Some(old) = &old
        {
            w.enqueue(Work::Orphans(text(old, "metadata.uid").to_owned()));
            if key.kind == kinds::POD {
                kubelet::forget(w, text(old, "metadata.uid"));
                retry_pending(w);
            }
        }
        for owner in list(&object, "metadata.ownerReferences") {
            wake_owner(w, &key, owner);
        }
        if new.is_some()
            && (crate::json::has(&object, "metadata.deletionTimestamp")
                || change == Change::Added && crate::json::has(&object, "metadata.ownerReferences"))
        {
            w.enqueue(Work::Garbage(key.clone()));
        }
        kind_work(w, &key, change, &object, old.as_deref());
    }
}

fn kind_work(w: &mut World, key: &Key, change: Change, object: &Value, old: Option<&Value>) {
    let k = key.clone();
    resource_quota::changed(w, key);
    match key.kind {
        kinds::POD => {
            if text(object, "spec.nodeName").is_empty() {
                w.enqueue(Work::Schedule(k))
            } else {
                w.enqueue(Work::Pod(k))
            }
            kubelet::node::pod_changed(w, object);
            endpoints::pod_changed(w, key, object, old);
            pod_disruption_budget::pod_changed(w, &key.ns);
        }
        kinds::REPLICA_SET => w.enqueue(Work::ReplicaSet(k)),
        kinds::DEPLOYMENT => w.enqueue(Work::Deployment(k)),
        kinds::DAEMON_SET => {
            kubelet::node::daemon_set_changed(w, object);
            w.enqueue(Work::DaemonSet(k));
        }
        kinds::SECRET => bootstrap_token::changed(w, key, object),
        kinds::CONFIG_MAP if key.ns.as_ref() == "kube-public" && key.name.as_ref() == "cluster-info" => {
            w.enqueue(Work::Sign)
        }
        kinds::STATEFUL_SET => w.enqueue(Work::StatefulSet(k)),
        kinds::JOB => w.enqueue(Work::Job(k)),
        kinds::CRON_JOB => w.enqueue(Work::CronJob(k)),
        kinds::SERVICE => w.enqueue(Work::Endpoints(k)),
        kinds::NAMESPACE => w.enqueue(Work::Namespace(k)),
        kinds::POD_DISRUPTION_BUDGET => w.enqueue(Work::Budget(k)),
        kinds::PERSISTENT_VOLUME_CLAIM | kinds::PERSISTENT_VOLUME => volume::changed(w, key),
        kinds::SERVICE_ACCOUNT | kinds::CONFIG_MAP if change == Change::Deleted => {
            w.enqueue(Work::Namespace(Key::new(kinds::NAMESPACE, "", &key.ns)))
        }
        kinds::NODE => {
            node::changed(w, key, change, object, old);
            let before = old.map(|o| (&o["spec"], &o["metadata"]["labels"]));
            if change != Change::Modified || before != Some((&object["spec"], &object["metadata"]["labels"]))
            {
                for ds in w.store.list(kinds::DAEMON_SET, None) {
                    w.enqueue(Work::DaemonSet(Key::new(
                        kinds::DAEMON_SET,
                        text(&ds.v, "metadata.namespace"),
                        text(&ds.v, "metadata.name"),
                    )));
                }
                w.enqueue(Work::Node(k));
                retry_pending(w);
            }
        }
        _ => {}
    }
}

/// Pods that found no place are tried again.
fn retry_pending(w: &mut World) {
    for key in std::mem::take(&mut w.pending) {
        w.enqueue(Work::Schedule(key));
    }
}

fn wake_owner(w: &mut World, key: &Key, owner: &Value) {
    if !flag(owner, "controller") {
        return;
    }
    let kind = match text(owner, "kind") {
        "ReplicaSet" => kinds::REPLICA_SET,
        "Deployment" => kinds::DEPLOYMENT,
        "DaemonSet" => kinds::DAEMON_SET,
        "StatefulSet" => kinds::STATEFUL_SET,
        "Job" => kinds::JOB,
        "CronJob" => kinds::CRON_JOB,
        _ => return,
    };
    let owner = Key::new(kind, &key.ns, text(owner, "name"));
    let work = match kind {
        kinds::REPLICA_SET => Work::ReplicaSet(owner),
        kinds::DEPLOYMENT => Work::Deployment(owner),
        kinds::DAEMON_SET => Work::DaemonSet(owner),
        kinds::STATEFUL_SET => Work::StatefulSet(owner),
        kinds::JOB => Work::Job(owner),
        _ => Work::CronJob(owner),
    };
    w.enqueue(work);
}

/// An owner reference of a controller.
pub(crate) fn controller_ref(owner: &Value) -> Value {
    serde_json::json!({
        "apiVersion": owner["apiVersion"], "kind": owner["kind"], "name": owner["metadata"]["name"], "uid": owner["metadata"]["uid"],
        "controller": true, "blockOwnerDeletion": true,
    })
}

/// The objects of a kind that an owner controls.
pub(crate) fn children(w: &World, uid: &str, kind: kinds::KindId) -> Vec<(Key, Arc<Value>)> {
    w.store
        .owned_by(uid)
        .into_iter()
        .filter(|k| k.kind == kind)
        .filter_map(|k| w.store.value(&k).map(|v| (k, v)))
        .collect()
}
