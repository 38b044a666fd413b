//! Quotas: what of them is used. Mirrors `pkg/controller/resourcequota`.
//!
//! Layer: state. Counts objects, and sums requests and limits of pods.

use serde_json::{Map, Value, json};

use super::Work;
use crate::json::{at, list, map, text};
use crate::kinds::{self, KindId, quantity::milli};
use crate::store::Key;
use crate::world::World;

/// Something in a namespace changed.
pub(super) fn changed(w: &mut World, key: &Key) {
    let counted = COUNTED.iter().any(|(_, kind)| *kind == key.kind);
    if (counted || key.kind == kinds::RESOURCE_QUOTA)
        && !w.store.list(kinds::RESOURCE_QUOTA, Some(&key.ns)).is_empty()
    {
        w.enqueue(Work::Quota(key.ns.to_string()));
    }
}

const COUNTED: &[(&str, KindId)] = &[
    ("pods", kinds::POD),
    ("services", kinds::SERVICE),
    ("configmaps", kinds::CONFIG_MAP),
    ("secrets", kinds::SECRET),
    ("persistentvolumeclaims", kinds::PERSISTENT_VOLUME_CLAIM),
    ("resourcequotas", kinds::RESOURCE_QUOTA),
];

/// Writes what is used of a namespace's quotas.
pub(super) fn sync(w: &mut World, ns: &str) {
    for quota in w.store.values(kinds::RESOURCE_QUOTA, Some(ns)) {
        let mut used = Map::new();
        for (name, _) in map(&quota, "spec.hard").into_iter().flatten() {
            if let Some(amount) = used_of(w, ns, name) {
                used.insert(name.clone(), amount.into());
            }
        }
        let status = json!({"hard": at(&quota, "spec.hard"), "used": used});
        if quota["status"] != status {
            let key = Key::new(kinds::RESOURCE_QUOTA, ns, text(&quota, "metadata.name"));
            w.change(&key, |q| crate::json::set(q, "status", status));
        }
    }
}

fn used_of(w: &World, ns: &str, name: &str) -> Option<String> {
    let live = |p: &Value| !["Succeeded", "Failed"].contains(&text(p, "status.phase"));
    if let Some((_, kind)) = COUNTED.iter().find(|(n, _)| *n == name.trim_start_matches("count/")) {
        let n = w.store.values(*kind, Some(ns)).iter().filter(|v| *kind != kinds::POD || live(v)).count();
        return Some(n.to_string());
    }
    let (group, resource) = name.split_once('.').unwrap_or(("requests", name));
    if !["cpu", "memory"].contains(&resource) {
        return None;
    }
    let pods = w.store.values(kinds::POD, Some(ns));
    let containers = pods.iter().filter(|p| live(p)).flat_map(|p| list(p, "spec.containers"));
    let sum: i128 =
        containers.map(|c| milli(at(c, &format!("resources.{group}.{resource}"))).unwrap_or(0)).sum();
    Some(match resource {
        _ if sum == 0 => "0".into(),
        "cpu" if sum % 1000 == 0 => (sum / 1000).to_string(),
        "cpu" => format!("{sum}m"),
        _ if sum % (1000 << 20) == 0 => format!("{}Mi", sum / (1000 << 20)),
        _ => (sum / 1000).to_string(),
    })
}
