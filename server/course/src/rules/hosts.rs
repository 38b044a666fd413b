//! Rule: a host command says what it changes on which machines; nothing here can take it back for the reader.

use api::learn::Block;

use crate::draft::Draft;
use crate::problem::Report;

/// Finds what breaks the rule.
pub(crate) fn check(draft: &Draft, report: &mut Report) {
    for (block, line) in &draft.blocks {
        if let Block::Host(host) = block
            && host.about.is_none()
        {
            report.add(
                *line,
                format!("the host command `{}` says nothing about what it changes", host.id),
                "write an `about` fence below it with `where:`, `changes:` and `undo:`",
            );
        }
    }
}
