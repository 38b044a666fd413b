//! The first part of every address: `/zh` for Chinese, nothing for English. One route serves both languages, so that a
//! change of language changes the page in place.

use leptos_router::{PartialPathMatch, PathSegment, PossibleRouteMatch};

/// Matches `/zh` or nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Language;

impl PossibleRouteMatch for Language {
    fn optional(&self) -> bool {
        false
    }

    fn test<'a>(&self, path: &'a str) -> Option<PartialPathMatch<'a>> {
        let length = if path == "/zh" || path.starts_with("/zh/") { 3 } else { 0 };
        let (matched, remaining) = path.split_at(length);
        Some(PartialPathMatch::new(remaining, Vec::new(), matched))
    }

    fn generate_path(&self, path: &mut Vec<PathSegment>) {
        path.push(PathSegment::OptionalParam("language".into()));
    }
}
