//! The server's Table as it is read: what is printed of it, and nothing else.
//!
//! Layer: data. Upstream: `apimachinery/pkg/apis/meta/v1/types.go` (`Table`).

use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// A Table, or one page of it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Table {
    /// `Table`; of any other kind the rest is empty.
    pub(crate) kind: String,
    /// Where it goes on.
    pub(crate) metadata: ListMeta,
    /// Columns.
    #[serde(rename = "columnDefinitions", deserialize_with = "or_default")]
    pub(crate) columns: Vec<Column>,
    /// Rows.
    #[serde(deserialize_with = "or_default")]
    pub(crate) rows: Vec<Row>,
}

/// A list's own metadata.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ListMeta {
    /// What the next page is asked with; empty on the last.
    #[serde(rename = "continue")]
    pub(crate) next: String,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Column {
    /// Heading.
    pub(crate) name: String,
    /// `string`, `integer`, ...
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// `name` for the one that names the object.
    pub(crate) format: String,
    /// What it shows; columns that differ in it are others.
    description: String,
    /// Above 0: only with `-o wide`.
    pub(crate) priority: i64,
}

/// A row.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Row {
    /// Its cells.
    pub(crate) cells: Vec<Value>,
    /// What is known of its object.
    #[serde(deserialize_with = "or_default")]
    pub(crate) object: RowObject,
}

/// A row's object.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RowObject {
    /// Its metadata.
    pub(crate) metadata: RowMeta,
}

/// What is printed of a row's object besides its cells.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RowMeta {
    /// Namespace.
    pub(crate) namespace: String,
    /// Labels.
    pub(crate) labels: Option<Value>,
}

fn or_default<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(reader: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(reader)?.unwrap_or_default())
}
