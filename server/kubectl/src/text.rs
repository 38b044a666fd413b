//! The words that commands read objects and write Go's text with, under one name.
//!
//! Layer: a door; what is behind it stands in `apimachinery` and `go-text`.

pub(crate) use apimachinery::path::{at, int_at, list_at, name_of, namespace_of, str_at};
pub(crate) use go_text::quote;
pub(crate) use go_text::value::go_value;
