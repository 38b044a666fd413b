//! Describes deployments and replica sets.
//!
//! Layer: two kinds. Upstream: `describeDeployment`, `describeReplicaSet`, `DescribePodTemplate`.

use apimachinery::path::{at, int_at, list_at, name_of, namespace_of, str_at};
use go_text::value::go_value;
use serde_json::Value;

use super::writer::Writer;
use super::{Settings, containers, events_of, pod, print_events, volumes};
use crate::api::Request;
use crate::commands::{label_selector, rollout_sets};
use crate::context::Context;
use crate::failure::Outcome;

pub(super) async fn deployment(
    cx: &Context,
    object: &Value,
    settings: Settings,
    out: &mut Writer,
) -> Outcome {
    let (old, new) = rollout_sets(cx, object).await?;
    let events = events_of(cx, object, "Deployment", str_at(object, &["metadata", "uid"]), settings).await;
    out.field(0, "Name", name_of(object));
    out.field(0, "Namespace", namespace_of(object));
    out.field(0, "CreationTimestamp", &out.moment(str_at(object, &["metadata", "creationTimestamp"])));
    out.labels("Labels", at(object, &["metadata", "labels"]));
    out.annotations("Annotations", at(object, &["metadata", "annotations"]));
    out.field(0, "Selector", &label_selector(at(object, &["spec", "selector"])));
    let count = |key: &str| int_at(object, &["status", key]).unwrap_or(0);
    out.field(
        0,
        "Replicas",
        &format!(
            "{} desired | {} updated | {} total | {} available | {} unavailable",
            int_at(object, &["spec", "replicas"]).unwrap_or(0),
            count("updatedReplicas"),
            count("replicas"),
            count("availableReplicas"),
            count("unavailableReplicas")
        ),
    );
    out.field(0, "StrategyType", str_at(object, &["spec", "strategy", "type"]));
    out.field(0, "MinReadySeconds", &int_at(object, &["spec", "minReadySeconds"]).unwrap_or(0).to_string());
    if let Some(rolling) = at(object, &["spec", "strategy", "rollingUpdate"]) {
        let value = |key: &str| rolling.get(key).map(go_value).unwrap_or_default();
        let text = format!("{} max unavailable, {} max surge", value("maxUnavailable"), value("maxSurge"));
        out.field(0, "RollingUpdateStrategy", &text);
    }
    template(at(object, &["spec", "template"]), out);
    conditions(object, out);
    if !old.is_empty() || new.is_some() {
        out.field(0, "OldReplicaSets", &sets(&old));
        out.field(0, "NewReplicaSet", &sets(new.as_slice()));
    }
    print_events(events, out);
    Ok(())
}

fn sets(sets: &[Value]) -> String {
    if sets.is_empty() {
        return "<none>".to_owned();
    }
    let texts: Vec<String> = sets
        .iter()
        .map(|set| {
            let (made, wanted) = (int_at(set, &["status", "replicas"]), int_at(set, &["spec", "replicas"]));
            format!("{} ({}/{} replicas created)", name_of(set), made.unwrap_or(0), wanted.unwrap_or(0))
        })
        .collect();
    texts.join(", ")
}

fn conditions(object: &Value, out: &mut Writer) {
    let conditions = list_at(object, &["status", "conditions"]);
    if conditions.is_empty() {
        return;
    }
    out.line(0, "Conditions:\n  Type\tStatus\tReason");
    out.line(1, "----\t------\t------");
    for condition in conditions {
        let of = |key: &str| str_at(condition, &[key]).to_owned();
        out.line(1, &format!("{} \t{}\t{}", of("type"), of("status"), of("reason")));
    }
}

pub(super) async fn replica_set(
    cx: &Context,
    object: &Value,
    settings: Settings,
    out: &mut Writer,
) -> Outcome {
    let selector = label_selector(at(object, &["spec", "selector"]));
    let path = format!("/api/v1/namespaces/{}/pods", apimachinery::escape::segment(namespace_of(object)));
    let pods = cx.json(Request::get(path).query("labelSelector", selector.clone())).await;
    let uid = str_at(object, &["metadata", "uid"]);
    let events = events_of(cx, object, "ReplicaSet", uid, settings).await;
    out.field(0, "Name", name_of(object));
    out.field(0, "Namespace", namespace_of(object));
    out.field(0, "Selector", &selector);
    out.labels("Labels", at(object, &["metadata", "labels"]));
    out.annotations("Annotations", at(object, &["metadata", "annotations"]));
    if let Some(owner) = pod::controller_of(object) {
        out.field(0, "Controlled By", &owner);
    }
    let (current, desired) = (int_at(object, &["status", "replicas"]), int_at(object, &["spec", "replicas"]));
    out.field(0, "Replicas", &format!("{} current / {} desired", current.unwrap_or(0), desired.unwrap_or(0)));
    match pods {
        Ok(pods) => out.field(0, "Pods Status", &statuses(&pods, uid)),
        Err(failure) => out.field(0, "Pods Status", &format!("error in fetching pods: {}", failure.text())),
    }
    template(at(object, &["spec", "template"]), out);
    conditions(object, out);
    print_events(events, out);
    Ok(())
}

/// How many pods of a controller are in which phase.
pub(super) fn statuses(pods: &Value, uid: &str) -> String {
    let owned = |pod: &&Value| {
        let owners = list_at(pod, &["metadata", "ownerReferences"]);
        owners.iter().any(|owner| str_at(owner, &["uid"]) == uid)
    };
    let count = |phase: &str| {
        let all = list_at(pods, &["items"]).iter().filter(owned);
        all.filter(|pod| str_at(pod, &["status", "phase"]) == phase).count()
    };
    format!(
        "{} Running / {} Waiting / {} Succeeded / {} Failed",
        count("Running"),
        count("Pending"),
        count("Succeeded"),
        count("Failed")
    )
}

/// A pod template.
pub(super) fn template(template: Option<&Value>, out: &mut Writer) {
    out.line(0, "Pod Template:");
    let Some(template) = template else {
        out.put(1, "<unset>");
        return;
    };
    out.labels("  Labels", at(template, &["metadata", "labels"]));
    let annotations = at(template, &["metadata", "annotations"]);
    if annotations.and_then(Value::as_object).is_some_and(|map| !map.is_empty()) {
        out.annotations("  Annotations", annotations);
    }
    let spec = template.get("spec").unwrap_or(&Value::Null);
    if !str_at(spec, &["serviceAccountName"]).is_empty() {
        out.field(1, "Service Account", str_at(spec, &["serviceAccountName"]));
    }
    let init = list_at(spec, &["initContainers"]);
    if !init.is_empty() {
        containers::describe("Init Containers", init, &[], None, "  ", out);
    }
    containers::describe("Containers", list_at(spec, &["containers"]), &[], None, "  ", out);
    volumes::describe(list_at(spec, &["volumes"]), "  ", out);
    volumes::spread(list_at(spec, &["topologySpreadConstraints"]), "  ", out);
    if !str_at(spec, &["priorityClassName"]).is_empty() {
        out.field(1, "Priority Class Name", str_at(spec, &["priorityClassName"]));
    }
    out.labels("  Node-Selectors", at(spec, &["nodeSelector"]));
    volumes::tolerations("  Tolerations", list_at(spec, &["tolerations"]), out);
}
