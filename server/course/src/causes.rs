//! `causes.yaml`: what usually causes an error message, and the lesson that explains it.

use api::frame::Lang;
use serde::Deserialize;

use crate::passes::html::Renderer;
use crate::plan::Plan;
use crate::problem::{Problem, Report};
use crate::shelf::Shelf;
use crate::source::Source;

/// The file's path in the content's root.
const FILE: &str = "causes.yaml";

/// A cause in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The words, as HTML.
    pub html: String,
    /// Id of the lesson that explains it.
    pub lesson: Option<String>,
}

/// Every cause, the particular before the general.
#[derive(Clone, Debug, Default)]
pub(crate) struct Causes(Vec<Read>);

#[derive(Clone, Debug)]
struct Read {
    says: Vec<String>,
    /// In the order of [`Lang::ALL`].
    words: Vec<(Lang, Cause)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    says: Vec<String>,
    en: String,
    zh: String,
    lesson: Option<String>,
}

impl Causes {
    /// Reads the file; a course of one's own may have none.
    pub(crate) fn read(
        source: &dyn Source,
        plan: &Plan,
        shelf: &Shelf,
        problems: &mut Vec<Problem>,
    ) -> Causes {
        let mut causes = Causes::default();
        let Some(text) = source.read(FILE) else { return causes };
        let mut report = Report::new(FILE);
        let written: Vec<Written> = serde_yaml_ng::from_str(&text).unwrap_or_else(|error| {
            let line = error.location().map_or(1, |at| at.line());
            report.add(line, error.to_string(), "write the fields that content/README.md lists");
            Vec::new()
        });
        let lines: Vec<usize> =
            text.lines().enumerate().filter(|(_, l)| l.starts_with("- ")).map(|(at, _)| at + 1).collect();
        for (at, entry) in written.into_iter().enumerate() {
            let line = lines.get(at).copied().unwrap_or(1);
            if entry.says.iter().all(|part| part.trim().is_empty()) {
                report.add(
                    line,
                    "this cause fits every message",
                    "write in `says` what the message contains",
                );
            }
            if let Some(earlier) = causes.of(&entry.says.join("\n")) {
                let message =
                    format!("an earlier cause fits all of its messages: {}", earlier.says.join(", "));
                report.add(line, message, "move this one above it");
            }
            if let Some(id) = &entry.lesson
                && !plan.lessons().any(|lesson| lesson == id)
            {
                report.add(line, format!("there is no lesson `{id}`"), "write an id of content/course.yaml");
            }
            let words = [(Lang::En, entry.en), (Lang::Zh, entry.zh)].into_iter().map(|(lang, words)| {
                let mut page = Renderer::new(FILE, lang, shelf);
                let html = page.line(&words, line);
                report.problems.append(&mut page.report.problems);
                (lang, Cause { html, lesson: entry.lesson.clone() })
            });
            causes.0.push(Read { words: words.collect(), says: entry.says });
        }
        problems.append(&mut report.problems);
        causes
    }

    /// The usual cause of a message, if it is a known one.
    pub(crate) fn find(&self, lang: Lang, message: &str) -> Option<&Cause> {
        self.of(message)?.words.iter().find(|(l, _)| *l == lang).map(|(_, cause)| cause)
    }

    fn of(&self, message: &str) -> Option<&Read> {
        self.0.iter().find(|cause| cause.says.iter().all(|part| message.contains(part.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Memory;

    fn read(text: &str) -> (Causes, Vec<Problem>) {
        let mut source = Memory::default();
        let plan = "blanks: {}\nparts: [{id: a, title: {en: A, zh: 甲}, lessons: [pods]}]\n";
        source.0.insert("course.yaml".into(), plan.into());
        source.0.insert(FILE.into(), text.into());
        let mut report = Report::new("course.yaml");
        let plan = Plan::read(&source, &mut report);
        let mut problems = report.problems;
        let causes = Causes::read(&source, &plan, Shelf::empty(), &mut problems);
        (causes, problems)
    }

    #[test]
    fn the_first_cause_that_stands_whole_in_the_message_is_found() {
        let (causes, problems) = read(concat!(
            "- {says: ['pods \"', not found], en: Look at `get pods`., zh: 看 `get pods`。, lesson: pods}\n",
            "- {says: [not found], en: Another., zh: 另一个。}\n",
        ));
        assert!(problems.is_empty(), "{problems:?}");
        let found = causes.find(Lang::En, "Error from server (NotFound): pods \"x\" not found").unwrap();
        assert_eq!(
            (found.html.as_str(), found.lesson.as_deref()),
            ("Look at <code>get pods</code>.", Some("pods"))
        );
        let other = causes.find(Lang::Zh, "Error from server (NotFound): nodes \"x\" not found").unwrap();
        assert_eq!((other.html.as_str(), &other.lesson), ("另一个。", &None));
        assert_eq!(causes.find(Lang::En, "Error from server (Forbidden): pods \"x\" is forbidden"), None);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let (_, problems) = read(concat!(
            "- {says: [not found], en: One., zh: 一。, lesson: none}\n",
            "- {says: ['pods \"', not found], en: Two., zh: 二。}\n",
            "- {says: [''], en: Three., zh: 三。}\n",
        ));
        let told: Vec<(usize, &str)> = problems.iter().map(|p| (p.line, p.message.as_str())).collect();
        let expected = [
            (1, "there is no lesson `none`"),
            (2, "an earlier cause fits all of its messages: not found"),
            (3, "this cause fits every message"),
        ];
        assert_eq!(told, expected);
    }
}
