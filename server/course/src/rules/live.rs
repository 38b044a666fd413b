//! Rule: a live value that is declared stands in the text.

use crate::draft::Draft;
use crate::problem::Report;

/// Finds what breaks the rule.
pub(crate) fn check(draft: &Draft, report: &mut Report) {
    for name in draft.front.live.keys().filter(|name| !draft.shown.contains(*name)) {
        report.add(
            draft.front_line(&format!("{name}:")),
            format!("the live value `{name}` is never shown"),
            format!("write `live:{name}` in backquotes in the text, or take it out of `live:`"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{assert_says, problems};

    #[test]
    fn live_values_are_declared_and_shown() {
        let front = "live:\n  nodes: {resource: nodes, default: '3'}\n";
        assert_eq!(problems(front, "It has `live:nodes` nodes.\n"), Vec::<String>::new());
        assert_says(&problems(front, "Text.\n"), "en/a.md:7: the live value `nodes` is never shown");
        assert_says(&problems("", "It has `live:pods`.\n"), "the live value `pods` is not declared");
    }
}
