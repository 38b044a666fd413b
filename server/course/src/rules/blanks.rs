//! Rule: a blank that is used is declared, one that is declared is used, only one place declares it, and a setup has none.

use std::collections::BTreeSet;

use api::learn::{Blank, Block, Segment};

use crate::blocks::blanks::{names, names_in_check};
use crate::draft::Draft;
use crate::plan::Plan;
use crate::problem::Report;

/// The blanks that a lesson uses, with the line of each use; also those that another one's selector names.
pub(crate) fn used(draft: &Draft, plan: &Plan) -> Vec<(String, usize)> {
    let mut uses = Vec::new();
    for (block, line) in &draft.blocks {
        let names = match block {
            Block::Panel(panel) => in_line(&panel.line),
            Block::Host(host) => in_line(&host.line),
            Block::Check(check) => {
                let answer = check.answer.iter().flat_map(|line| in_line(line));
                names_in_check(&check.spec).into_iter().chain(answer).collect()
            }
            Block::Owners(owners) => names(&owners.name),
            Block::Timeline(timeline) => names(&timeline.name),
            _ => Vec::new(),
        };
        uses.extend(names.into_iter().map(|name| (name, *line)));
    }
    let mut at = 0;
    while let Some((name, line)) = uses.get(at).cloned() {
        let from = declaration(&name, draft, plan).and_then(|blank| blank.from);
        let more = from.map(|from| names(&from.selector)).unwrap_or_default();
        let new = more.into_iter().filter(|name| !uses.iter().any(|(used, _)| used == name));
        uses.extend(new.map(|name| (name, line)).collect::<Vec<_>>());
        at += 1;
    }
    uses
}

fn in_line(line: &[Segment]) -> Vec<String> {
    line.iter()
        .filter_map(|segment| match segment {
            Segment::Blank(name) => Some(name.clone()),
            Segment::Text(_) => None,
        })
        .collect()
}

/// The blanks that a lesson uses, each once, in the order of their first use.
pub(crate) fn declared(draft: &Draft, plan: &Plan) -> Vec<Blank> {
    let mut seen = BTreeSet::new();
    used(draft, plan)
        .into_iter()
        .filter(|(name, _)| seen.insert(name.clone()))
        .filter_map(|(name, _)| declaration(&name, draft, plan))
        .collect()
}

/// A blank as the front matter or the course declares it.
pub(crate) fn declaration(name: &str, draft: &Draft, plan: &Plan) -> Option<Blank> {
    let own = draft.front.blanks.get(name).map(|blank| Blank {
        name: name.to_owned(),
        label: blank.label.clone(),
        default: blank.default.clone(),
        from: blank.from.clone(),
        printed: blank.printed.clone(),
    });
    own.or_else(|| plan.blank(name, draft.lang))
}

/// Finds what breaks the rule.
pub(crate) fn check(draft: &Draft, plan: &Plan, report: &mut Report) {
    let own = &draft.front.blanks;
    let uses = used(draft, plan);
    for (name, line) in &uses {
        if !own.contains_key(name) && !plan.blanks.contains_key(name) {
            report.add(
                *line,
                format!("the blank `<{name}>` is not declared"),
                "declare it under `blanks:` in the front matter, or in content/course.yaml if other lessons use it too",
            );
        }
    }
    let setup = &draft.front.setup;
    let in_setup =
        setup.expect.iter().flat_map(names_in_check).chain(setup.commands.iter().flat_map(|c| names(c)));
    for name in in_setup.collect::<BTreeSet<_>>() {
        report.add(
            draft.front_line(&format!("<{name}>")),
            format!("the setup has the blank `<{name}>`"),
            "write a name: the same as the blank's default",
        );
    }
    unprinted(&uses, draft, plan, report);
    let names: BTreeSet<&String> = uses.iter().map(|(name, _)| name).collect();
    for (name, blank) in own {
        let line = draft.front_line(&format!("{name}:"));
        if !names.contains(name) {
            report.add(line, format!("the blank `{name}` is never used"), "take it out of `blanks:`");
        }
        if plan.blanks.contains_key(name) {
            report.add(
                line,
                format!("content/course.yaml already declares `{name}`"),
                "take it out of `blanks:`",
            );
        }
        if blank.default.is_empty() || !crate::fence::is_id(name) {
            report.add(
                line,
                format!("the blank `{name}` has no usable name or default"),
                "write a name in lower case and a default",
            );
        }
    }
}

/// A blank that a panel prints stands in a lesson that has the panel.
fn unprinted(uses: &[(String, usize)], draft: &Draft, plan: &Plan, report: &mut Report) {
    for (name, line) in uses {
        let Some(printed) = declaration(name, draft, plan).and_then(|blank| blank.printed) else { continue };
        let has = |block: &Block| matches!(block, Block::Panel(panel) if panel.id == printed.panel);
        if !draft.blocks.iter().any(|(block, _)| has(block)) {
            report.add(
                *line,
                format!("no panel `{}` prints the blank `<{name}>` here", printed.panel),
                "add the panel, or take `printed:` out of the blank",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{assert_says, problems};

    #[test]
    fn a_declared_blank_that_is_used_passes() {
        let front = "blanks:\n  pod: {label: Pod, default: web, from: {resource: pods, selector: app=web}}\n";
        assert_eq!(problems(front, "```kubectl #a\nkubectl get pod <pod>\n```\n"), Vec::<String>::new());
    }

    #[test]
    fn a_blank_that_nothing_prints_is_told() {
        let front = "blanks:\n  key: {label: Key, default: a, printed: {panel: make, after: key=}}\n";
        let uses = "```kubectl #use\nkubectl get pod <key>\n```\n";
        assert_says(&problems(front, uses), "no panel `make` prints the blank `<key>` here");
        let both = format!("```kubectl #make\nkubectl get pods\n```\n\n{uses}");
        assert_eq!(problems(front, &both), Vec::<String>::new());
    }

    #[test]
    fn a_setup_has_no_blanks() {
        let front =
            "setup:\n  expect: [{resource: pods}]\n  commands: [kubectl run <pod> --image=nginx:1.29]\n";
        assert_says(&problems(front, ""), "en/a.md:8: the setup has the blank `<pod>`");
    }

    #[test]
    fn undeclared_and_unused_blanks_are_told() {
        let problems = problems(
            "blanks:\n  pod: {label: Pod, default: web}\n",
            "```check #a\ntitle: T\nresource: pods\nname: <pdo>\n```\n",
        );
        assert_says(&problems, "en/a.md:9: the blank `<pdo>` is not declared");
        assert_says(&problems, "en/a.md:7: the blank `pod` is never used");
    }
}
