//! Rule: both languages are the same lesson. Panel for panel the same ids in the same order, the same commands, manifests,
//! statements and right answers, the same anchors, the same front matter but for what is read.

use api::learn::{Block, Host, Machines, Quiz};
use serde::Deserialize;
use serde_yaml_ng::{Deserializer, Value};

use crate::blocks;
use crate::blocks::blanks;
use crate::draft::Draft;
use crate::problem::Report;

/// Finds where `other` differs from the English lesson.
pub(crate) fn check(english: &Draft, other: &Draft, report: &mut Report) {
    front(english, other, report);
    let anchors =
        |draft: &Draft| draft.headings.iter().map(|h| (h.level, h.anchor.clone())).collect::<Vec<_>>();
    if english.pictures != other.pictures {
        report.add(1, "other drawings than in the English lesson", "show the same files in the same order");
    }
    let (ours, theirs) = (anchors(other), anchors(english));
    if let Some(at) = (0..ours.len().max(theirs.len())).find(|at| ours.get(*at) != theirs.get(*at)) {
        let line = other.headings.get(at).or(other.headings.last()).map_or(1, |h| h.line);
        let wanted = theirs.get(at).map_or("no further heading".to_owned(), |(level, anchor)| {
            format!("{} ... {{#{anchor}}}", "#".repeat(usize::from(*level)))
        });
        report.add(line, "the headings differ from the English lesson's", format!("write here: {wanted}"));
    }
    let live =
        |draft: &Draft| draft.blocks.iter().filter(|(b, _)| key(b).is_some()).cloned().collect::<Vec<_>>();
    let (ours, theirs) = (live(other), live(english));
    for at in 0..ours.len().max(theirs.len()) {
        let (our_key, their_key) =
            (ours.get(at).and_then(|b| key(&b.0)), theirs.get(at).and_then(|b| key(&b.0)));
        let line = ours.get(at).or(ours.last()).map_or(1, |(_, line)| *line);
        if our_key != their_key {
            let told = |key: Option<(&str, &str)>| {
                key.map_or("nothing more".to_owned(), |(kind, id)| {
                    if id.is_empty() { kind.to_owned() } else { format!("{kind} `{id}`") }
                })
            };
            report.add(
                line,
                format!("here stands {}, in English {}", told(our_key), told(their_key)),
                "write the same fences and asides in the same order",
            );
            return;
        }
        if let (Some((ours, line)), Some((theirs, _))) = (ours.get(at), theirs.get(at)) {
            same(theirs, ours, *line, report);
        }
    }
}

/// What has to be matched: kind and id. Prose is not.
fn key(block: &Block) -> Option<(&'static str, &str)> {
    match block {
        Block::Aside { .. } => Some(("an aside", "")),
        other => blocks::id(other),
    }
}

fn same(english: &Block, other: &Block, line: usize, report: &mut Report) {
    match (english, other) {
        (Block::Panel(e), Block::Panel(o)) if e.line != o.line => {
            report.add(
                line,
                "the command differs from the English one",
                format!("write `{}`", blanks::join(&e.line)),
            );
        }
        (Block::Picture(_), Block::Picture(_)) => {}
        (Block::Owners(e), Block::Owners(o)) if (&e.resource, &e.name) != (&o.resource, &o.name) => {
            report.add(line, "another object than in English", "translate nothing but `title:`");
        }
        (Block::Timeline(e), Block::Timeline(o)) if e.name != o.name => {
            report.add(line, "another name than in English", "translate nothing but `title:`");
        }
        (Block::Host(e), Block::Host(o)) if host(e) != host(o) => {
            report.add(
                line,
                "what the host command prints, where it runs or how it fails differs from the English one",
                "translate nothing but `changes:`, `undo:` and `do:`",
            );
        }
        (Block::Host(e), Block::Host(o))
            if uncommented(&blanks::join(&e.line)) != uncommented(&blanks::join(&o.line)) =>
        {
            report.add(
                line,
                "the host command differs from the English one",
                format!("write `{}`", blanks::join(&e.line)),
            );
        }
        (Block::Manifest(e), Block::Manifest(o)) => {
            if e.file != o.file {
                report.add(
                    line,
                    "the manifest's file differs from the English one",
                    format!("write file={}", e.file),
                );
            }
            if values(&e.text) != values(&o.text) {
                report.add(
                    line,
                    "the manifest says something else than the English one",
                    "translate nothing but comments",
                );
            }
        }
        (Block::Check(e), Block::Check(o)) if e.spec != o.spec || e.answer != o.answer => {
            report.add(line, "the check differs from the English one", "translate nothing but `title:`");
        }
        (Block::Quiz(e), Block::Quiz(o)) => {
            let right = |quiz: &Quiz| {
                quiz.answers
                    .iter()
                    .map(|answer| answer.verdict.as_ref().map(|verdict| verdict.right))
                    .collect::<Vec<_>>()
            };
            if right(e) != right(o) {
                report.add(
                    line,
                    "other answers are right than in English",
                    "write the same answers in the same order",
                );
            }
        }
        _ => {}
    }
}

