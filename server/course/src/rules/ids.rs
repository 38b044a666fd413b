//! Rule: in a lesson every fence's id is its own, and so is every heading's anchor and every manifest's file.

use std::collections::BTreeSet;

use api::learn::Block;

use crate::blocks;
use crate::draft::Draft;
use crate::problem::Report;

/// Finds what breaks the rule.
pub(crate) fn check(draft: &Draft, report: &mut Report) {
    let (mut ids, mut files, mut anchors) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for (block, line) in &draft.blocks {
        if let Some((_, id)) = blocks::id(block)
            && !ids.insert(id)
        {
            report.add(*line, format!("the id `{id}` is used twice"), "give each fence an id of its own");
        }
        if let Block::Manifest(manifest) = block
            && !files.insert(&manifest.file)
        {
            report.add(*line, format!("the file `{}` is there twice", manifest.file), "give it another name");
        }
    }
    for heading in &draft.headings {
        if !heading.anchor.is_empty() && !anchors.insert(&heading.anchor) {
            report.add(
                heading.line,
                format!("the anchor `{}` is used twice", heading.anchor),
                "give each heading an anchor of its own",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{assert_says, problems};

    #[test]
    fn ids_anchors_and_files_are_used_once() {
        let manifest = "```yaml #M file=m.yaml\na: 1\n```\n\n";
        let body = format!(
            "## H {{#h}}\n\n## I {{#h}}\n\n{}{}```kubectl #m\nkubectl get pods\n```\n",
            manifest.replace("#M", "#m"),
            manifest.replace("#M", "#n")
        );
        let problems = problems("", &body);
        assert_says(&problems, "en/a.md:9: the anchor `h` is used twice");
        assert_says(&problems, "the file `m.yaml` is there twice");
        assert_says(&problems, "the id `m` is used twice");
    }
}
