//! Claims find their volumes. Mirrors `pkg/controller/volume/persistentvolume`, static volumes only.
//!
//! Layer: state.

use serde_json::json;

use super::Work;
use crate::json::{at, has, list, set, text};
use crate::kinds::{self, quantity::milli};
use crate::store::Key;
use crate::world::World;

/// A claim or a volume changed: open claims look again.
pub(super) fn changed(w: &mut World, key: &Key) {
    if key.kind == kinds::PERSISTENT_VOLUME_CLAIM {
        w.enqueue(Work::Claim(key.clone()));
        return;
    }
    for c in w.store.list(kinds::PERSISTENT_VOLUME_CLAIM, None) {
        if text(&c.v, "status.phase") == "Pending" {
            w.enqueue(Work::Claim(Key::new(
                kinds::PERSISTENT_VOLUME_CLAIM,
                text(&c.v, "metadata.namespace"),
                text(&c.v, "metadata.name"),
            )));
        }
    }
}

/// Binds a claim to the smallest volume that fits.
pub(super) fn sync(w: &mut World, key: &Key) {
    let Some(claim) = w.store.value(key) else { return };
    if has(&claim, "metadata.deletionTimestamp") {
        release(w, key);
        return;
    }
    if has(&claim, "spec.volumeName") {
        return;
    }
    let wanted = milli(at(&claim, "spec.resources.requests.storage")).unwrap_or(0);
    let mut fitting: Vec<_> = w
        .store
        .values(kinds::PERSISTENT_VOLUME, None)
        .into_iter()
        .filter(|v| {
            text(v, "status.phase") == "Available"
                && text(v, "spec.storageClassName") == text(&claim, "spec.storageClassName")
                && milli(at(v, "spec.capacity.storage")).unwrap_or(0) >= wanted
                && list(&claim, "spec.accessModes").iter().all(|m| list(v, "spec.accessModes").contains(m))
        })
        .collect();
    fitting.sort_by_key(|v| milli(at(v, "spec.capacity.storage")).unwrap_or(0));
    let Some(volume) = fitting.first() else {
        if text(&claim, "spec.storageClassName").is_empty() {
            w.event(
                &claim,
                "Normal",
                "FailedBinding",
                "no persistent volumes available for this claim and no storage class is set",
                "persistentvolume-controller",
                "",
                "",
            );
        }
        return;
    };
    let name = text(volume, "metadata.name").to_owned();
    let (capacity, modes) = (volume["spec"]["capacity"].clone(), volume["spec"]["accessModes"].clone());
    w.change(&Key::new(kinds::PERSISTENT_VOLUME, "", &name), |v| {
        set(v, "spec.claimRef", json!({"apiVersion": "v1", "kind": "PersistentVolumeClaim", "name": key.name.as_ref(), "namespace": key.ns.as_ref(), "uid": claim["metadata"]["uid"]}));
        set(v, "status.phase", "Bound");
    });
    w.change(key, |c| {
        set(c, "spec.volumeName", name);
        c["status"] = json!({"phase": "Bound", "accessModes": modes, "capacity": capacity});
    });
}

/// A claim that is being deleted goes when no pod uses it any more.
fn release(w: &mut World, key: &Key) {
    let used = w.store.values(kinds::POD, Some(&key.ns)).iter().any(|p| {
        list(p, "spec.volumes")
            .iter()
            .any(|v| text(v, "persistentVolumeClaim.claimName") == key.name.as_ref())
    });
    let Some(obj) = w.store.get(key).cloned() else { return };
    if used {
        let at = w.clock.now() + jiff::SignedDuration::from_secs(1);
        w.enqueue_at(at, Work::Claim(key.clone()));
        return;
    }
    let mut v = (*obj.v).clone();
    crate::json::remove(&mut v, "metadata.finalizers");
    let volume = text(&v, "spec.volumeName").to_owned();
    if let Err(error) = crate::registry::store_changed(w, key, v, obj.managed, false) {
        tracing::debug!(%error, "a claim was gone already");
    }
    w.change(&Key::new(kinds::PERSISTENT_VOLUME, "", &volume), |v| set(v, "status.phase", "Released"));
}
