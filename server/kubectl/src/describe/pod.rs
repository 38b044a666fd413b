//! Describes a pod.
//!
//! Layer: one kind. Upstream: `describePod` in `kubectl/pkg/describe/describe.go`.

use apimachinery::path::{at, int_at, list_at, name_of, namespace_of, str_at};
use serde_json::Value;

use super::writer::Writer;
use super::{Settings, containers, events_of, print_events, volumes};
use crate::context::Context;
use crate::failure::Outcome;

pub(super) async fn describe(cx: &Context, pod: &Value, settings: Settings, out: &mut Writer) -> Outcome {
    let mirror = str_at(pod, &["metadata", "annotations", "kubernetes.io/config.mirror"]);
    let uid = if mirror.is_empty() { str_at(pod, &["metadata", "uid"]) } else { mirror };
    let events = events_of(cx, pod, "", uid, settings).await;
    head(pod, out);
    status(pod, out);
    let statuses = |key: &str| list_at(pod, &["status", key]);
    let init = list_at(pod, &["spec", "initContainers"]);
    if !init.is_empty() {
        containers::describe("Init Containers", init, statuses("initContainerStatuses"), Some(pod), "", out);
    }
    containers::describe(
        "Containers",
        list_at(pod, &["spec", "containers"]),
        statuses("containerStatuses"),
        Some(pod),
        "",
        out,
    );
    let ephemeral = list_at(pod, &["spec", "ephemeralContainers"]);
    if !ephemeral.is_empty() {
        containers::describe(
            "Ephemeral Containers",
            ephemeral,
            statuses("ephemeralContainerStatuses"),
            Some(pod),
            "",
            out,
        );
    }
    let conditions = list_at(pod, &["status", "conditions"]);
    let gates = list_at(pod, &["spec", "readinessGates"]);
    if !gates.is_empty() {
        out.line(0, "Readiness Gates:\n  Type\tStatus");
        for gate in gates {
            let kind = str_at(gate, &["conditionType"]);
            let found = conditions.iter().find(|condition| str_at(condition, &["type"]) == kind);
            let status = found.map_or("<none>", |condition| str_at(condition, &["status"]));
            out.line(1, &format!("{kind} \t{status} "));
        }
    }
    if !conditions.is_empty() {
        out.line(0, "Conditions:\n  Type\tStatus");
        for condition in conditions {
            out.line(1, &format!("{} \t{} ", str_at(condition, &["type"]), str_at(condition, &["status"])));
        }
    }
    volumes::describe(list_at(pod, &["spec", "volumes"]), "", out);
    out.field(0, "QoS Class", str_at(pod, &["status", "qosClass"]));
    out.labels("Node-Selectors", at(pod, &["spec", "nodeSelector"]));
    volumes::tolerations("Tolerations", list_at(pod, &["spec", "tolerations"]), out);
    volumes::spread(list_at(pod, &["spec", "topologySpreadConstraints"]), "", out);
    print_events(events, out);
    Ok(())
}

fn head(pod: &Value, out: &mut Writer) {
    out.field(0, "Name", name_of(pod));
    out.field(0, "Namespace", namespace_of(pod));
    if let Some(priority) = int_at(pod, &["spec", "priority"]) {
        out.field(0, "Priority", &priority.to_string());
    }
    let fields = [
        ("Priority Class Name", "priorityClassName"),
        ("Runtime Class Name", "runtimeClassName"),
        ("Service Account", "serviceAccountName"),
    ];
    for (label, key) in fields {
        if !str_at(pod, &["spec", key]).is_empty() {
            out.field(0, label, str_at(pod, &["spec", key]));
        }
    }
    let node = str_at(pod, &["spec", "nodeName"]);
    if node.is_empty() {
        out.field(0, "Node", "<none>");
    } else {
        out.field(0, "Node", &format!("{node}/{}", str_at(pod, &["status", "hostIP"])));
    }
    if !str_at(pod, &["status", "startTime"]).is_empty() {
        out.field(0, "Start Time", &out.moment(str_at(pod, &["status", "startTime"])));
    }
    out.labels("Labels", at(pod, &["metadata", "labels"]));
    out.annotations("Annotations", at(pod, &["metadata", "annotations"]));
}

fn status(pod: &Value, out: &mut Writer) {
    let phase = str_at(pod, &["status", "phase"]);
    let deleted = str_at(pod, &["metadata", "deletionTimestamp"]);
    if !deleted.is_empty() && !matches!(phase, "Failed" | "Succeeded") {
        out.field(0, "Status", &format!("Terminating (lasts {})", crate::time::since(deleted, out.now())));
        let grace = int_at(pod, &["metadata", "deletionGracePeriodSeconds"]).unwrap_or(0);
        out.field(0, "Termination Grace Period", &format!("{grace}s"));
    } else {
        out.field(0, "Status", phase);
    }
    for (label, key) in [("Reason", "reason"), ("Message", "message")] {
        if !str_at(pod, &["status", key]).is_empty() {
            out.field(0, label, str_at(pod, &["status", key]));
        }
    }
    let seccomp = str_at(pod, &["spec", "securityContext", "seccompProfile", "type"]);
    if !seccomp.is_empty() {
        out.field(0, "SeccompProfile", seccomp);
        if seccomp == "Localhost" {
            out.field(
                0,
                "LocalhostProfile",
                str_at(pod, &["spec", "securityContext", "seccompProfile", "localhostProfile"]),
            );
        }
    }
    out.field(0, "IP", str_at(pod, &["status", "podIP"]));
    let ips = list_at(pod, &["status", "podIPs"]);
    if ips.is_empty() {
        out.field(0, "IPs", "<none>");
    } else {
        out.line(0, "IPs:");
        for ip in ips {
            out.field(1, "IP", str_at(ip, &["ip"]));
        }
    }
    if let Some(owner) = controller_of(pod) {
        out.field(0, "Controlled By", &owner);
    }
    if !str_at(pod, &["status", "nominatedNodeName"]).is_empty() {
        out.field(0, "NominatedNodeName", str_at(pod, &["status", "nominatedNodeName"]));
    }
    if at(pod, &["spec", "resources"]).is_some() {
        out.line(0, "Resources:");
        if let Some(spec) = pod.get("spec") {
            containers::resources(spec, 1, out);
        }
    }
}

/// `Kind/name` of what controls an object.
pub(super) fn controller_of(object: &Value) -> Option<String> {
    let owners = list_at(object, &["metadata", "ownerReferences"]);
    let owner = owners.iter().find(|owner| owner.get("controller").and_then(Value::as_bool) == Some(true))?;
    Some(format!("{}/{}", str_at(owner, &["kind"]), str_at(owner, &["name"])))
}
