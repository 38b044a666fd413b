//! The `Table` that a server makes of objects, as clients read it: what is shown of it, and nothing else.
//!
//! Layer: data. Upstream: `apimachinery/pkg/apis/meta/v1/types.go` (`Table`).

use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// A Table, or one page of it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Table {
    /// `Table`; of any other kind the rest is empty.
    pub kind: String,
    /// Where it goes on.
    pub metadata: ListMeta,
    /// Columns.
    #[serde(rename = "columnDefinitions", deserialize_with = "or_default")]
    pub columns: Vec<Column>,
    /// Rows.
    #[serde(deserialize_with = "or_default")]
    pub rows: Vec<Row>,
}

/// A list's own metadata.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListMeta {
    /// What the next page is asked with; empty on the last.
    #[serde(rename = "continue")]
    pub next: String,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Column {
    /// Heading.
    pub name: String,
    /// `string`, `integer`, ...
    #[serde(rename = "type")]
    pub kind: String,
    /// `name` for the one that names the object.
    pub format: String,
    /// What it shows; columns that differ in it are others.
    description: String,
    /// Above 0: only with `-o wide`.
    pub priority: i64,
}

/// A row.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Value>,
    /// What is known of its object.
    #[serde(deserialize_with = "or_default")]
    pub object: RowObject,
}

/// A row's object.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RowObject {
    /// Its metadata.
    pub metadata: RowMeta,
}

/// What is printed of a row's object besides its cells.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RowMeta {
    /// Namespace.
    pub namespace: String,
    /// Labels.
    pub labels: Option<Value>,
}

fn or_default<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(reader: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(reader)?.unwrap_or_default())
}
