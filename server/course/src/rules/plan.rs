//! Rule: `course.yaml` lists every lesson once, and every lesson that it lists is there in both languages.

use std::collections::BTreeSet;

use api::frame::Lang;

use crate::blocks::blanks;
use crate::draft::Draft;
use crate::fence::is_id;
use crate::plan::{FILE, Plan};
use crate::problem::{Problem, Report};
use crate::rules::blanks::used;
use crate::source::Source;

/// Finds what breaks the rule.
pub(crate) fn check(source: &dyn Source, plan: &Plan, drafts: &[Draft]) -> Vec<Problem> {
    let mut report = Report::new(FILE);
    let text = source.read(FILE).unwrap_or_default();
    let line_of = |word: &str| text.lines().position(|line| has_word(line, word)).map_or(1, |at| at + 1);
    let mut seen = BTreeSet::new();
    for id in plan.parts.iter().map(|part| part.id.as_str()).chain(plan.lessons()) {
        if !is_id(id) {
            report.add(
                line_of(id),
                format!("`{id}` is no id"),
                "write lower-case letters, digits and dashes",
            );
        }
    }
    for id in plan.lessons() {
        if !seen.insert(id) {
            report.add(line_of(id), format!("lesson `{id}` is listed twice"), "list it once");
        }
        for lang in Lang::ALL {
            let path = format!("{}/{id}.md", lang.code());
            if source.read(&path).is_none() {
                report.add(
                    line_of(id),
                    format!("content/{path} is missing"),
                    "write it, or take the lesson off the list",
                );
            }
        }
    }
    let uses: BTreeSet<String> =
        drafts.iter().flat_map(|draft| used(draft, plan)).map(|(name, _)| name).collect();
    for name in plan.blanks.keys().filter(|name| !uses.contains(*name)) {
        report.add(line_of(name), format!("no lesson uses the blank `{name}`"), "take it out");
    }
    for (name, blank) in &plan.blanks {
        if !blanks::names(&blank.default).is_empty() {
            report.add(line_of(name), "a default cannot have blanks", "write a value");
        }
    }
    for lang in Lang::ALL {
        for name in source.list(lang.code()) {
            let listed = name.strip_suffix(".md").is_some_and(|id| plan.lessons().any(|l| l == id));
            if !listed {
                let path = format!("{}/{name}", lang.code());
                let mut stray = Report::new(&path);
                stray.add(
                    1,
                    "this file is not in content/course.yaml",
                    "list it there under a part, or delete it",
                );
                report.problems.append(&mut stray.problems);
            }
        }
    }
    report.problems
}

/// Whether a line has `word` as a word of its own.
fn has_word(line: &str, word: &str) -> bool {
    line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).any(|part| part == word)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::assert_says;
    use crate::source::Memory;

    #[test]
    fn missing_stray_and_doubled_lessons_are_found() {
        let mut source = Memory::default();
        let plan = "parts:\n  - id: p\n    title: {en: P, zh: P}\n    lessons: [a, a]\nblanks:\n  x: {label: {en: X, zh: X}, default: x}\n";
        source.0.insert("course.yaml".into(), plan.into());
        source.0.insert("en/b.md".into(), String::new());
        let problems: Vec<String> =
            crate::lint(&source, |_| Ok(())).iter().map(ToString::to_string).collect();
        assert_says(&problems, "content/course.yaml:4: lesson `a` is listed twice");
        assert_says(&problems, "content/zh/a.md is missing");
        assert_says(&problems, "content/en/b.md:1: this file is not in");
        assert_says(&problems, "content/course.yaml:6: no lesson uses the blank `x`");
    }
}
