//! The cluster lens: nodes, their pods, what just happened; worked out from watched objects, no I/O here.

use std::collections::BTreeMap;
use std::sync::Arc;

use api::cluster::{Happening, Health, Lens, LensNode, LensPod};
use serde_json::Value;

use cluster::object::{at, list, number, text};
use cluster::watch::Snapshot;

/// How many events are shown.
const HAPPENED: usize = 12;

/// What the lens is worked out from.
pub(crate) struct View<'a> {
    /// The server's version.
    pub(crate) version: &'a str,
    /// Nodes; a refused watch leaves them out.
    pub(crate) nodes: &'a Snapshot,
    /// Pods, of everywhere or of one namespace.
    pub(crate) pods: &'a Snapshot,
    /// Events (core/v1), likewise.
    pub(crate) events: &'a Snapshot,
    /// The lessons' namespace: its pods come first.
    pub(crate) namespace: &'a str,
    /// Set when rights reach no further than that namespace.
    pub(crate) only: Option<&'a str>,
}

/// The lens as pages show it.
pub(crate) fn lens(view: &View<'_>) -> Lens {
    let mut on_node: BTreeMap<&str, Vec<LensPod>> = BTreeMap::new();
    for object in view.pods.objects.values() {
        on_node.entry(text(object, "spec.nodeName")).or_default().push(pod(object));
    }
    for pods in on_node.values_mut() {
        pods.sort_by_key(|p| (p.namespace != view.namespace, p.system, p.name.clone()));
    }
    let nodes = view.nodes.objects.values().map(|n| node(n, on_node.get(text(n, "metadata.name")))).collect();
    Lens {
        version: view.version.to_owned(),
        only_namespace: view.only.map(str::to_owned),
        nodes,
        components: components(view.pods),
        waiting: on_node.remove("").unwrap_or_default(),
        happened: happened(view.events),
        problem: view.pods.problem.clone(),
    }
}

/// The components among the pods of `kube-*` namespaces, by the label that kubeadm and flannel give them. One that runs
/// several times looks as its worst pod does.
fn components(pods: &Snapshot) -> Vec<(String, Health)> {
    let mut found: BTreeMap<String, Health> = BTreeMap::new();
    for object in pods.objects.values().filter(|o| text(o, "metadata.namespace").starts_with("kube-")) {
        let name = ["component", "k8s-app", "app"]
            .iter()
            .map(|label| text(object, &format!("metadata.labels[{label}]")))
            .find(|name| !name.is_empty());
        let Some(name) = name else { continue };
        let health = status(object).1;
        let worst = found.entry(name.to_owned()).or_insert(health);
        if health != Health::Good && *worst != Health::Bad {
            *worst = health;
        }
    }
    found.into_iter().collect()
}

fn node(object: &Value, pods: Option<&Vec<LensPod>>) -> LensNode {
    let pods = pods.map(Vec::as_slice).unwrap_or_default();
    let ready = list(object, "status.conditions").iter().find(|c| text(c, "type") == "Ready");
    LensNode {
        name: text(object, "metadata.name").to_owned(),
        ready: ready.is_some_and(|c| text(c, "status") == "True"),
        unschedulable: at(object, "spec.unschedulable").and_then(Value::as_bool).unwrap_or_default(),
        taints: list(object, "spec.taints")
            .iter()
            .map(|t| format!("{}:{}", text(t, "key"), text(t, "effect")))
            .collect(),
        pods: pods.iter().take(LensNode::MOST).cloned().collect(),
        more: u32::try_from(pods.len().saturating_sub(LensNode::MOST)).unwrap_or(u32::MAX),
    }
}

fn pod(object: &Value) -> LensPod {
    let namespace = text(object, "metadata.namespace").to_owned();
    let (status, health) = status(object);
    LensPod {
        system: namespace.starts_with("kube-"),
        namespace,
        name: text(object, "metadata.name").to_owned(),
        status,
        health,
    }
}

/// STATUS as `kubectl get pods` prints it (pkg/printers/internalversion/printers.go, printPod), and how it looks.
pub(crate) fn status(pod: &Value) -> (String, Health) {
    if at(pod, "metadata.deletionTimestamp").is_some() {
        return ("Terminating".to_owned(), Health::Moving);
    }
    let phase = text(pod, "status.phase");
    let mut reason = match text(pod, "status.reason") {
        "" => phase,
        reason => reason,
    }
    .to_owned();
    let statuses = list(pod, "status.containerStatuses");
    for status in list(pod, "status.initContainerStatuses").iter().chain(statuses) {
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

fn happened(events: &Snapshot) -> Vec<Happening> {
    let mut all: Vec<Happening> = events.objects.values().filter_map(happening).collect();
    all.sort_by_key(|h| std::cmp::Reverse(h.at));
    all.truncate(HAPPENED);
    all
}

fn happening(event: &Arc<Value>) -> Option<Happening> {
    let at = time(
        event,
        &["series.lastObservedTime", "lastTimestamp", "eventTime", "metadata.creationTimestamp"],
    )?;
    let times = number(event, "count");
    let mut message = text(event, "message").to_owned();
    if times > 1 {
        message.push_str(&format!(" (×{times})"));
    }
    Some(Happening {
        at,
        object: involved(event),
        reason: text(event, "reason").to_owned(),
        message,
        warning: text(event, "type") == "Warning",
    })
}

/// What an event is about: `pod/web-1`.
pub(crate) fn involved(event: &Value) -> String {
    let kind = text(event, "involvedObject.kind").to_lowercase();
    format!("{kind}/{}", text(event, "involvedObject.name"))
}

/// The first time that an object has at one of these paths, in Unix milliseconds.
pub(crate) fn time(object: &Value, paths: &[&str]) -> Option<i64> {
    let stamp = paths.iter().map(|path| text(object, path)).find(|stamp| !stamp.is_empty())?;
    Some(stamp.parse::<jiff::Timestamp>().ok()?.as_millisecond())
}
