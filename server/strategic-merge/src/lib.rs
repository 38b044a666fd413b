//! Strategic merge patch and JSON merge patch over plain JSON values.
//!
//! Layer: a library without I/O, below `kubectl` (which makes patches) and `practice` (which applies them).
//! Upstream: `k8s.io/apimachinery/pkg/util/strategicpatch/patch.go`; [`types`] has the merge keys, by type and field.

mod apply;
mod diff;
mod types;

use serde_json::Value;

pub use apply::{apply, merge};
pub use diff::{three_way, two_way};
pub use types::{Field, field, is_known};

/// Why a patch cannot be made or applied.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A patch, or what it applies to, is not an object.
    #[error("invalid JSON document")]
    NotAnObject,
    /// A `$patch` directive that does not exist.
    #[error("unknown patch directive {0:?}")]
    UnknownDirective(String),
    /// An item of a merged list has no merge key.
    #[error("map: {item} does not contain declared merge key: {key}")]
    NoMergeKey {
        /// The item, as Go prints a map.
        item: String,
        /// The merge key.
        key: String,
    },
    /// A list is patched with something else, or the other way round.
    #[error("expected {expected} at {field}, but received {received}")]
    WrongType {
        /// The field.
        field: String,
        /// What stands in the object.
        expected: &'static str,
        /// What stands in the patch.
        received: &'static str,
    },
}

/// The name of a value's type, for messages.
pub(crate) fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "a map",
    }
}

#[cfg(test)]
mod tests;
