//! Why a workload or a pod is not where it should be, read from the pods behind it.

use std::sync::Arc;

use api::frame::Lang;
use serde_json::Value;

use super::words;
use cluster::object::{at, list, number, text};

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
        list(pod, "status.initContainerStatuses").iter().chain(list(pod, "status.containerStatuses"));
    for status in statuses {
        let container = text(status, "name");
        match text(status, "state.waiting.reason") {
            "ErrImagePull" | "ImagePullBackOff" | "InvalidImageName" => {
                let image = image(pod, container).unwrap_or_else(|| text(status, "image"));
                return Some(words::cannot_pull(lang, text(pod, "spec.nodeName"), image));
            }
            "CrashLoopBackOff" => {
                let code = number(status, "lastState.terminated.exitCode");
                return Some(words::crashes(lang, container, text(pod, "metadata.name"), code));
            }
            "CreateContainerConfigError" | "CreateContainerError" | "RunContainerError" => {
                return Some(text(status, "state.waiting.message").to_owned());
            }
            _ => {}
        }
    }
    None
}

/// The image as the manifest names it; the status has the registry's full name.
fn image<'a>(pod: &'a Value, container: &str) -> Option<&'a str> {
    list(pod, "spec.containers")
        .iter()
        .chain(list(pod, "spec.initContainers"))
        .find(|c| text(c, "name") == container)
        .map(|c| text(c, "image"))
}

fn unschedulable(pod: &Value, lang: Lang) -> Option<String> {
    let condition = list(pod, "status.conditions").iter().find(|c| text(c, "type") == "PodScheduled")?;
    (text(condition, "status") == "False")
        .then(|| words::no_node(lang, text(pod, "metadata.name"), text(condition, "message")))
}

fn starting(pod: &Value, lang: Lang) -> Option<String> {
    let name = text(pod, "metadata.name");
    if at(pod, "metadata.deletionTimestamp").is_some() {
        return Some(words::ending(lang, name));
    }
    let ready = list(pod, "status.conditions")
        .iter()
        .any(|c| text(c, "type") == "Ready" && text(c, "status") == "True");
    (!ready && !text(pod, "spec.nodeName").is_empty())
        .then(|| words::starting(lang, name, text(pod, "spec.nodeName")))
}
