//! ```` ```kubectl #id ```` and ```` ```kubeadm #id ````: one command.

use crate::problem::Report;

/// The command of a panel.
pub(crate) fn one<'a>(body: &'a str, line: usize, report: &mut Report) -> Option<&'a str> {
    let mut lines = body.lines().map(str::trim).filter(|text| !text.is_empty());
    let Some(command) = lines.next() else {
        report.add(line, "this panel has no command", "write one command in it");
        return None;
    };
    if lines.next().is_some() {
        report.add(line, "a panel runs one command", "write a fence with an id of its own for each command");
    }
    Some(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panel_has_exactly_one_command() {
        let mut report = Report::new("en/a.md");
        assert_eq!(one("kubectl get pods\n", 3, &mut report), Some("kubectl get pods"));
        assert!(report.problems.is_empty());
        assert_eq!(one("\n", 3, &mut report), None);
        one("kubectl get pods\nkubectl get nodes\n", 7, &mut report);
        assert_eq!(report.problems.iter().map(|p| p.line).collect::<Vec<_>>(), [3, 7]);
    }
}
