//! What is told of a server function's error.

use leptos::prelude::ServerFnError;

/// A server function's error in words for the reader.
pub(crate) fn message(error: &ServerFnError) -> String {
    match error {
        ServerFnError::ServerError(text) => text.clone(),
        other => other.to_string(),
    }
}
