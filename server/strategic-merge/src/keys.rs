//! How lists and maps of the built-in kinds are merged: one small table instead of every Go struct's tags.
//!
//! Layer: data for `apply` and `diff`. Upstream: the `patchStrategy` and `patchMergeKey` tags of `k8s.io/api`.

use serde_json::Value;

/// How a list is merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListStrategy {
    /// The patch's list takes the place of the old one.
    Atomic,
    /// Items are objects, matched by this key.
    ByKey(&'static str),
    /// Items are plain values, merged as a set.
    Set,
}

/// Field and merge key. `ports` and `conditions` are settled by what the items look like.
const KEYED: &[(&str, &str)] = &[
    ("addresses", "type"),
    ("allocatedResourcesStatus", "name"),
    ("conditions", "type"),
    ("containers", "name"),
    ("drivers", "name"),
    ("env", "name"),
    ("ephemeralContainers", "name"),
    ("hostAliases", "ip"),
    ("hostIPs", "ip"),
    ("imagePullSecrets", "name"),
    ("initContainers", "name"),
    ("matchConditions", "name"),
    ("ownerReferences", "uid"),
    ("podIPs", "ip"),
    ("reservedFor", "uid"),
    ("resourceClaimStatuses", "name"),
    ("resourceClaims", "name"),
    ("schedulingGates", "name"),
    ("secrets", "name"),
    ("topologySpreadConstraints", "topologyKey"),
    ("variables", "name"),
    ("volumeDevices", "devicePath"),
    ("volumeMounts", "mountPath"),
    ("volumes", "name"),
    ("webhooks", "name"),
];

/// Lists of plain values that are merged as sets.
const SETS: &[&str] = &["finalizers", "podCIDRs"];

/// Maps, or items of lists, of which the patch says which keys are kept (`retainKeys`).
const RETAIN_KEYS: &[&str] = &["strategy", "volumes", "resourceClaims", "resourceClaimStatuses"];

/// Maps of free keys: what is below them is never looked up in the table.
const FREE_MAPS: &[&str] =
    &["annotations", "binaryData", "data", "labels", "matchLabels", "nodeSelector", "stringData"];

/// The strategy of the list in `field`, whose parent object's field is `parent`; `samples` are lists to look at.
pub(crate) fn list_strategy(parent: &str, field: &str, samples: [&[Value]; 2]) -> ListStrategy {
    if FREE_MAPS.contains(&parent) {
        return ListStrategy::Atomic;
    }
    if SETS.contains(&field) {
        return ListStrategy::Set;
    }
    if field == "ports" {
        // A container's ports have containerPort, a service's have port; an endpoint's are replaced whole.
        let has = |key: &str| samples.iter().any(|items| items.iter().any(|item| item.get(key).is_some()));
        return match (has("containerPort"), parent) {
            (true, _) => ListStrategy::ByKey("containerPort"),
            (false, "spec") => ListStrategy::ByKey("port"),
            _ => ListStrategy::Atomic,
        };
    }
    if field == "secrets" && parent == "projected" {
        return ListStrategy::Atomic;
    }
    KEYED
        .iter()
        .find(|(name, _)| *name == field)
        .map_or(ListStrategy::Atomic, |(_, key)| ListStrategy::ByKey(key))
}

/// Whether a patch of this field lists the keys that stay.
pub(crate) fn retains_keys(parent: &str, field: &str) -> bool {
    !FREE_MAPS.contains(&parent) && RETAIN_KEYS.contains(&field)
}
