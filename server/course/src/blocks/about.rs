//! ```` ```about ````: what the host command above it changes, how it fails, how it is undone, in YAML.

use api::learn::{About, Block, Failure, Machines};
use serde::Deserialize;

use crate::passes::html::Renderer;

const HELP: &str = "write `where:`, `changes:` and, as needed, `undo:` and `fails:` with `prints` and `do`";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(rename = "where")]
    machines: Machines,
    changes: String,
    #[serde(default)]
    undo: Option<String>,
    #[serde(default)]
    fails: Vec<WrittenFailure>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFailure {
    prints: String,
    #[serde(rename = "do")]
    remedy: String,
}

/// Completes the host command that stands before.
pub(crate) fn complete(before: Option<&mut Block>, body: &str, line: usize, page: &mut Renderer<'_>) {
    let Some(Block::Host(host)) = before.filter(|b| matches!(b, Block::Host(host) if host.about.is_none()))
    else {
        page.report.add(
            line,
            "no host command stands before this `about`",
            "write the `about` fence below its `host` fence (and below what that prints)",
        );
        return;
    };
    match serde_yaml_ng::from_str::<Written>(body) {
        Ok(written) => host.about = Some(about(written, line, page)),
        Err(error) => {
            let at = line + error.location().map_or(0, |at| at.line());
            page.report.add(at, error.to_string(), HELP);
        }
    }
}

fn about(written: Written, line: usize, page: &mut Renderer<'_>) -> About {
    About {
        machines: written.machines,
        changes: page.line(&written.changes, line),
        undo: written.undo.map(|undo| page.line(&undo, line)),
        fails: written
            .fails
            .into_iter()
            .map(|f| Failure { prints: f.prints.trim_end().to_owned(), remedy: page.line(&f.remedy, line) })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use api::learn::Block;

    use crate::rules::testing::{assert_says, problems};

    #[test]
    fn a_host_command_says_what_it_changes_and_how_it_fails() {
        let body = "```host #off\nsudo swapoff -a\n```\n\n```prints\n(nothing)\n```\n\n```about\nwhere: all\nchanges: Memory is no longer `swapped`.\n\
            undo: \"`sudo swapon -a`\"\nfails:\n  - {prints: no memory, do: Stop something.}\n```\n";
        assert_eq!(problems("", body), Vec::<String>::new());
        let course = crate::course::testing::one(body);
        let Some(Block::Host(host)) = course.blocks.first() else { panic!("{course:#?}") };
        let about = host.about.as_ref().unwrap();
        assert_eq!(about.changes, "Memory is no longer <code>swapped</code>.");
        assert_eq!((about.fails[0].prints.as_str(), about.fails.len()), ("no memory", 1));
    }

    #[test]
    fn an_about_without_a_command_and_a_command_without_an_about_are_problems() {
        assert_says(
            &problems("", "```about\nwhere: all\nchanges: X.\n```\n"),
            "no host command stands before",
        );
        assert_says(&problems("", "```host #a\nls\n```\n"), "says nothing about what it changes");
        assert_says(
            &problems("", "```host #a\nls\n```\n\n```about\nwhere: moon\nchanges: X.\n```\n"),
            "moon",
        );
    }
}
