//! Event, as core/v1 and as events.k8s.io/v1. Mirrors `pkg/registry/core/event` and `printEvent`.
//!
//! Layer: pure.

use serde_json::{Value, json};

use super::table::{Column, RowCx, col, wide};
use super::{Kind, Meta};
use crate::json::{at, has, int, remove, set, text};

pub(crate) struct Event;

static META: Meta = Meta::namespaced("", "v1", "Event", "events").short(&["ev"]);

static COLUMNS: &[Column] = &[
    col("Last Seen", "@lastTimestamp"),
    col("Type", "@type"),
    col("Reason", "@reason"),
    col("Object", "@involvedObject"),
    wide(
        "Subobject",
        "If referring to a piece of an object instead of an entire object, this string should contain a valid JSON/Go field access statement, such as desiredState.manifest.containers[2]. For example, if the object reference is to a container within a pod, this would take on a value like: \"spec.containers{name}\" (where \"name\" refers to the name of the container that triggered the event) or if no container name is specified \"spec.containers[2]\" (container with index 2 in this pod). This syntax is chosen only to have some well-defined way of referencing a part of an object.",
    ),
    wide("Source", "@source"),
    col("Message", "@message"),
    wide("First Seen", "@firstTimestamp"),
    wide("Count", "@count"),
    Column { name: "Name", kind: "string", format: "name", priority: 1, description: "@metadata.name" },
];

impl Kind for Event {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        let first =
            if has(obj, "firstTimestamp") { text(obj, "firstTimestamp") } else { text(obj, "eventTime") };
        let mut last = if has(obj, "lastTimestamp") { text(obj, "lastTimestamp") } else { first };
        let mut count = int(obj, "count");
        if has(obj, "series") {
            last = text(obj, "series.lastObservedTime");
            count = int(obj, "series.count");
        } else if count == 0 {
            count = 1;
        }
        let kind = text(obj, "involvedObject.kind").to_lowercase();
        let object = format!("{kind}/{}", text(obj, "involvedObject.name"));
        let component = if has(obj, "source.component") {
            text(obj, "source.component")
        } else {
            text(obj, "reportingComponent")
        };
        let host =
            if has(obj, "source.host") { text(obj, "source.host") } else { text(obj, "reportingInstance") };
        let source = if host.is_empty() { component.to_owned() } else { format!("{component}, {host}") };
        vec![
            cx.since(last),
            text(obj, "type").into(),
            text(obj, "reason").into(),
            object.into(),
            text(obj, "involvedObject.fieldPath").into(),
            source.into(),
            text(obj, "message").trim().into(),
            cx.since(first),
            count.into(),
            cx.name(obj),
        ]
    }

    fn selectable_fields(&self) -> &'static [&'static str] {
        &[
            "involvedObject.kind",
            "involvedObject.namespace",
            "involvedObject.name",
            "involvedObject.uid",
            "involvedObject.apiVersion",
            "involvedObject.resourceVersion",
            "involvedObject.fieldPath",
            "reason",
            "reportingComponent",
            "source",
            "type",
        ]
    }

    fn field(&self, obj: &Value, field: &str) -> String {
        match field {
            "source" if has(obj, "source.component") => text(obj, "source.component").to_owned(),
            "source" => text(obj, "reportingComponent").to_owned(),
            _ => text(obj, field).to_owned(),
        }
    }
}

const RENAMED: &[(&str, &str)] = &[
    ("involvedObject", "regarding"),
    ("message", "note"),
    ("reportingComponent", "reportingController"),
    ("firstTimestamp", "deprecatedFirstTimestamp"),
    ("lastTimestamp", "deprecatedLastTimestamp"),
    ("count", "deprecatedCount"),
    ("source", "deprecatedSource"),
];

/// A core event in the dress of events.k8s.io/v1.
pub(crate) fn to_events_v1(core: &Value) -> Value {
    let mut out = core.clone();
    for (from, to) in RENAMED {
        if let Some(v) = remove(&mut out, from) {
            set(&mut out, to, v);
        }
    }
    set(&mut out, "apiVersion", "events.k8s.io/v1");
    if at(&out, "eventTime").is_null() {
        set(&mut out, "eventTime", Value::Null);
    }
    out
}

/// The other way round.
pub(crate) fn from_events_v1(event: &Value) -> Value {
    let mut out = event.clone();
    for (to, from) in RENAMED {
        if let Some(v) = remove(&mut out, from) {
            set(&mut out, to, v);
        }
    }
    set(&mut out, "apiVersion", json!("v1"));
    out
}
