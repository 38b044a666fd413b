//! Fills a blank from the cluster: the newest object of a kind that matches, so that a page offers a name that exists.

use std::sync::Arc;

use api::learn::Pick;
use apimachinery::path::{at, labels_of, str_at};
use apimachinery::selector::Selector;
use serde_json::Value;

use crate::live::sources::Sources;

/// The name to offer by what is known now; the selector has its blanks filled in.
pub(crate) fn look(sources: &mut Sources, pick: &Pick, namespace: &str) -> Option<String> {
    name(pick, &pick.selector, &sources.now(&pick.resource, Some(namespace)).all())
}

/// The name to offer. Objects that are going away come last; among equals the oldest, which is the one that stays.
pub(crate) fn name(pick: &Pick, selector: &str, objects: &[Arc<Value>]) -> Option<String> {
    debug_assert!(!pick.resource.is_empty());
    let selector = Selector::parse(selector).ok()?;
    objects
        .iter()
        .filter(|object| selector.matches(labels_of(object)))
        .min_by_key(|object| {
            let leaving = at(object, "metadata.deletionTimestamp").is_some();
            (
                leaving,
                str_at(object, "metadata.creationTimestamp").to_owned(),
                str_at(object, "metadata.name").to_owned(),
            )
        })
        .map(|object| str_at(object, "metadata.name").to_owned())
}
