//! Pod. Mirrors `pkg/registry/core/pod/strategy.go` and `printPod`.
//!
//! Layer: pure.

use serde_json::{Value, json};

use super::table::{AGE, Column, NAME, RowCx, col, wide};
use super::{Kind, Meta, pod_spec, quantity};
use crate::json::{at, default, flag, has, int, list, list_mut, map, set, text};
use crate::status::Errors;

pub(crate) struct Pod;

static META: Meta = Meta::namespaced("", "v1", "Pod", "pods").short(&["po"]).in_all().with_status();

static COLUMNS: &[Column] = &[
    NAME,
    col("Ready", "The aggregate readiness state of this pod for accepting traffic."),
    col("Status", "The aggregate status of the containers in this pod."),
    col(
        "Restarts",
        "The number of times the containers in this pod have been restarted and when the last container in this pod has restarted.",
    ),
    AGE,
    wide("IP", "@status.podIP"),
    wide("Node", "@spec.nodeName"),
    wide("Nominated Node", "@status.nominatedNodeName"),
    wide("Readiness Gates", "@spec.readinessGates"),
];

impl Kind for Pod {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn default(&self, obj: &mut Value) {
        let spec = crate::json::object(obj, "spec");
        spec.entry("enableServiceLinks").or_insert(json!(true));
        if let Some(spec) = obj.get_mut("spec") {
            pod_spec::defaults(spec);
            pod_spec::pod_defaults(spec);
        }
    }

    fn has_generation(&self) -> bool {
        true
    }

    fn prepare_for_create(&self, obj: &mut Value) {
        let qos = qos_class(obj);
        set(obj, "status", json!({"phase": "Pending", "qosClass": qos}));
    }

    fn validate(&self, obj: &Value, errors: &mut Errors) {
        pod_spec::validate(at(obj, "spec"), "spec", errors);
    }

    fn prepare_for_update(&self, new: &mut Value, old: &Value) {
        set(new, "status", old["status"].clone());
    }

    fn validate_update(&self, new: &Value, old: &Value, errors: &mut Errors) {
        let mut allowed = old["spec"].clone();
        for group in ["containers", "initContainers"] {
            let images: Vec<Value> =
                list(new, &format!("spec.{group}")).iter().map(|c| c["image"].clone()).collect();
            for (c, image) in list_mut(&mut allowed, group).iter_mut().zip(images) {
                c["image"] = image;
            }
        }
        for field in ["tolerations", "activeDeadlineSeconds", "terminationGracePeriodSeconds"] {
            match new["spec"].get(field) {
                Some(v) => set(&mut allowed, field, v.clone()),
                None => drop(crate::json::remove(&mut allowed, field)),
            }
        }
        if allowed != new["spec"] {
            let count = |v: &Value| list(v, "spec.containers").len();
            if count(new) != count(old) {
                errors.forbidden("spec.containers", "pod updates may not add or remove containers");
                return;
            }
            errors.forbidden("spec", "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)");
        }
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        let summary = summary(obj);
        let mut restarts = summary.restarts.to_string();
        if summary.restarts > 0 && !summary.last_restart.is_empty() {
            restarts = format!("{restarts} ({} ago)", crate::clock::age(&summary.last_restart, cx.now));
        }
        let or_none = |path: &str| Value::from(if has(obj, path) { text(obj, path) } else { "<none>" });
        vec![
            cx.name(obj),
            format!("{}/{}", summary.ready, summary.total).into(),
            summary.reason.into(),
            restarts.into(),
            cx.age(obj),
            or_none("status.podIP"),
            or_none("spec.nodeName"),
            or_none("status.nominatedNodeName"),
            "<none>".into(),
        ]
    }

    fn selectable_fields(&self) -> &'static [&'static str] {
        &[
            "spec.nodeName",
            "spec.restartPolicy",
            "spec.schedulerName",
            "spec.serviceAccountName",
            "spec.hostNetwork",
            "status.phase",
            "status.podIP",
            "status.podIPs",
            "status.nominatedNodeName",
        ]
    }

    fn field(&self, obj: &Value, field: &str) -> String {
        match field {
            "spec.hostNetwork" => flag(obj, field).to_string(),
            "status.podIPs" => text(obj, "status.podIP").to_owned(),
            _ => text(obj, field).to_owned(),
        }
    }

    fn grace_period(&self, obj: &Value) -> i64 {
        // A pod without a node, or one that has ended, is gone at once.
        if !has(obj, "spec.nodeName") || ["Succeeded", "Failed"].contains(&text(obj, "status.phase")) {
            return 0;
        }
        at(obj, "spec.terminationGracePeriodSeconds").as_i64().unwrap_or(30)
    }
}

/// What a pod's row says.
pub(crate) struct Summary {
    ready: usize,
    total: usize,
    reason: String,
    restarts: i64,
    last_restart: String,
}

fn restartable(pod: &Value, name: &str) -> bool {
    list(pod, "spec.initContainers")
        .iter()
        .any(|c| text(c, "name") == name && text(c, "restartPolicy") == "Always")
}

fn ended(state: &Value) -> String {
    let reason = text(state, "terminated.reason");
    if !reason.is_empty() {
        return reason.to_owned();
    }
    let signal = int(state, "terminated.signal");
    if signal != 0 {
        format!("Signal:{signal}")
    } else {
        format!("ExitCode:{}", int(state, "terminated.exitCode"))
    }
}

