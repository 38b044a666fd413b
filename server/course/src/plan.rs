//! `course.yaml`: the parts in order, their lessons, and the blanks that lessons share.

use std::collections::BTreeMap;

use api::frame::{Lang, Texts};
use api::learn::{Blank, Pick, Printed};
use serde::Deserialize;

use crate::problem::Report;
use crate::source::Source;

/// The file's path in the content's root.
pub(crate) const FILE: &str = "course.yaml";

/// `course.yaml` as it is written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    /// The parts, in order.
    pub(crate) parts: Vec<PlannedPart>,
    /// Blanks that more than one lesson uses.
    #[serde(default)]
    pub(crate) blanks: BTreeMap<String, SharedBlank>,
}

/// One part.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlannedPart {
    /// Stable id.
    pub(crate) id: String,
    /// Title by language.
    pub(crate) title: Texts,
    /// Lesson ids, in order.
    pub(crate) lessons: Vec<String>,
}

/// A blank that more than one lesson uses.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SharedBlank {
    /// Label by language.
    pub(crate) label: Texts,
    /// Value while the reader has not typed one.
    pub(crate) default: String,
    /// Where the cluster can fill it.
    #[serde(default)]
    pub(crate) from: Option<Pick>,
    /// Which panel prints it.
    #[serde(default)]
    pub(crate) printed: Option<Printed>,
}

impl Plan {
    /// Reads the file; what is wrong with it goes into the report.
    pub(crate) fn read(source: &dyn Source, report: &mut Report) -> Plan {
        let Some(text) = source.read(FILE) else {
            report.add(
                1,
                "this file is missing",
                "write `parts:` with the lessons in order, as content/README.md shows",
            );
            return Plan::default();
        };
        match serde_yaml_ng::from_str(&text) {
            Ok(plan) => plan,
            Err(error) => {
                let line = error.location().map_or(1, |at| at.line());
                report.add(line, error.to_string(), "write the fields that content/README.md lists");
                Plan::default()
            }
        }
    }

    /// All lesson ids, in reading order.
    pub(crate) fn lessons(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().flat_map(|part| part.lessons.iter().map(String::as_str))
    }

    /// The part that a lesson belongs to.
    pub(crate) fn part_of(&self, lesson: &str) -> Option<&PlannedPart> {
        self.parts.iter().find(|part| part.lessons.iter().any(|id| id == lesson))
    }

    /// A shared blank in one language.
    pub(crate) fn blank(&self, name: &str, lang: Lang) -> Option<Blank> {
        let shared = self.blanks.get(name)?;
        Some(Blank {
            name: name.to_owned(),
            label: shared.label.get(lang).to_owned(),
            default: shared.default.clone(),
            from: shared.from.clone(),
            printed: shared.printed.clone(),
        })
    }
}
