//! Describes persistent volume claims.
//!
//! Layer: one kind. Upstream: `describePersistentVolumeClaim`, `printPersistentVolumeClaim`.

use apimachinery::path::{at, list_at, name_of, namespace_of, str_at};
use serde_json::Value;

use super::writer::Writer;
use super::{Settings, events_of, print_events};
use crate::api::Request;
use crate::context::Context;
use crate::failure::Outcome;
use crate::time::since;

/// Access modes and how they are shown, in kubectl's order.
const MODES: [(&str, &str); 4] = [
    ("ReadWriteOnce", "RWO"),
    ("ReadOnlyMany", "ROX"),
    ("ReadWriteMany", "RWX"),
    ("ReadWriteOncePod", "RWOP"),
];

/// `PersistentVolumeClaim`.
pub(super) async fn describe(cx: &Context, object: &Value, settings: Settings, out: &mut Writer) -> Outcome {
    let users = users(cx, object, settings).await?;
    let uid = str_at(object, &["metadata", "uid"]);
    let events = events_of(cx, object, "PersistentVolumeClaim", uid, settings).await;
    out.field(0, "Name", name_of(object));
    out.field(0, "Namespace", namespace_of(object));
    out.field(0, "StorageClass", class(object));
    out.field(0, "Status", &status(object, out));
    let volume = str_at(object, &["spec", "volumeName"]);
    out.field(0, "Volume", volume);
    out.labels("Labels", at(object, &["metadata", "labels"]));
    out.annotations("Annotations", at(object, &["metadata", "annotations"]));
    out.field(0, "Finalizers", &format!("[{}]", words(object, &["metadata", "finalizers"]).join(" ")));
    let bound = !volume.is_empty();
    let capacity = match str_at(object, &["status", "capacity", "storage"]) {
        _ if !bound => "",
        "" => "0",
        given => given,
    };
    out.field(0, "Capacity", capacity);
    let given = words(object, &["status", "accessModes"]);
    let shown: Vec<&str> =
        MODES.iter().filter(|(mode, _)| bound && given.contains(mode)).map(|(_, short)| *short).collect();
    out.field(0, "Access Modes", &shown.join(","));
    if let Some(mode) = at(object, &["spec", "volumeMode"]).and_then(Value::as_str) {
        out.field(0, "VolumeMode", mode);
    }
    source(object, out);
    if users.is_empty() {
        out.field(0, "Used By", "<none>");
    }
    for (index, name) in users.iter().enumerate() {
        out.line(0, &format!("{}\t{name}", if index == 0 { "Used By:" } else { "" }));
    }
    conditions(object, out);
    print_events(events, out);
    Ok(())
}

fn words<'o>(object: &'o Value, path: &[&str]) -> Vec<&'o str> {
    list_at(object, path).iter().filter_map(Value::as_str).collect()
}

/// The storage class, which an annotation named before there was a field.
fn class(object: &Value) -> &str {
    let old = str_at(object, &["metadata", "annotations", "volume.beta.kubernetes.io/storage-class"]);
    if old.is_empty() { str_at(object, &["spec", "storageClassName"]) } else { old }
}

fn status(object: &Value, out: &Writer) -> String {
    match str_at(object, &["metadata", "deletionTimestamp"]) {
        "" => str_at(object, &["status", "phase"]).to_owned(),
        moment => format!("Terminating (lasts {})", since(moment, out.now())),
    }
}

fn source(object: &Value, out: &mut Writer) {
    let Some(source) = at(object, &["spec", "dataSource"]) else { return };
    out.line(0, "DataSource:");
    if let Some(group) = at(source, &["apiGroup"]).and_then(Value::as_str) {
        out.field(1, "APIGroup", group);
    }
    out.field(1, "Kind", str_at(source, &["kind"]));
    out.field(1, "Name", str_at(source, &["name"]));
}

fn conditions(object: &Value, out: &mut Writer) {
    let conditions = list_at(object, &["status", "conditions"]);
    if conditions.is_empty() {
        return;
    }
    out.line(0, "Conditions:");
    out.line(1, "Type\tStatus\tLastProbeTime\tLastTransitionTime\tReason\tMessage");
    out.line(1, "----\t------\t-----------------\t------------------\t------\t-------");
    for condition in conditions {
        let of = |key: &str| str_at(condition, &[key]);
        let (probed, changed) = (out.moment(of("lastProbeTime")), out.moment(of("lastTransitionTime")));
        let (kind, status, reason, message) = (of("type"), of("status"), of("reason"), of("message"));
        out.line(1, &format!("{kind} \t{status} \t{probed} \t{changed} \t{reason} \t{message}"));
    }
}

/// The pods that use a claim, and those that own it, by name.
async fn users(cx: &Context, object: &Value, settings: Settings) -> Outcome<Vec<String>> {
    let path = format!("/api/v1/namespaces/{}/pods", apimachinery::escape::segment(namespace_of(object)));
    let mut request = Request::get(path);
    if settings.chunk > 0 {
        request = request.query("limit", settings.chunk.to_string());
    }
    let pods = cx.json(request).await?;
    let owners = list_at(object, &["metadata", "ownerReferences"]);
    let claimed = |pod: &Value| {
        list_at(pod, &["spec", "volumes"])
            .iter()
            .any(|volume| str_at(volume, &["persistentVolumeClaim", "claimName"]) == name_of(object))
    };
    let owns = |pod: &Value| {
        let uid = str_at(pod, &["metadata", "uid"]);
        owners.iter().any(|owner| str_at(owner, &["kind"]) == "Pod" && str_at(owner, &["uid"]) == uid)
    };
    let mut names: Vec<String> = list_at(&pods, &["items"])
        .iter()
        .filter(|pod| claimed(pod) || owns(pod))
        .map(|pod| name_of(pod).to_owned())
        .collect();
    names.sort();
    Ok(names)
}
