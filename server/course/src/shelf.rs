//! What a lesson may look up while it is read: the pictures, the glossary, the words that are not used any more.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use api::frame::Lang;
use serde::Deserialize;

use crate::glossary::Glossary;
use crate::problem::{Problem, Report};
use crate::source::Source;

/// The file of words that are not used, relative to the content's root.
const TERMS: &str = "terms.yaml";

/// What lessons share.
pub(crate) struct Shelf<'a> {
    /// The files.
    pub(crate) source: &'a dyn Source,
    /// The glossary.
    pub(crate) glossary: Glossary,
    /// Words that are not used, by language.
    terms: BTreeMap<String, Vec<Outdated>>,
}

/// A word that the field no longer uses.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Outdated {
    /// The word.
    pub(crate) word: String,
    /// What to write instead.
    pub(crate) write: String,
}

impl<'a> Shelf<'a> {
    /// Reads what lessons share. The glossary is optional for a course of one's own, and so is the list of words.
    pub(crate) fn read(source: &'a dyn Source, problems: &mut Vec<Problem>) -> Shelf<'a> {
        let glossary = Glossary::read(source, problems);
        let mut report = Report::new(TERMS);
        let terms = source.read(TERMS).map_or_else(BTreeMap::new, |text| {
            serde_yaml_ng::from_str(&text).unwrap_or_else(|error| {
                let line = error.location().map_or(1, |at| at.line());
                report.add(line, error.to_string(), "write, for each language, a list of `word` and `write`");
                BTreeMap::new()
            })
        });
        problems.append(&mut report.problems);
        Shelf { source, glossary, terms }
    }

    /// The words that are not used in a language.
    pub(crate) fn outdated(&self, lang: Lang) -> &[Outdated] {
        self.terms.get(lang.code()).map_or(&[], Vec::as_slice)
    }

    /// A shelf without anything on it.
    pub(crate) fn empty() -> &'static Shelf<'static> {
        struct Nothing;
        impl Source for Nothing {
            fn read(&self, _: &str) -> Option<String> {
                None
            }
            fn list(&self, _: &str) -> Vec<String> {
                Vec::new()
            }
        }
        static EMPTY: OnceLock<Shelf<'static>> = OnceLock::new();
        EMPTY.get_or_init(|| Shelf {
            source: &Nothing,
            glossary: Glossary::default(),
            terms: BTreeMap::new(),
        })
    }
}
