//! Tables as the server prints them: columns, rows and the cells that kinds share.
//!
//! Layer: pure. Mirrors `pkg/printers/internalversion/printers.go`.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::clock;
use crate::json::{list, text};

/// One column. A description that begins with `@` is that of a field of the kind's schema.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) format: &'static str,
    pub(crate) priority: u8,
    pub(crate) description: &'static str,
}

/// A string column.
pub(crate) const fn col(name: &'static str, description: &'static str) -> Column {
    Column { name, kind: "string", format: "", priority: 0, description }
}

/// A column of numbers.
pub(crate) const fn num(name: &'static str, description: &'static str) -> Column {
    Column { name, kind: "integer", format: "", priority: 0, description }
}

/// A column that only `-o wide` shows.
pub(crate) const fn wide(name: &'static str, description: &'static str) -> Column {
    Column { name, kind: "string", format: "", priority: 1, description }
}

/// The name column.
pub(crate) const NAME: Column =
    Column { name: "Name", kind: "string", format: "name", priority: 0, description: "@metadata.name" };
/// The age column.
pub(crate) const AGE: Column = col("Age", "@metadata.creationTimestamp");
/// Container names of a template.
pub(crate) const CONTAINERS: Column = wide("Containers", "Names of each container in the template.");
/// Images of a template.
pub(crate) const IMAGES: Column = wide("Images", "Images referenced by each container in the template.");
/// Name and age alone.
pub(crate) static PLAIN: &[Column] = &[NAME, AGE];

/// What rows need besides the object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowCx {
    /// Now, for ages.
    pub(crate) now: Timestamp,
}

impl RowCx {
    /// The name cell.
    pub(crate) fn name(&self, obj: &Value) -> Value {
        text(obj, "metadata.name").into()
    }

    /// The age cell.
    pub(crate) fn age(&self, obj: &Value) -> Value {
        self.since(text(obj, "metadata.creationTimestamp"))
    }

    /// How long ago a time was.
    pub(crate) fn since(&self, time: &str) -> Value {
        clock::age(time, self.now).into()
    }

    /// Containers and images of a pod template's spec, the two wide cells of workloads.
    pub(crate) fn containers(&self, spec: &Value) -> [Value; 2] {
        let join = |field: &str| {
            list(spec, "containers").iter().map(|c| text(c, field)).collect::<Vec<_>>().join(",")
        };
        [join("name").into(), join("image").into()]
    }

    /// The `Table` of some objects. `include`: `None`, `Metadata` (the default) or `Object`.
    pub(crate) fn table(
        &self,
        kind: super::KindId,
        objects: &[Value],
        include: &str,
        version: &str,
        meta: Value,
        headers: bool,
    ) -> Value {
        let imp = kind.get();
        let columns: Vec<Value> = if headers {
            imp.columns()
                .iter()
                .map(|c| {
                    json!({
                        "name": c.name, "type": c.kind, "format": c.format, "priority": c.priority,
                        "description": crate::schema::column_description(kind, c.description),
                    })
                })
                .collect()
        } else {
            Vec::new()
        };
        let api_version = format!("meta.k8s.io/{version}");
        let rows: Vec<Value> = objects.iter().map(|obj| {
            let mut row = json!({"cells": imp.row(obj, self)});
            row["object"] = match include {
                "None" => Value::Null,
                "Object" => obj.clone(),
                _ => json!({"kind": "PartialObjectMetadata", "apiVersion": api_version, "metadata": obj["metadata"]}),
            };
            if include == "None" {
                row["object"] = Value::Null;
            }
            row
        }).collect();
        json!({"kind": "Table", "apiVersion": api_version, "metadata": meta, "columnDefinitions": columns, "rows": rows})
    }
}

/// A count cell.
pub(crate) fn count(obj: &Value, path: &str) -> Value {
    crate::json::int(obj, path).into()
}

/// A label selector as `metav1.FormatLabelSelector` prints it.
pub(crate) fn selector(v: &Value) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some(labels) = v.get("matchLabels").and_then(Value::as_object) {
        parts.extend(labels.iter().map(|(k, v)| format!("{k}={}", v.as_str().unwrap_or(""))));
    }
    for e in list(v, "matchExpressions") {
        let values = list(e, "values").iter().filter_map(Value::as_str).collect::<Vec<_>>().join(",");
        let key = text(e, "key");
        parts.push(match text(e, "operator") {
            "In" => format!("{key} in ({values})"),
            "NotIn" => format!("{key} notin ({values})"),
            "DoesNotExist" => format!("!{key}"),
            _ => key.to_owned(),
        });
    }
    if parts.is_empty() { "<none>".into() } else { parts.join(",") }
}

/// A plain map of labels as `labels.FormatLabels` prints it.
pub(crate) fn labels(v: &Value) -> String {
    match v.as_object().filter(|m| !m.is_empty()) {
        None => "<none>".into(),
        Some(map) => {
            map.iter().map(|(k, v)| format!("{k}={}", v.as_str().unwrap_or(""))).collect::<Vec<_>>().join(",")
        }
    }
}
