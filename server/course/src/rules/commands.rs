//! Rule: a command can be run as it is typed. It begins with `kubectl` (or is one of kubeadm's that the cluster answers), its quotation marks are closed, it needs no shell,
//! its engine has such a command with such flags (the caller says), its `-f` names a manifest of the lesson, and it does not name the namespace `default` (lessons have one of their own).

use api::learn::Block;

use crate::blocks::blanks;
use crate::course::LineCheck;
use crate::draft::Draft;
use crate::plan::Plan;
use crate::problem::Report;
use crate::rules::blanks::declaration;
use crate::words;

/// Finds what breaks the rule.
pub(crate) fn check(draft: &Draft, plan: &Plan, runs: LineCheck, report: &mut Report) {
    let filled = |text: &str| {
        blanks::names(text).iter().fold(text.to_owned(), |text, name| {
            let value = declaration(name, draft, plan).map_or_else(|| name.clone(), |blank| blank.default);
            text.replace(&format!("<{name}>"), &value)
        })
    };
    let files: Vec<&str> = draft.blocks.iter().filter_map(|(block, _)| file(block)).collect();
    for (block, line) in &draft.blocks {
        let lines = match block {
            Block::Panel(panel) => std::slice::from_ref(&panel.line),
            Block::Check(check) => &check.answer[..],
            _ => &[],
        };
        for text in lines {
            let text = blanks::join(text);
            command(&text, &filled(&text), *line, &files, report);
            judged(&text, &filled(&text), *line, runs, report);
        }
    }
    for text in &draft.front.setup.commands {
        command(text, text, draft.front_line(text), &files, report);
        judged(text, text, draft.front_line(text), runs, report);
    }
}

fn file(block: &Block) -> Option<&str> {
    match block {
        Block::Manifest(manifest) => Some(&manifest.file),
        _ => None,
    }
}

/// What the line's engine says to it, unless something was wrong with the line before.
fn judged(text: &str, filled: &str, line: usize, runs: LineCheck, report: &mut Report) {
    if report.problems.iter().any(|problem| problem.line == line) {
        return;
    }
    if let Err(why) = runs(filled) {
        let help = "write a command that runs here; what only a machine can do goes into a `host` fence";
        report.add(line, format!("`{text}` cannot run: {why}"), help);
    }
}

fn command(text: &str, filled: &str, line: usize, files: &[&str], report: &mut Report) {
    if text.starts_with("openssl ") {
        // The one pipe that is known as a whole: nothing splits it, and no shell runs it.
        return;
    }
    let words = match words::split(filled) {
        Ok(words) => words,
        Err(error) => {
            report.add(line, error.to_string(), "write it as one command; a pipe goes inside `sh -c '...'`");
            return;
        }
    };
    if words.first().is_some_and(|word| word == "kubeadm") {
        return;
    }
    if words.first().is_none_or(|word| word != "kubectl") {
        report.add(
            line,
            format!("`{text}` does not begin with kubectl"),
            "write the whole command: `kubectl ...`",
        );
        return;
    }
    let words: Vec<&str> = words.iter().map(String::as_str).take_while(|word| *word != "--").collect();
    for (flag, value) in flags(&words) {
        match flag {
            "-n" | "--namespace" if value == "default" => {
                report.add(
                    line,
                    "the command names the namespace `default`",
                    "leave it out: lessons have a namespace of their own",
                );
            }
            "-f" | "--filename" if words.get(1) != Some(&"logs") && !files.contains(&value) => {
                report.add(
                    line,
                    format!("no manifest of this lesson is called `{value}`"),
                    "write ```yaml #id file=NAME above it",
                );
            }
            _ => {}
        }
    }
}

/// Each flag with the value that follows it.
fn flags<'a>(words: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let next = words.iter().skip(1).copied().chain(std::iter::once(""));
    words
        .iter()
        .zip(next)
        .filter(|(word, _)| word.starts_with('-'))
        .map(|(word, next)| word.split_once('=').unwrap_or((word, next)))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{assert_says, lesson, problems, run_by};

    fn panel(command: &str) -> Vec<String> {
        problems("", &format!("```yaml #m file=web.yaml\na: 1\n```\n\n```kubectl #p\n{command}\n```\n"))
    }

    #[test]
    fn commands_as_readers_type_them_pass() {
        for command in [
            "kubectl get pods -n kube-system",
            "kubectl logs web -f",
            "kubectl logs -f web --tail=5",
            "kubectl apply -f web.yaml",
            "kubectl exec web -- sh -c \"ls -n default | wc -l\"",
        ] {
            assert_eq!(panel(command), Vec::<String>::new(), "{command}");
        }
    }

    #[test]
    fn commands_that_cannot_run_are_told() {
        assert_says(&panel("get pods"), "does not begin with kubectl");
        assert_says(&panel("kubectl get pods | wc -l"), "needs a shell");
        assert_says(&panel("kubectl exec a -- sh -c 'ls"), "never closed");
        assert_says(&panel("kubectl get pods -n default"), "namespace `default`");
        assert_says(&panel("kubectl get pods --namespace=default"), "namespace `default`");
        assert_says(&panel("kubectl apply -f wbe.yaml"), "called `wbe.yaml`");
    }

    #[test]
    fn the_engine_of_a_line_is_asked_with_the_blanks_filled() {
        let told = |line: &str| match line {
            "kubeadm token list" | "kubectl get pods shop" => Ok(()),
            other => Err(format!("no {other}")),
        };
        let front = "blanks:\n  web: {label: Web, default: shop}\n";
        let text = lesson(
            front,
            "```kubeadm #a\nkubeadm token lst\n```\n\n```kubectl #b\nkubectl get pods <web>\n```\n",
        );
        let found = run_by(&text, &text, told);
        assert_says(&found, "content/en/a.md:9: `kubeadm token lst` cannot run: no kubeadm token lst");
        assert!(!found.iter().any(|problem| problem.contains("get pods")), "{found:?}");
    }

    #[test]
    fn answers_of_checks_obey_the_same_rule() {
        let check = "```check #c\ntitle: T\nresource: pods\nanswer: [kubectl apply -f x.yaml]\n```\n";
        assert_says(&problems("", check), "no manifest of this lesson");
    }

    #[test]
    fn setup_commands_obey_the_same_rule() {
        let front = "setup:\n  expect: [{resource: pods}]\n  commands:\n    - kubectl apply -f x.yaml\n";
        assert_says(&problems(front, ""), "content/en/a.md:9: no manifest of this lesson");
    }
}
