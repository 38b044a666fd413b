//! Disruption budgets: how many pods may go. Mirrors `pkg/controller/disruption`.
//!
//! Layer: state.

use apimachinery::selector::Selector;
use serde_json::json;

use super::{Work, pods};
use crate::json::{at, has, int, map, text};
use crate::kinds::{self, pod};
use crate::store::Key;
use crate::world::World;

/// A pod of a namespace changed.
pub(super) fn pod_changed(w: &mut World, ns: &str) {
    for pdb in w.store.list(kinds::POD_DISRUPTION_BUDGET, Some(ns)) {
        w.enqueue(Work::Budget(Key::new(kinds::POD_DISRUPTION_BUDGET, ns, text(&pdb.v, "metadata.name"))));
    }
}

/// Counts what a budget allows.
pub(super) fn sync(w: &mut World, key: &Key) {
    let Some(pdb) = w.store.value(key) else { return };
    let Ok(selector) = Selector::of(at(&pdb, "spec.selector")) else { return };
    let matching: Vec<_> = w
        .store
        .values(kinds::POD, Some(&key.ns))
        .into_iter()
        .filter(|p| selector.matches(map(p, "metadata.labels")))
        .collect();
    let healthy = matching.iter().filter(|p| pod::is_active(p) && pod::is_ready(p)).count() as i64;
    let expected =
        matching.iter().filter(|p| !["Succeeded", "Failed"].contains(&text(p, "status.phase"))).count()
            as i64;
    let desired = if has(&pdb, "spec.maxUnavailable") {
        (expected - pods::scaled(at(&pdb, "spec.maxUnavailable"), expected, true)).max(0)
    } else {
        pods::scaled(at(&pdb, "spec.minAvailable"), expected, true)
    };
    let allowed = (healthy - desired).max(0);
    let now = w.now();
    let mut v = json!({"status": pdb["status"]});
    let (state, reason) =
        if allowed > 0 { ("True", "SufficientPods") } else { ("False", "InsufficientPods") };
    pod::set_condition(
        &mut v,
        json!({"type": "DisruptionAllowed", "status": state, "reason": reason, "message": "", "observedGeneration": int(&pdb, "metadata.generation")}),
        &now,
    );
    let status = crate::json::object(&mut v, "status");
    for (field, n) in [
        ("currentHealthy", healthy),
        ("desiredHealthy", desired),
        ("disruptionsAllowed", allowed),
        ("expectedPods", expected),
        ("observedGeneration", int(&pdb, "metadata.generation")),
    ] {
        status.insert(field.into(), n.into());
    }
    pods::set_status(w, key, &pdb, v["status"].clone());
}
