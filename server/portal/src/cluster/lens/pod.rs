//! A pod at a glance.

use api::cluster::Health;
use apimachinery::path::{at, list_at, str_at};
use serde_json::Value;

/// STATUS as `kubectl get pods` prints it (pkg/printers/internalversion/printers.go, printPod), and how it looks.
pub(crate) fn status(pod: &Value) -> (String, Health) {
    if at(pod, "metadata.deletionTimestamp").is_some() {
        return ("Terminating".to_owned(), Health::Moving);
    }
    let phase = str_at(pod, "status.phase");
    let mut reason = match str_at(pod, "status.reason") {
        "" => phase,
        reason => reason,
    }
    .to_owned();
    let statuses = list_at(pod, "status.containerStatuses");
    for status in list_at(pod, "status.initContainerStatuses").iter().chain(statuses) {
        if let Some(waiting) = at(status, "state.waiting.reason").and_then(Value::as_str)
            && waiting != "PodInitializing"
        {
            reason = waiting.to_owned();
        } else if let Some(ended) = at(status, "state.terminated.reason").and_then(Value::as_str)
            && statuses.contains(status)
        {
            reason = ended.to_owned();
        }
    }
    let ready = !statuses.is_empty() && statuses.iter().all(|s| at(s, "ready") == Some(&Value::Bool(true)));
    let health = match (phase, reason.as_str()) {
        ("Succeeded", _) => Health::Good,
        ("Failed", _) => Health::Bad,
        (
            _,
            "ErrImagePull" | "ImagePullBackOff" | "InvalidImageName" | "CrashLoopBackOff" | "Error"
            | "OOMKilled",
        )
        | (_, "CreateContainerConfigError" | "CreateContainerError" | "RunContainerError") => Health::Bad,
        ("Running", _) if ready => Health::Good,
        _ => Health::Moving,
    };
    (reason, health)
}
