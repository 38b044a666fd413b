//! Describes daemon sets and stateful sets.
//!
//! Layer: two kinds. Upstream: `describeDaemonSet`, `describeStatefulSet`, `describeVolumeClaimTemplates`.

use apimachinery::path::{at, int_at, list_at, name_of, namespace_of, str_at};
use go_text::value::go_value;
use serde_json::Value;

use super::writer::Writer;
use super::{Settings, events_of, print_events, workload};
use crate::api::Request;
use crate::commands::label_selector;
use crate::context::Context;
use crate::failure::Outcome;
use crate::printers;

/// The pods of a controller, counted.
async fn pods(cx: &Context, object: &Value, selector: &str) -> Outcome<String> {
    let path = format!("/api/v1/namespaces/{}/pods", apimachinery::escape::segment(namespace_of(object)));
    let pods = cx.json(Request::get(path).query("labelSelector", selector)).await?;
    Ok(workload::statuses(&pods, str_at(object, &["metadata", "uid"])))
}

/// `DaemonSet`.
pub(super) async fn daemon_set(
    cx: &Context,
    object: &Value,
    settings: Settings,
    out: &mut Writer,
) -> Outcome {
    let selector = label_selector(at(object, &["spec", "selector"]));
    let pods = pods(cx, object, &selector).await?;
    let events = events_of(cx, object, "DaemonSet", str_at(object, &["metadata", "uid"]), settings).await;
    out.field(0, "Name", name_of(object));
    out.field(0, "Namespace", namespace_of(object));
    out.field(0, "Selector", &selector);
    let nodes = at(object, &["spec", "template", "spec", "nodeSelector"]);
    out.field(0, "Node-Selector", &printers::labels(nodes));
    out.labels("Labels", at(object, &["metadata", "labels"]));
    out.annotations("Annotations", at(object, &["metadata", "annotations"]));
    for (label, key) in [
        ("Desired Number of Nodes Scheduled", "desiredNumberScheduled"),
        ("Current Number of Nodes Scheduled", "currentNumberScheduled"),
        ("Number of Nodes Scheduled with Up-to-date Pods", "updatedNumberScheduled"),
        ("Number of Nodes Scheduled with Available Pods", "numberAvailable"),
        ("Number of Nodes Misscheduled", "numberMisscheduled"),
    ] {
        out.line(0, &format!("{label}: {}", int_at(object, &["status", key]).unwrap_or(0)));
    }
    out.field(0, "Pods Status", &pods);
    workload::template(at(object, &["spec", "template"]), out);
    print_events(events, out);
    Ok(())
}

/// `StatefulSet`.
pub(super) async fn stateful_set(
    cx: &Context,
    object: &Value,
    settings: Settings,
    out: &mut Writer,
) -> Outcome {
    let selector = label_selector(at(object, &["spec", "selector"]));
    let pods = pods(cx, object, &selector).await?;
    let events = events_of(cx, object, "StatefulSet", str_at(object, &["metadata", "uid"]), settings).await;
    out.field(0, "Name", name_of(object));
    out.field(0, "Namespace", namespace_of(object));
    let made = str_at(object, &["metadata", "creationTimestamp"]);
    out.field(0, "CreationTimestamp", &out.moment(made));
    out.field(0, "Selector", &selector);
    out.labels("Labels", at(object, &["metadata", "labels"]));
    out.annotations("Annotations", at(object, &["metadata", "annotations"]));
    let (wanted, all) = (int_at(object, &["spec", "replicas"]), int_at(object, &["status", "replicas"]));
    out.field(0, "Replicas", &format!("{} desired | {} total", wanted.unwrap_or(0), all.unwrap_or(0)));
    out.field(0, "Update Strategy", str_at(object, &["spec", "updateStrategy", "type"]));
    if let Some(partition) = int_at(object, &["spec", "updateStrategy", "rollingUpdate", "partition"]) {
        out.field(1, "Partition", &partition.to_string());
        if let Some(most) = at(object, &["spec", "updateStrategy", "rollingUpdate", "maxUnavailable"]) {
            out.field(1, "MaxUnavailable", &go_value(most));
        }
    }
    out.field(0, "Pods Status", &pods);
    workload::template(at(object, &["spec", "template"]), out);
    claims(list_at(object, &["spec", "volumeClaimTemplates"]), out);
    print_events(events, out);
    Ok(())
}

fn claims(claims: &[Value], out: &mut Writer) {
    if claims.is_empty() {
        out.field(0, "Volume Claims", "<none>");
        return;
    }
    out.line(0, "Volume Claims:");
    for claim in claims {
        out.field(1, "Name", name_of(claim));
        let older = str_at(claim, &["metadata", "annotations", "volume.beta.kubernetes.io/storage-class"]);
        let class = if older.is_empty() { str_at(claim, &["spec", "storageClassName"]) } else { older };
        out.field(1, "StorageClass", class);
        out.labels_at("  ", "Labels", at(claim, &["metadata", "labels"]));
        out.labels_at("  ", "Annotations", at(claim, &["metadata", "annotations"]));
        let size = str_at(claim, &["spec", "resources", "requests", "storage"]);
        out.field(1, "Capacity", if size.is_empty() { "<default>" } else { size });
        let modes = at(claim, &["spec", "accessModes"]).map_or_else(|| "[]".to_owned(), go_value);
        out.field(1, "Access Modes", &modes);
    }
}
