//! Garbage collection by owner references: background, foreground, orphan. Mirrors `pkg/controller/garbagecollector`.
//!
//! Layer: state.

use serde_json::Value;

use super::Work;
use crate::json::{flag, has, list, remove, set, text};
use crate::registry::{self, Delete};
use crate::store::Key;
use crate::world::World;

/// An object may have lost its owners, or wait for its dependents.
pub(super) fn sync(w: &mut World, key: &Key) {
    let Some(v) = w.store.value(key) else { return };
    if has(&v, "metadata.deletionTimestamp") {
        let finalizers: Vec<&str> =
            list(&v, "metadata.finalizers").iter().filter_map(Value::as_str).collect();
        let uid = text(&v, "metadata.uid").to_owned();
        if finalizers.contains(&"orphan") {
            for k in w.store.owned_by(&uid) {
                w.change(&k, |d| drop_owner(d, &uid));
            }
            finalize(w, key, "orphan");
        } else if finalizers.contains(&"foregroundDeletion") {
            let dependents = w.store.owned_by(&uid);
            let mut waits = false;
            for k in dependents {
                let Some(d) = w.store.value(&k) else { continue };
                let blocks = list(&d, "metadata.ownerReferences")
                    .iter()
                    .any(|o| text(o, "uid") == uid && flag(o, "blockOwnerDeletion"));
                if !has(&d, "metadata.deletionTimestamp") {
                    delete(w, &k, if blocks { "Foreground" } else { "Background" });
                }
                waits |= blocks && w.store.get(&k).is_some();
            }
            if !waits {
                finalize(w, key, "foregroundDeletion");
            }
        }
        return;
    }
    let owners = list(&v, "metadata.ownerReferences");
    if !owners.is_empty() && owners.iter().all(|o| w.store.by_uid(text(o, "uid")).is_none()) {
        delete(w, key, "Background");
    }
}

/// An owner is gone: its dependents look whether they have another.
pub(super) fn owner_gone(w: &mut World, uid: &str) {
    for k in w.store.owned_by(uid) {
        sync(w, &k);
    }
    // Owners that wait for this one to be gone look again.
    for kind in [
        crate::kinds::DEPLOYMENT,
        crate::kinds::REPLICA_SET,
        crate::kinds::DAEMON_SET,
        crate::kinds::STATEFUL_SET,
        crate::kinds::JOB,
        crate::kinds::CRON_JOB,
    ] {
        for obj in w.store.list(kind, None) {
            if list(&obj.v, "metadata.finalizers").iter().any(|f| f == "foregroundDeletion") {
                w.enqueue(Work::Garbage(Key::new(
                    kind,
                    text(&obj.v, "metadata.namespace"),
                    text(&obj.v, "metadata.name"),
                )));
            }
        }
    }
}

fn delete(w: &mut World, key: &Key, propagation: &str) {
    let how = Delete { propagation: propagation.to_owned(), ..Delete::default() };
    if let Err(error) = registry::delete(w, key, &how) {
        tracing::debug!(%error, "garbage was gone already");
    }
}

fn drop_owner(d: &mut Value, uid: &str) {
    let kept: Vec<Value> =
        list(d, "metadata.ownerReferences").iter().filter(|o| text(o, "uid") != uid).cloned().collect();
    if kept.is_empty() {
        drop(remove(d, "metadata.ownerReferences"))
    } else {
        set(d, "metadata.ownerReferences", kept)
    }
}

fn finalize(w: &mut World, key: &Key, name: &str) {
    let Some(obj) = w.store.get(key).cloned() else { return };
    let mut v = (*obj.v).clone();
    let kept: Vec<Value> = list(&v, "metadata.finalizers").iter().filter(|f| *f != name).cloned().collect();
    if kept.is_empty() {
        drop(remove(&mut v, "metadata.finalizers"))
    } else {
        set(&mut v, "metadata.finalizers", kept)
    }
    if let Err(error) = registry::store_changed(w, key, v, obj.managed, false) {
        tracing::debug!(%error, "an object was gone before its finalizer");
    }
}
