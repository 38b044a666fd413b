//! Rule: a link inside the course leads somewhere: the lesson is in the course, the anchor is in the lesson.

use crate::draft::Draft;
use crate::problem::Report;

/// Finds what breaks the rule.
pub(crate) fn check(draft: &Draft, drafts: &[Draft], report: &mut Report) {
    for link in &draft.links {
        let id = link.lesson.as_deref().unwrap_or(draft.file_id());
        let Some(target) = drafts.iter().find(|d| d.lang == draft.lang && d.file_id() == id) else {
            report.add(
                link.line,
                format!("there is no lesson `{id}`"),
                "write the id of a lesson of the course",
            );
            continue;
        };
        if let Some(anchor) = &link.anchor
            && !target.headings.iter().any(|heading| heading.anchor == *anchor)
        {
            report.add(
                link.line,
                format!("lesson `{id}` has no heading with the anchor `{anchor}`"),
                "write an anchor that stands behind one of its headings",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{assert_says, problems};

    #[test]
    fn links_lead_somewhere() {
        let problems = problems("", "## H {#h}\n\n[a](#h) [b](a.md#h) [c](#i) [d](/learn/b)\n");
        assert_eq!(problems.len(), 4, "{problems:#?}");
        assert_says(&problems, "en/a.md:9: lesson `a` has no heading with the anchor `i`");
        assert_says(&problems, "zh/a.md:9: there is no lesson `b`");
    }
}
