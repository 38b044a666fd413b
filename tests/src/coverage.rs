//! Whether the course covers the older notes that set its scope: `tests/course/notes.yaml` against the lessons, and the page
//! that says so, `docs/coverage.md`.
//!
//! Layer: tests only.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use api::frame::Lang;
use api::learn::{Block, Segment};
use course::{Course, Embedded};
use serde::Deserialize;

/// A heading of the notes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// The heading path.
    pub section: String,
    /// What it says.
    #[serde(default)]
    pub facts: Vec<Fact>,
    /// The commands in it.
    #[serde(default)]
    pub commands: Vec<Command>,
}

/// Something that the notes say, and the section of a lesson that says it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    fact: String,
    lesson: String,
    anchor: String,
    says: Option<String>,
}

/// A command of the notes, and the step or the section that has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Command {
    form: String,
    lesson: String,
    step: Option<String>,
    anchor: Option<String>,
    says: Option<String>,
    today: Option<String>,
    why: Option<String>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The page that [`page`] writes.
pub fn page_file() -> PathBuf {
    root().join("docs/coverage.md")
}

/// What the notes contain.
pub fn notes() -> Result<Vec<Section>, String> {
    let text = std::fs::read_to_string(root().join("tests/course/notes.yaml")).map_err(|e| e.to_string())?;
    serde_yaml_ng::from_str(&text).map_err(|e| e.to_string())
}

