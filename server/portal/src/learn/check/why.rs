//! Why a workload or a pod is not where it should be, read from the pods behind it.

use std::sync::Arc;

use api::frame::Lang;
use apimachinery::path::{at, int_at, list_at, str_at};
use serde_json::Value;

use super::words;

/// The most telling reason, if there is one.
pub(super) fn slow(object: &Value, pods: &[Arc<Value>], lang: Lang) -> Option<String> {
    let own: Vec<&Value> = if at(object, "spec.containers").is_some() {
        vec![object]
    } else {
        let labels = at(object, "spec.selector.matchLabels")?.as_object()?;
        pods.iter()
            .map(Arc::as_ref)
            .filter(|pod| {
                labels.iter().all(|(k, v)| at(pod, "metadata.labels").and_then(|l| l.get(k)) == Some(v))
            })
            .collect()
    };
    own.iter()
        .find_map(|pod| failing(pod, lang))
        .or_else(|| own.iter().find_map(|pod| unschedulable(pod, lang)))
        .or_else(|| own.iter().find_map(|pod| starting(pod, lang)))
}

fn failing(pod: &Value, lang: Lang) -> Option<String> {
    let statuses =
        list_at(pod, "status.initContainerStatuses").iter().chain(list_at(pod, "status.containerStatuses"));
    for status in statuses {
        let container = str_at(status, "name");
        match str_at(status, "state.waiting.reason") {
            "ErrImagePull" | "ImagePullBackOff" | "InvalidImageName" => {
                let image = image(pod, container).unwrap_or_else(|| str_at(status, "image"));
                return Some(words::cannot_pull(lang, str_at(pod, "spec.nodeName"), image));
            }
            "CrashLoopBackOff" => {
                let code = int_at(status, "lastState.terminated.exitCode").unwrap_or_default();
                return Some(words::crashes(lang, container, str_at(pod, "metadata.name"), code));
            }
            "CreateContainerConfigError" | "CreateContainerError" | "RunContainerError" => {
                return Some(str_at(status, "state.waiting.message").to_owned());
            }
            _ => {}
        }
    }
    None
}

/// The image as the manifest names it; the status has the registry's full name.
fn image<'a>(pod: &'a Value, container: &str) -> Option<&'a str> {
    list_at(pod, "spec.containers")
        .iter()
        .chain(list_at(pod, "spec.initContainers"))
        .find(|c| str_at(c, "name") == container)
        .map(|c| str_at(c, "image"))
}

fn unschedulable(pod: &Value, lang: Lang) -> Option<String> {
    let condition = list_at(pod, "status.conditions").iter().find(|c| str_at(c, "type") == "PodScheduled")?;
    (str_at(condition, "status") == "False")
        .then(|| words::no_node(lang, str_at(pod, "metadata.name"), str_at(condition, "message")))
}

fn starting(pod: &Value, lang: Lang) -> Option<String> {
    let name = str_at(pod, "metadata.name");
    if at(pod, "metadata.deletionTimestamp").is_some() {
        return Some(words::ending(lang, name));
    }
    let ready = list_at(pod, "status.conditions")
        .iter()
        .any(|c| str_at(c, "type") == "Ready" && str_at(c, "status") == "True");
    (!ready && !str_at(pod, "spec.nodeName").is_empty())
        .then(|| words::starting(lang, name, str_at(pod, "spec.nodeName")))
}
