//! Every rule over whole lessons, one file each. A rule says what it asks for, finds what breaks it, and says what to write.

mod anchors;
mod blanks;
mod commands;
mod front;
mod hosts;
mod ids;
mod live;
mod parity;
mod pictures;
mod plan;
mod quiz;

pub(crate) use blanks::declared;

use api::frame::Lang;

use crate::course::LineCheck;
use crate::draft::Draft;
use crate::plan::Plan;
use crate::problem::{Problem, Report};
use crate::source::Source;

/// Runs every rule.
pub(crate) fn run(source: &dyn Source, plan: &Plan, drafts: &[Draft], runs: LineCheck) -> Vec<Problem> {
    let mut problems = plan::check(source, plan, drafts);
    problems.append(&mut pictures::check(source, drafts));
    for draft in drafts {
        let mut report = Report::new(&draft.path);
        front::check(draft, plan, &mut report);
        ids::check(draft, &mut report);
        commands::check(draft, plan, runs, &mut report);
        hosts::check(draft, &mut report);
        live::check(draft, &mut report);
        blanks::check(draft, plan, &mut report);
        quiz::check(draft, &mut report);
        anchors::check(draft, drafts, &mut report);
        if draft.lang != Lang::En
            && let Some(english) =
                drafts.iter().find(|d| d.lang == Lang::En && d.file_id() == draft.file_id())
        {
            parity::check(english, draft, &mut report);
        }
        problems.append(&mut report.problems);
    }
    problems
}

/// Helps the rules' tests: the messages that a pair of lessons gives.
#[cfg(test)]
pub(crate) mod testing {
    use crate::course::LineCheck;
    use crate::source::Memory;

    /// A whole lesson around `front` (more front matter) and `body`.
    pub(crate) fn lesson(front: &str, body: &str) -> String {
        format!("---\nid: a\ntitle: A\nsummary: S.\nminutes: 3\n{front}---\n{body}")
    }

    /// The problems of a course that has one lesson, the same in both languages.
    pub(crate) fn problems(front: &str, body: &str) -> Vec<String> {
        pair(&lesson(front, body), &lesson(front, body))
    }

    /// The problems of a course that has one lesson.
    pub(crate) fn pair(en: &str, zh: &str) -> Vec<String> {
        run_by(en, zh, |_| Ok(()))
    }

    /// The same where an engine judges the lines.
    pub(crate) fn run_by(en: &str, zh: &str, runs: LineCheck) -> Vec<String> {
        let plan = "parts:\n  - id: p\n    title: {en: P, zh: 部}\n    lessons: [a]\n";
        let mut source = Memory::default();
        for (path, text) in [("course.yaml", plan), ("en/a.md", en), ("zh/a.md", zh)] {
            source.0.insert(path.to_owned(), text.to_owned());
        }
        crate::lint(&source, runs).iter().map(ToString::to_string).collect()
    }

    /// Asserts that some problem contains `text`.
    #[track_caller]
    pub(crate) fn assert_says(problems: &[String], text: &str) {
        assert!(problems.iter().any(|p| p.contains(text)), "nothing says {text:?}: {problems:#?}");
    }

    #[test]
    fn a_lesson_without_mistakes_has_no_problems() {
        let body = "## H {#h}\n\n```kubectl #get\nkubectl get pods\n```\n";
        assert_eq!(problems("", body), Vec::<String>::new());
    }
}
