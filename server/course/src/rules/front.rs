//! Rule: front matter that makes sense. The id is the file's name, minutes are 1 to 15, what is needed exists and comes
//! before, a lesson that needs another can set its state up, sources are `https://` addresses.

use crate::draft::Draft;
use crate::plan::Plan;
use crate::problem::Report;

/// Finds what breaks the rule.
pub(crate) fn check(draft: &Draft, plan: &Plan, report: &mut Report) {
    let front = &draft.front;
    if front.id != draft.file_id() {
        report.add(
            draft.front_line("id:"),
            format!("the id `{}` is not the file's name", front.id),
            format!("write `id: {}`", draft.file_id()),
        );
    }
    for (field, text) in [("title", &front.title), ("summary", &front.summary)] {
        if text.trim().is_empty() || text.contains(['\n', '`']) {
            report.add(
                draft.front_line(field),
                format!("`{field}` is not one line of plain text"),
                "write one line without marks",
            );
        }
    }
    if !(1..=15).contains(&front.minutes) {
        report.add(draft.front_line("minutes:"), "a lesson takes 1 to 15 minutes", "split the lesson");
    }
    needs(draft, plan, report);
    for source in front.sources.iter().filter(|s| !s.starts_with("https://")) {
        report.add(
            draft.front_line(source),
            format!("`{source}` is no address"),
            "write an `https://` address",
        );
    }
}

fn needs(draft: &Draft, plan: &Plan, report: &mut Report) {
    let front = &draft.front;
    let order: Vec<&str> = plan.lessons().collect();
    let here = order.iter().position(|id| *id == front.id);
    for need in &front.needs {
        let line = draft.front_line("needs:");
        match order.iter().position(|id| id == need) {
            None => report.add(
                line,
                format!("there is no lesson `{need}`"),
                "write the id of a lesson of the course",
            ),
            Some(at) if here.is_some_and(|here| at >= here) => {
                report.add(
                    line,
                    format!("`{need}` comes later in the course"),
                    "need only lessons that come before",
                );
            }
            Some(_) => {}
        }
    }
    let setup = &front.setup;
    if !front.needs.is_empty() && setup.expect.is_empty() {
        report.add(
            draft.front_line("needs:"),
            "a lesson that needs another says nothing about the state it starts from",
            "write `setup:` with `expect:` and `commands:`",
        );
    }
    if setup.expect.is_empty() != setup.commands.is_empty() {
        report.add(
            draft.front_line("setup:"),
            "`expect:` and `commands:` belong together",
            "write what must hold, and the commands that make it so",
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{assert_says, pair, problems};

    #[test]
    fn each_mistake_is_told_with_its_line() {
        let bad = "---\nid: b\ntitle: A\nsummary: ''\nminutes: 20\nneeds: [x]\nsources: [http://a]\n---\n";
        let problems = pair(bad, bad);
        assert_says(&problems, "content/en/a.md:2: the id `b` is not the file's name\n  help: write `id: a`");
        assert_says(&problems, "content/en/a.md:4: `summary` is not one line");
        assert_says(&problems, "content/zh/a.md:5: a lesson takes 1 to 15 minutes");
        assert_says(&problems, "content/en/a.md:6: there is no lesson `x`");
        assert_says(&problems, "says nothing about the state");
        assert_says(&problems, "`http://a` is no address");
    }

    #[test]
    fn a_lesson_cannot_need_itself_and_setup_is_whole() {
        let problems = problems("needs: [a]\nsetup:\n  commands: [kubectl get pods]\n", "");
        assert_says(&problems, "`a` comes later");
        assert_says(&problems, "`expect:` and `commands:` belong together");
    }
}
