//! Names and namespaces that cannot stand in a URL's path: refused before anything is sent.
//!
//! Upstream: `apimachinery/pkg/api/validation/path/name.go`, `client-go/rest/request.go`.

use apimachinery::names::path_segment;
use go_text::quote;

use crate::failure::{Failure, Outcome, fail};

/// What is wrong with a segment, as Go prints the list; `None` when nothing is.
fn problems(segment: &str) -> Option<String> {
    let found = path_segment(segment);
    (!found.is_empty()).then(|| format!("[{}]", found.join(" ")))
}

/// Checks the namespace of a list; upstream prints this refusal bare.
pub(super) fn check_list(namespace: &str) -> Outcome {
    match problems(namespace) {
        Some(list) => Err(Failure::Verbatim(format!("invalid namespace {}: {list}", quote(namespace)), 1)),
        None => Ok(()),
    }
}

/// Checks the namespace and the name of one object.
pub(super) fn check_object(namespace: &str, name: &str) -> Outcome {
    if let Some(list) = problems(namespace) {
        return fail(format!("invalid namespace {}: {list}", quote(namespace)));
    }
    match problems(name) {
        Some(list) => fail(format!("invalid resource name {}: {list}", quote(name))),
        None => Ok(()),
    }
}