/// What a host command prints, on which machines it runs, and what it prints when it fails.
fn host(host: &Host) -> (Option<&String>, Option<Machines>, Vec<&String>) {
    let about = host.about.as_ref();
    let fails = about.map(|a| a.fails.iter().map(|f| &f.prints).collect()).unwrap_or_default();
    (host.prints.as_ref(), about.map(|a| a.machines), fails)
}

/// The lines of a host command that are no comments.
fn uncommented(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.trim_start().starts_with('#')).collect()
}

/// The documents of a manifest, comments left out; `None` where it is not YAML.
fn values(text: &str) -> Option<Vec<Value>> {
    Deserializer::from_str(text).map(|document| Value::deserialize(document).ok()).collect()
}

/// The sources of a lesson, whatever the language of the page that they lead to.
fn addresses(draft: &Draft) -> Vec<String> {
    draft.front.sources.iter().map(|s| s.replace("/zh-cn/", "/")).collect()
}

fn front(english: &Draft, other: &Draft, report: &mut Report) {
    let (e, o) = (&english.front, &other.front);
    let declared = |draft: &Draft| {
        draft
            .front
            .blanks
            .iter()
            .map(|(name, b)| (name.clone(), b.default.clone(), b.from.clone(), b.printed.clone()))
            .collect::<Vec<_>>()
    };
    for (field, same) in [
        ("minutes", e.minutes == o.minutes),
        ("containers", e.containers == o.containers),
        ("needs", e.needs == o.needs),
        ("changes", e.changes.is_some() == o.changes.is_some()),
        ("setup", e.setup == o.setup),
        ("blanks", declared(english) == declared(other)),
        ("live", e.live == o.live),
        ("sources", addresses(english) == addresses(other)),
    ] {
        if !same {
            report.add(
                other.front_line(&format!("{field}:")),
                format!("`{field}` differs from the English lesson's"),
                "translate nothing but title, summary, changes and labels",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{assert_says, lesson, pair};

    const BODY: &str = "## H {#h}\n\n> [!OLDER]\n> Old.\n\n```kubectl #get\nkubectl get pods\n```\n\n\
        ```yaml #m file=m.yaml\na: 1 # one\n```\n\n```check #c\ntitle: T\nresource: pods\n```\n\n\
        ```quiz #q\nquestion: Q?\nanswers:\n  - {text: A, right: true, why: W}\n  - {text: B, why: W}\n```\n";

    #[track_caller]
    fn changed(from: &str, to: &str, says: &str) {
        assert!(BODY.contains(from));
        assert_says(&pair(&lesson("", BODY), &lesson("", &BODY.replace(from, to))), says);
    }

    #[test]
    fn prose_titles_and_comments_may_differ() {
        let zh = BODY.replace("## H", "## 标题").replace("title: T", "title: 题").replace("# one", "# 一");
        assert_eq!(pair(&lesson("", BODY), &lesson("", &zh)), Vec::<String>::new());
    }

    #[test]
    fn everything_alive_is_the_same() {
        changed("{#h}", "{#i}", "zh/a.md:7: the headings differ");
        changed("get pods", "get nodes", "help: write `kubectl get pods`");
        changed("a: 1", "a: 2", "the manifest says something else");
        changed("file=m.yaml", "file=n.yaml", "write file=m.yaml");
        changed("resource: pods", "resource: nodes", "the check differs");
        changed("right: true, ", "", "other answers are right");
        changed("#get", "#got", "here stands panel `got`, in English panel `get`");
        changed("> [!OLDER]\n> Old.\n\n", "", "in English an aside");
    }

    #[test]
    fn front_matter_is_the_same_but_for_what_is_read() {
        let problems = pair(&lesson("changes: x\n", ""), &lesson("", "").replace("minutes: 3", "minutes: 4"));
        assert_says(&problems, "zh/a.md:5: `minutes` differs");
        assert_says(&problems, "`changes` differs");
    }
}
