//! What is kept of an object: less is kept of the kinds of which a cluster has very many, namely what somebody here reads. A test of the
//! course holds that no check and no live value reads what is dropped.
//!
//! Layer: pure.

use serde_json::Value;

/// Fields of every object.
const ANY: &[&str] = &["metadata.managedFields"];

/// Fields of pods. `*` stands for every item of a list.
const PODS: &[&str] = &[
    "metadata.generateName",
    "metadata.annotations",
    "spec.volumes",
    "spec.tolerations",
    "spec.affinity",
    "spec.containers.*.env",
    "spec.containers.*.volumeMounts",
    "spec.containers.*.livenessProbe",
    "spec.containers.*.readinessProbe",
    "spec.containers.*.startupProbe",
    "spec.containers.*.terminationMessagePath",
    "spec.containers.*.terminationMessagePolicy",
    "spec.initContainers.*.env",
    "spec.initContainers.*.volumeMounts",
    "status.hostIPs",
    "status.podIPs",
    "status.containerStatuses.*.imageID",
    "status.containerStatuses.*.containerID",
    "status.containerStatuses.*.volumeMounts",
    "status.containerStatuses.*.allocatedResources",
];

/// Fields of events.
const EVENTS: &[&str] = &["metadata.uid", "metadata.resourceVersion", "involvedObject.resourceVersion"];

/// What is dropped of a resource's objects, besides managed fields.
pub fn dropped(resource: &str) -> &'static [&'static str] {
    match resource {
        "pods" => PODS,
        "events" => EVENTS,
        _ => &[],
    }
}

/// Drops what nobody reads.
pub(super) fn slim(resource: &str, object: &mut Value) {
    for path in ANY.iter().chain(dropped(resource)) {
        let mut keys: Vec<&str> = path.split('.').collect();
        if let Some(last) = keys.pop() {
            drop_at(object, &keys, last);
        }
    }
}

fn drop_at(value: &mut Value, way: &[&str], last: &str) {
    match (way.split_first(), value) {
        (Some((&"*", rest)), Value::Array(items)) => {
            items.iter_mut().for_each(|item| drop_at(item, rest, last))
        }
        (Some((key, rest)), value) => {
            if let Some(inner) = value.get_mut(*key) {
                drop_at(inner, rest, last);
            }
        }
        (None, Value::Object(map)) => {
            map.remove(last);
        }
        (None, _) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_nobody_reads_is_dropped_and_the_rest_stays() {
        let mut pod = json!({"metadata": {"name": "a", "managedFields": [1]},
            "spec": {"volumes": [1], "containers": [{"name": "c", "env": [1]}, {"name": "d"}]}, "status": {"phase": "Running"}});
        slim("pods", &mut pod);
        assert_eq!(
            pod,
            json!({"metadata": {"name": "a"}, "spec": {"containers": [{"name": "c"}, {"name": "d"}]}, "status": {"phase": "Running"}})
        );
    }
}
