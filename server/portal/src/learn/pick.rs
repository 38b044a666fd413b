//! Fills a blank from the cluster: the newest object of a kind that matches, so that a page offers a name that exists.

use std::sync::Arc;

use api::learn::Pick;
use serde_json::Value;

use cluster::object::{at, selected, text};

/// The name to offer. Objects that are going away come last; among equals the oldest, which is the one that stays.
pub(crate) fn name(pick: &Pick, selector: &str, objects: &[Arc<Value>]) -> Option<String> {
    debug_assert!(!pick.resource.is_empty());
    objects
        .iter()
        .filter(|object| selected(object, selector))
        .min_by_key(|object| {
            let leaving = at(object, "metadata.deletionTimestamp").is_some();
            (
                leaving,
                text(object, "metadata.creationTimestamp").to_owned(),
                text(object, "metadata.name").to_owned(),
            )
        })
        .map(|object| text(object, "metadata.name").to_owned())
}
