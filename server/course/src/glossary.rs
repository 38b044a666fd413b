//! `glossary.yaml`: the field's terms, explained in both languages.

use std::collections::BTreeMap;

use api::frame::Lang;
use api::learn::Term;
use serde::Deserialize;

use crate::fence::is_id;
use crate::passes::html::Renderer;
use crate::problem::{Problem, Report};
use crate::shelf::Shelf;
use crate::source::Source;

/// The file's path in the content's root.
const FILE: &str = "glossary.yaml";

/// Every term, by id, in each language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Glossary {
    terms: BTreeMap<(&'static str, String), Term>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    en: WrittenTerm,
    zh: WrittenTerm,
    #[serde(default)]
    also: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTerm {
    term: String,
    text: String,
}

impl Glossary {
    /// Reads the file; a course without one has no terms.
    pub(crate) fn read(source: &dyn Source, problems: &mut Vec<Problem>) -> Glossary {
        let mut glossary = Glossary::default();
        let Some(text) = source.read(FILE) else { return glossary };
        let mut report = Report::new(FILE);
        let written: BTreeMap<String, Written> = serde_yaml_ng::from_str(&text).unwrap_or_else(|error| {
            let line = error.location().map_or(1, |at| at.line());
            report.add(line, error.to_string(), "write the fields that content/README.md lists");
            BTreeMap::new()
        });
        for (id, entry) in written {
            let line = text.lines().position(|l| l.starts_with(&format!("{id}:"))).map_or(1, |at| at + 1);
            if !is_id(&id) {
                report.add(line, format!("`{id}` is no id"), "write lower-case letters, digits and dashes");
            }
            for (lang, words) in [(Lang::En, entry.en), (Lang::Zh, entry.zh)] {
                let mut page = Renderer::new(FILE, lang, Shelf::empty());
                let html = page.line(&words.text, line);
                report.problems.append(&mut page.report.problems);
                let term = Term { id: id.clone(), term: words.term, html, also: entry.also.clone() };
                glossary.terms.insert((lang.code(), id.clone()), term);
            }
        }
        problems.append(&mut report.problems);
        glossary
    }

    /// A term.
    pub(crate) fn get(&self, lang: Lang, id: &str) -> Option<&Term> {
        self.terms.get(&(lang.code(), id.to_owned()))
    }

    /// All terms of a language, by id.
    pub(crate) fn all(&self, lang: Lang) -> Vec<Term> {
        self.terms.iter().filter(|((l, _), _)| *l == lang.code()).map(|(_, term)| term.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Memory;

    #[test]
    fn terms_are_read_in_both_languages() {
        let mut source = Memory::default();
        let text = "taint:\n  en: {term: taint, text: A `mark`.}\n  zh: {term: 污点, text: 标记。}\n  also: [NoSchedule]\n";
        source.0.insert(FILE.into(), text.into());
        let mut problems = Vec::new();
        let glossary = Glossary::read(&source, &mut problems);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(glossary.get(Lang::En, "taint").unwrap().html, "A <code>mark</code>.");
        assert_eq!(glossary.all(Lang::Zh)[0].term, "污点");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let mut source = Memory::default();
        source
            .0
            .insert(FILE.into(), "a:\n  en: {term: a, text: <b>x</b>}\n  zh: {term: a, text: x}\n".into());
        let mut problems = Vec::new();
        Glossary::read(&source, &mut problems);
        assert_eq!(problems[0].line, 1);
        assert!(problems[0].message.contains("raw HTML"), "{problems:?}");
    }
}
