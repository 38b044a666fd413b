//! From a workload to its pods, and from a pod to its container.
//!
//! Layer: shared by `logs`, `exec`, `attach`. Upstream: `kubectl/pkg/polymorphichelpers/helpers.go`,
//! `kubectl/pkg/cmd/util/podcmd/podcmd.go`, `kubectl/pkg/util/podutils`.

use serde_json::Value;

use super::common::sleep;
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Outcome, fail};
use crate::resource::Info;
use crate::text::{at, list_at, name_of, quote, str_at};

/// The label selector of an object that has pods.
pub(crate) fn selector_of(info: &Info, doing: &str) -> Outcome<String> {
    let object = &info.object;
    match info.resource.kind.as_str() {
        "Service" => {
            let Some(map) =
                at(object, &["spec", "selector"]).and_then(Value::as_object).filter(|map| !map.is_empty())
            else {
                return fail(format!(
                    "cannot {doing} *v1.Service: invalid service '{}': Service is defined without a selector",
                    info.name
                ));
            };
            Ok(pairs(map))
        }
        "ReplicationController" => {
            Ok(at(object, &["spec", "selector"]).and_then(Value::as_object).map(pairs).unwrap_or_default())
        }
        "Deployment" | "ReplicaSet" | "StatefulSet" | "DaemonSet" | "Job" => {
            Ok(label_selector(object.get("spec").and_then(|spec| spec.get("selector"))))
        }
        kind => {
            let package =
                if info.resource.group.is_empty() { "v1".to_owned() } else { info.resource.version.clone() };
            fail(format!("cannot {doing} *{package}.{kind}: selector for *{package}.{kind} not implemented"))
        }
    }
}

fn pairs(map: &serde_json::Map<String, Value>) -> String {
    map.iter()
        .map(|(key, value)| format!("{key}={}", value.as_str().unwrap_or("")))
        .collect::<Vec<_>>()
        .join(",")
}

/// `metav1.FormatLabelSelector`, without the word for an empty one.
pub(crate) fn label_selector(selector: Option<&Value>) -> String {
    let Some(selector) = selector else { return String::new() };
    let mut words: Vec<String> = Vec::new();
    if let Some(map) = at(selector, &["matchLabels"]).and_then(Value::as_object) {
        words.extend(map.iter().map(|(key, value)| format!("{key}={}", value.as_str().unwrap_or(""))));
    }
    for expression in list_at(selector, &["matchExpressions"]) {
        let key = str_at(expression, &["key"]);
        let values: Vec<&str> = list_at(expression, &["values"]).iter().filter_map(Value::as_str).collect();
        words.push(match str_at(expression, &["operator"]) {
            "In" => format!("{key} in ({})", values.join(",")),
            "NotIn" => format!("{key} notin ({})", values.join(",")),
            "Exists" => key.to_owned(),
            _ => format!("!{key}"),
        });
    }
    words.join(",")
}

/// The pods of a selector, the most useful one first; waits a while for the first.
pub(crate) async fn pods_of(
    cx: &Context,
    namespace: &str,
    selector: &str,
    wait: std::time::Duration,
) -> Outcome<Vec<Value>> {
    let started = std::time::Instant::now();
    loop {
        let path = format!("/api/v1/namespaces/{}/pods", crate::api::segment(namespace));
        let list = cx.json(Request::get(path).query("labelSelector", selector)).await?;
        let mut pods = list_at(&list, &["items"]).to_vec();
        if !pods.is_empty() {
            pods.sort_by_key(rank);
            return Ok(pods);
        }
        if started.elapsed() >= wait {
            return fail("timed out waiting for the condition");
        }
        sleep(300).await;
    }
}

/// Assigned before not, running before pending, ready before not, older before younger.
fn rank(pod: &Value) -> (bool, u8, bool, i64, String) {
    let phase = match str_at(pod, &["status", "phase"]) {
        "Running" => 0,
        "Pending" => 2,
        _ => 1,
    };
    let ready = list_at(pod, &["status", "conditions"])
        .iter()
        .any(|condition| str_at(condition, &["type"]) == "Ready" && str_at(condition, &["status"]) == "True");
    let restarts = list_at(pod, &["status", "containerStatuses"])
        .iter()
        .filter_map(|status| status.get("restartCount").and_then(Value::as_i64))
        .max()
        .unwrap_or(0);
    let created = str_at(pod, &["metadata", "creationTimestamp"]).to_owned();
    (str_at(pod, &["spec", "nodeName"]).is_empty(), phase, !ready, restarts, created)
}

const GROUPS: [(&str, &str); 3] =
    [("initContainers", "init"), ("containers", ""), ("ephemeralContainers", "ephem")];

/// `a, b, c (init)`.
pub(crate) fn all_names(pod: &Value) -> String {
    let names = |group: &str, suffix: &str| {
        let of = list_at(pod, &["spec", group]).iter();
        of.map(|one| format!("{}{suffix}", str_at(one, &["name"]))).collect::<Vec<_>>()
    };
    let mut all = names("containers", "");
    all.extend(names("ephemeralContainers", " (ephem)"));
    all.extend(names("initContainers", " (init)"));
    all.join(", ")
}

/// Whether the pod has this container.
pub(crate) fn has(pod: &Value, name: &str) -> bool {
    GROUPS
        .iter()
        .any(|(group, _)| list_at(pod, &["spec", group]).iter().any(|one| str_at(one, &["name"]) == name))
}

/// The container that is meant: the named one, the annotated one, or the first.
pub(crate) async fn container_of(cx: &Context, pod: &Value, wanted: &str, quiet: bool) -> Outcome<String> {
    if !wanted.is_empty() {
        if has(pod, wanted) {
            return Ok(wanted.to_owned());
        }
        return fail(format!(
            "container {wanted} is not valid for pod {} out of: {}",
            name_of(pod),
            all_names(pod)
        ));
    }
    let annotated = str_at(pod, &["metadata", "annotations", "kubectl.kubernetes.io/default-container"]);
    if !annotated.is_empty() {
        if has(pod, annotated) {
            return Ok(annotated.to_owned());
        }
        cx.err(format!("Default container name {} not found in pod {}\n", quote(annotated), name_of(pod)))
            .await;
    }
    let first = list_at(pod, &["spec", "containers"]).first().map_or("", |one| str_at(one, &["name"]));
    let count: usize = GROUPS.iter().map(|(group, _)| list_at(pod, &["spec", group]).len()).sum();
    if count > 1 && !quiet {
        cx.err(format!("Defaulted container {} out of: {}\n", quote(first), all_names(pod))).await;
    }
    Ok(first.to_owned())
}