/// Works out what `kubectl get pods` shows.
pub(crate) fn summary(pod: &Value) -> Summary {
    let mut reason = text(pod, "status.phase").to_owned();
    if has(pod, "status.reason") {
        reason = text(pod, "status.reason").to_owned();
    }
    if crate::json::condition(pod, "PodScheduled").is_some_and(|c| text(c, "reason") == "SchedulingGated") {
        reason = "SchedulingGated".into();
    }
    let (mut restarts, mut sidecar_restarts) = (0, 0);
    let (mut last, mut sidecar_last) = (String::new(), String::new());
    let later = |a: &mut String, b: &str| {
        if b > a.as_str() {
            *a = b.to_owned()
        }
    };
    let mut total = list(pod, "spec.containers").len();
    total += list(pod, "spec.initContainers").iter().filter(|c| text(c, "restartPolicy") == "Always").count();
    let mut ready = 0;
    let mut initializing = false;
    let init_count = list(pod, "spec.initContainers").len();
    for (i, c) in list(pod, "status.initContainerStatuses").iter().enumerate() {
        restarts += int(c, "restartCount");
        later(&mut last, text(c, "lastState.terminated.finishedAt"));
        let sidecar = restartable(pod, text(c, "name"));
        if sidecar {
            sidecar_restarts += int(c, "restartCount");
            later(&mut sidecar_last, text(c, "lastState.terminated.finishedAt"));
        }
        if has(c, "state.terminated") && int(c, "state.terminated.exitCode") == 0 {
            continue;
        }
        if sidecar && flag(c, "started") {
            if flag(c, "ready") {
                ready += 1;
            }
            continue;
        }
        reason = if at(c, "state.terminated").is_object() {
            format!("Init:{}", ended(&c["state"]))
        } else if has(c, "state.waiting.reason") && text(c, "state.waiting.reason") != "PodInitializing" {
            format!("Init:{}", text(c, "state.waiting.reason"))
        } else {
            format!("Init:{i}/{init_count}")
        };
        initializing = true;
        break;
    }
    if !initializing || crate::json::is_true(pod, "Initialized") {
        restarts = sidecar_restarts;
        last = sidecar_last;
        let mut running = false;
        for c in list(pod, "status.containerStatuses").iter().rev() {
            restarts += int(c, "restartCount");
            later(&mut last, text(c, "lastState.terminated.finishedAt"));
            if has(c, "state.waiting.reason") {
                reason = text(c, "state.waiting.reason").to_owned();
            } else if at(c, "state.terminated").is_object() {
                reason = ended(&c["state"]);
            } else if flag(c, "ready") && at(c, "state.running").is_object() {
                running = true;
                ready += 1;
            }
        }
        if reason == "Completed" && running {
            reason = if crate::json::is_true(pod, "Ready") { "Running".into() } else { "NotReady".into() };
        }
    }
    if has(pod, "metadata.deletionTimestamp") {
        let phase = text(pod, "status.phase");
        if text(pod, "status.reason") == "NodeLost" {
            reason = "Unknown".into();
        } else if !["Succeeded", "Failed"].contains(&phase) {
            reason = "Terminating".into();
        }
    }
    Summary { ready, total, reason, restarts, last_restart: last }
}

/// The quality of service class (`pkg/apis/core/helper/qos`).
pub(crate) fn qos_class(pod: &Value) -> &'static str {
    let (mut any, mut guaranteed) = (false, true);
    for group in ["spec.initContainers", "spec.containers"] {
        for c in list(pod, group) {
            for resource in ["cpu", "memory"] {
                let get = |g: &str| {
                    map(c, &format!("resources.{g}"))
                        .and_then(|m| m.get(resource))
                        .and_then(quantity::milli)
                        .unwrap_or(0)
                };
                let (limit, request) = (get("limits"), get("requests"));
                any |= limit > 0 || request > 0;
                guaranteed &= limit > 0 && (request == limit);
            }
        }
    }
    match (any, guaranteed) {
        (false, _) => "BestEffort",
        (true, true) => "Guaranteed",
        (true, false) => "Burstable",
    }
}

/// Whether a pod is ready.
pub(crate) fn is_ready(pod: &Value) -> bool {
    crate::json::is_true(pod, "Ready")
}

/// Whether a pod has neither ended nor is being deleted.
pub(crate) fn is_active(pod: &Value) -> bool {
    !["Succeeded", "Failed"].contains(&text(pod, "status.phase")) && !has(pod, "metadata.deletionTimestamp")
}

/// Sets a condition of any object, keeping its transition time while the status is the same.
pub(crate) fn set_condition(obj: &mut Value, mut condition: Value, now: &str) {
    let kind = text(&condition, "type").to_owned();
    default(&mut condition, "lastTransitionTime", now);
    let conditions = crate::json::object(obj, "status").entry("conditions").or_insert_with(|| json!([]));
    let Some(items) = conditions.as_array_mut() else { return };
    match items.iter_mut().find(|c| text(c, "type") == kind) {
        None => items.push(condition),
        Some(old) => {
            if old["status"] == condition["status"] {
                condition["lastTransitionTime"] = old["lastTransitionTime"].clone();
            }
            *old = condition;
        }
    }
}
