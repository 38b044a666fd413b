//! Rule: every drawing in `content/pictures` is shown by some lesson.

use crate::draft::Draft;
use crate::problem::{Problem, Report};
use crate::source::Source;

/// Finds what breaks the rule.
pub(crate) fn check(source: &dyn Source, drafts: &[Draft]) -> Vec<Problem> {
    let unused = source
        .list("pictures")
        .into_iter()
        .filter(|file| !drafts.iter().any(|draft| draft.pictures.contains(file)));
    unused
        .flat_map(|file| {
            let mut report = Report::new(&format!("pictures/{file}"));
            report.add(1, "no lesson shows this drawing", "show it with a `picture` fence, or delete it");
            report.problems
        })
        .collect()
}