/// The course that is in the binary.
pub fn course() -> Result<Course, String> {
    Course::load(&Embedded, |_| Ok(()))
        .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

/// What of the notes the course does not cover.
pub fn gaps(notes: &[Section], course: &Course) -> Vec<String> {
    let mut gaps = Vec::new();
    for section in notes {
        for fact in &section.facts {
            let found = says(course, &fact.lesson, &fact.anchor, fact.says.as_deref());
            gaps.extend(found.err().map(|why| format!("{}: {}: {why}", section.section, fact.fact)));
        }
        for command in &section.commands {
            let found = has(course, command);
            gaps.extend(found.err().map(|why| format!("{}: {}: {why}", section.section, command.form)));
        }
    }
    gaps
}

/// A section of a lesson has a text, in both languages as far as it is one of code.
fn says(course: &Course, lesson: &str, anchor: &str, text: Option<&str>) -> Result<(), String> {
    for lang in [Lang::En, Lang::Zh] {
        let sections = course.sections(lang, lesson);
        let section = sections.iter().find(|section| section.anchor == anchor);
        let section = section.ok_or_else(|| format!("no section {lesson}#{anchor}"))?;
        let missing = text.is_some_and(|text| !section.text.contains(text));
        if lang == Lang::En && missing {
            return Err(format!("{lesson}#{anchor} does not say {text:?}"));
        }
    }
    Ok(())
}

fn has(course: &Course, command: &Command) -> Result<(), String> {
    if command.today.is_some() && command.why.is_none() {
        return Err("it says what is typed today and not why".to_owned());
    }
    match (&command.step, &command.anchor) {
        (Some(step), None) => {
            let lines = lines(course, &command.lesson, step)
                .ok_or_else(|| format!("no command {}#{step}", command.lesson))?;
            let form = command.today.as_ref().unwrap_or(&command.form);
            if lines.lines().any(|line| fits(form, line)) {
                Ok(())
            } else {
                Err(format!("{}#{step} is not of the form {form:?}: {lines}", command.lesson))
            }
        }
        (None, Some(anchor)) if command.says.is_some() => {
            says(course, &command.lesson, anchor, command.says.as_deref())
        }
        _ => Err("it needs a step, or an anchor and what is said there".to_owned()),
    }
}

/// The lines of a panel or a host command, its blanks as `<name>`.
fn lines(course: &Course, lesson: &str, id: &str) -> Option<String> {
    let lesson = course.lesson(Lang::En, lesson)?;
    lesson.blocks.iter().find_map(|block| match block {
        Block::Panel(panel) if panel.id == id => Some(joined(&panel.line)),
        Block::Host(host) if host.id == id => Some(joined(&host.line)),
        _ => None,
    })
}

fn joined(line: &[Segment]) -> String {
    let texts = line.iter().map(|segment| match segment {
        Segment::Text(text) => text.clone(),
        Segment::Blank(name) => format!("<{name}>"),
    });
    texts.collect()
}

/// Whether a line has the words of a form, in this order; it may have more.
fn fits(form: &str, line: &str) -> bool {
    let mut words = line.split_whitespace();
    form.split_whitespace().all(|wanted| words.any(|word| word_fits(wanted, word)))
}

/// A word in capitals stands for any word; `--flag=VALUE` for the flag with any value, `kind/NAME` for any of the kind.
fn word_fits(wanted: &str, word: &str) -> bool {
    let any = |text: &str| text.len() > 1 && text.bytes().all(|b| b.is_ascii_uppercase());
    // In a pipe of `sh -c` the quoted command is one of its words, and stands as it is.
    let command = ["SET", "GET"].contains(&wanted.trim_matches('\''));
    let open = ['=', '/'].iter().any(|mark| {
        wanted.rsplit_once(*mark).is_some_and(|(kept, value)| {
            any(value) && word.split_once(*mark).is_some_and(|(own, _)| own == kept)
        })
    });
    open || wanted == word || (any(wanted) && !command)
}

/// `docs/coverage.md`.
pub fn page(notes: &[Section]) -> String {
    let mut page = String::from(
        "# What the course covers\n\nThe scope of the course was set by a set of study notes from 2021 to 2023. This page lists what is in them, as facts and forms of\n\
         commands, and where the course has it. `tests/course/notes.yaml` is its source, `cargo xtask coverage` writes it, and a test\n\
         fails when an entry leads nowhere, when a step is not of the form that it should have, or when this page is out of date.\n",
    );
    for section in notes {
        let _ = write!(page, "\n## {}\n\n", section.section);
        if !section.facts.is_empty() {
            page.push_str("| Says | Lesson |\n|---|---|\n");
            for fact in &section.facts {
                let _ = writeln!(page, "| {} | {} |", cell(&fact.fact), link(&fact.lesson, &fact.anchor));
            }
            page.push('\n');
        }
        if !section.commands.is_empty() {
            page.push_str("| Command | Today | Lesson |\n|---|---|---|\n");
            for command in &section.commands {
                let place = command.step.as_ref().or(command.anchor.as_ref());
                let place = link(&command.lesson, place.map_or("", String::as_str));
                let _ = writeln!(page, "| `{}` | {} | {place} |", cell(&command.form), cell(&today(command)));
            }
        }
        page.truncate(page.trim_end().len());
        page.push('\n');
    }
    page
}

fn today(command: &Command) -> String {
    let why = command.why.as_ref().map(|why| format!("{why}."));
    match (&command.today, why) {
        (Some(today), Some(why)) => format!("`{today}` {why}"),
        (_, why) => why.unwrap_or_else(|| "the same".to_owned()),
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn link(lesson: &str, place: &str) -> String {
    format!("[{lesson}](../content/en/{lesson}.md) `#{place}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_words_in_order() {
        assert!(fits("kubectl logs POD -c CONTAINER", "kubectl logs shop -c web --tail=3"));
        assert!(fits(
            "kubectl scale deployment NAME --replicas=N",
            "kubectl scale deployment <d> --replicas=N"
        ));
        assert!(fits(
            "kubectl create deployment NAME --image=IMAGE",
            "kubectl create deployment a --image=nginx:1.29"
        ));
        assert!(!fits("kubectl delete pods --all", "kubectl delete pods box-1"));
        assert!(!fits("kubectl logs POD -c CONTAINER", "kubectl logs shop"));
    }
}
