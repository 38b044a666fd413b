//! The front matter of a lesson: YAML between two lines of `---`.

use std::collections::BTreeMap;

use api::learn::{CheckSpec, Pick, Printed};
use serde::Deserialize;

use crate::problem::Report;

/// Front matter as it is written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Front {
    /// The lesson's id: the file's name without `.md`.
    pub(crate) id: String,
    /// Title.
    pub(crate) title: String,
    /// One sentence for the course map.
    pub(crate) summary: String,
    /// Reading and doing time.
    pub(crate) minutes: u32,
    /// Whether its commands need containers that really run.
    #[serde(default = "needs_containers")]
    pub(crate) containers: bool,
    /// Lessons whose result this one starts from.
    #[serde(default)]
    pub(crate) needs: Vec<String>,
    /// What it changes in the cluster.
    #[serde(default)]
    pub(crate) changes: Option<String>,
    /// The state it starts from.
    #[serde(default)]
    pub(crate) setup: FrontSetup,
    /// Blanks of this lesson only.
    #[serde(default)]
    pub(crate) blanks: BTreeMap<String, FrontBlank>,
    /// Values that the cluster puts into the text.
    #[serde(default)]
    pub(crate) live: BTreeMap<String, FrontLive>,
    /// Where the facts can be looked up.
    #[serde(default)]
    pub(crate) sources: Vec<String>,
}

fn needs_containers() -> bool {
    true
}

/// A live value as it is written.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FrontLive {
    /// Resource.
    pub(crate) resource: String,
    /// Label selector; empty: all.
    #[serde(default)]
    pub(crate) selector: String,
    /// Namespace, if another than the lesson's.
    #[serde(default)]
    pub(crate) namespace: Option<String>,
    /// Path of the value in the first object; `None`: the number of objects.
    #[serde(default)]
    pub(crate) path: Option<String>,
    /// What stands there until the cluster answers.
    pub(crate) default: String,
}

/// `setup:` as it is written.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FrontSetup {
    /// What must hold.
    #[serde(default)]
    pub(crate) expect: Vec<CheckSpec>,
    /// The commands that make it so.
    #[serde(default)]
    pub(crate) commands: Vec<String>,
}

/// A blank as it is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FrontBlank {
    /// The field's label.
    pub(crate) label: String,
    /// Value while the reader has not typed one.
    pub(crate) default: String,
    /// Where the cluster can fill it.
    #[serde(default)]
    pub(crate) from: Option<Pick>,
    /// Which panel prints it.
    #[serde(default)]
    pub(crate) printed: Option<Printed>,
}

/// A file, cut in two.
pub(crate) struct Cut<'a> {
    /// The front matter.
    pub(crate) front: Front,
    /// The Markdown below it.
    pub(crate) body: &'a str,
    /// How many lines stand above the body.
    pub(crate) above: usize,
    /// The front matter's text, for finding the line of a word in it.
    pub(crate) yaml: &'a str,
}

/// Cuts a file and reads its front matter.
pub(crate) fn cut<'a>(text: &'a str, report: &mut Report) -> Option<Cut<'a>> {
    let help = "begin the file with `---`, the fields that content/README.md lists, and `---`";
    let Some((yaml, body)) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) else {
        report.add(1, "the lesson has no front matter", help);
        return None;
    };
    let above = yaml.lines().count() + 2;
    match serde_yaml_ng::from_str(yaml) {
        Ok(front) => Some(Cut { front, body, above, yaml }),
        Err(error) => {
            let line = error.location().map_or(1, |at| at.line() + 1);
            report.add(line, error.to_string(), "write the fields that content/README.md lists");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_begins_below_the_second_line_of_dashes() {
        let mut report = Report::new("en/a.md");
        let text = "---\nid: a\ntitle: A\nsummary: S.\nminutes: 3\n---\n\n## B {#b}\n";
        let cut = cut(text, &mut report).unwrap();
        assert_eq!((cut.front.id.as_str(), cut.above, cut.body), ("a", 6, "\n## B {#b}\n"));
    }

    #[test]
    fn an_unknown_field_is_named_with_its_line() {
        let mut report = Report::new("en/a.md");
        assert!(cut("---\nid: a\ntitel: A\n---\n", &mut report).is_none());
        assert!(report.problems[0].message.contains("titel"), "{:?}", report.problems);
        assert_eq!(report.problems[0].line, 3);
    }

    #[test]
    fn a_file_without_front_matter_is_refused() {
        let mut report = Report::new("en/a.md");
        assert!(cut("## Title\n", &mut report).is_none());
        assert_eq!(report.problems[0].line, 1);
    }
}
