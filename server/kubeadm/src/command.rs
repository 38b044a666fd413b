//! The commands, one line each, and cobra's words for what is none.
//!
//! Layer: data and dispatch. Upstream: `cmd/kubeadm/app/cmd/cmd.go`.

use go_text::quote;
use kubectl::Holds;
use kubectl::toolkit::{Flags, Page, Parsed, Parser, places};

use crate::flags::Globals;
use crate::spec::{Entry, Most, entry};
use crate::{images, join, tokens, version};

/// The commands that a cluster can answer.
static COMMANDS: &[Entry] = &[
    entry::<tokens::list::List>(),
    entry::<tokens::create::Create>(),
    entry::<tokens::delete::Delete>(),
    entry::<tokens::generate::Generate>(),
    entry::<images::ImagesList>(),
    entry::<version::Version>(),
    entry::<join::Join>(),
];

/// What the words of a line come to.
pub(crate) enum Found {
    /// A command, and its parsed flags and words.
    Command(&'static Entry, Parsed),
    /// Help.
    Help(String),
    /// kubeadm's complaint.
    Wrong(String),
    /// kubeadm has it, a cluster cannot answer it: our own words.
    Missing(String),
}

const GROUPS: &[&str] = &["token", "config", "config images"];

/// What kubeadm has and no cluster can answer: it acts on the machine where it runs.
const HOST: &[&str] = &[
    "alpha",
    "certs",
    "completion",
    "init",
    "kubeconfig",
    "reset",
    "upgrade",
    "config images pull",
    "config migrate",
    "config print",
    "config validate",
    "join phase",
];

/// The names at the top, for suggestions; in cobra's order.
const TOP: &[&str] = &[
    "certs",
    "completion",
    "config",
    "help",
    "init",
    "join",
    "kubeconfig",
    "reset",
    "token",
    "upgrade",
    "version",
];

/// Finds the command and parses its flags.
pub(crate) fn find(words: &[String]) -> Found {
    let named: Vec<(usize, &str)> =
        words.iter().enumerate().filter(|(_, w)| !w.starts_with('-')).map(|(i, w)| (i, w.as_str())).collect();
    let path = |n: usize| named.iter().take(n).map(|(_, word)| *word).collect::<Vec<_>>().join(" ");
    for count in (1..=3.min(named.len())).rev() {
        let typed = path(count);
        if HOST.contains(&typed.as_str()) {
            return Found::Missing(format!(
                "kubeadm {typed} works on the machine where it is typed, and no cluster can answer it: copy it to that host"
            ));
        }
        if let Some(entry) = COMMANDS.iter().find(|entry| entry.spec.path == typed) {
            let at: Vec<usize> = named.iter().take(count).map(|(i, _)| *i).collect();
            return parse(entry, words, &at);
        }
    }
    group(&path(1), &path(2), &path(3), words)
}

fn parse(entry: &'static Entry, words: &[String], path: &[usize]) -> Found {
    let command = entry.spec.path;
    match Parser::new(&[&entry.table, &Globals::TABLE]).parse(words, path) {
        Err(why) => Found::Wrong(why),
        Ok(parsed) if parsed.help => Found::Help(command.to_owned()),
        Ok(parsed) => match parsed.positional.first() {
            Some(extra) if entry.most == Most::None => {
                Found::Wrong(unknown(extra, &format!("kubeadm {command}")))
            }
            _ => Found::Command(entry, parsed),
        },
    }
}

fn unknown(word: &str, parent: &str) -> String {
    format!("unknown command {} for {}", quote(word), quote(parent))
}

/// The words name a group, or nothing.
fn group(one: &str, two: &str, three: &str, words: &[String]) -> Found {
    let deepest =
        GROUPS.iter().filter(|group| **group == one || **group == two).max_by_key(|group| group.len());
    let Some(group) = deepest else {
        if one.is_empty() || one == "help" {
            return match Parser::new(&[&Globals::TABLE]).parse(words, &[]) {
                Err(why) => Found::Wrong(why),
                Ok(_) => Found::Help(String::new()),
            };
        }
        let near: Vec<String> = TOP
            .iter()
            .filter(|name| {
                strsim::levenshtein(&one.to_lowercase(), name) <= 2 || name.starts_with(&one.to_lowercase())
            })
            .map(|name| format!("\t{name}\n"))
            .collect();
        let hint = if near.is_empty() {
            String::new()
        } else {
            format!("\n\nDid you mean this?\n{}", near.concat())
        };
        return Found::Wrong(unknown(one, "kubeadm") + &hint);
    };
    let typed = if three.is_empty() { two } else { three };
    match typed.strip_prefix(group).map(str::trim_start).and_then(|rest| rest.split(' ').next()) {
        Some(word) if !word.is_empty() => Found::Wrong(unknown(word, &format!("kubeadm {group}"))),
        _ => Found::Help((*group).to_owned()),
    }
}

/// Refuses flags that mean nothing without a host, and in a page those that it may not give.
pub(crate) fn allowed(parsed: &Parsed, page: bool) -> Result<(), String> {
    for (flag, _) in &parsed.given {
        match flag.page {
            Page::Nowhere(why) => return Err(format!("--{} cannot be used here: {why}", flag.name)),
            Page::Refused(why) if page => return Err(format!("--{} cannot be used here: {why}", flag.name)),
            _ => {}
        }
    }
    Ok(())
}

/// Every place in a line of kubeadm that can hold a secret.
pub fn secrets() -> Vec<Holds> {
    let of = |entry: &Entry| places(&format!("kubeadm {}", entry.spec.path), &entry.table, &entry.spec.words);
    COMMANDS.iter().flat_map(of).collect()
}

/// Our help: kubeadm's own would speak of the host.
pub(crate) fn help(path: &str) -> String {
    let mut text = String::from("kubeadm sets up clusters. What a cluster itself can answer:\n\n");
    for entry in COMMANDS.iter().filter(|entry| entry.spec.path.starts_with(path)) {
        text += &format!("  kubeadm {}\n", entry.spec.path);
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use kubectl::toolkit::{Flag, Secret};

    use super::*;

    fn flags(entry: &Entry) -> Vec<&'static Flag> {
        [entry.table.all(), Globals::TABLE.all()].concat()
    }

    #[test]
    fn every_command_and_flag_states_all_of_it_and_nothing_twice() {
        for entry in COMMANDS {
            let path = entry.spec.path;
            assert!(!entry.spec.about.is_empty(), "{path}");
            let (mut longs, mut letters) = (HashSet::new(), HashSet::new());
            for flag in flags(entry) {
                assert!(longs.insert(flag.name), "{path}: --{} twice", flag.name);
                assert!(
                    flag.short.is_none_or(|letter| letters.insert(letter)),
                    "{path}: {:?} twice",
                    flag.short
                );
                assert!(flag.about.len() > 3 && !flag.about.ends_with('.'), "{path}: --{}", flag.name);
                if let Page::Refused(why) | Page::Nowhere(why) = flag.page {
                    assert!(!why.is_empty(), "{path}: --{}", flag.name);
                }
            }
        }
    }

    #[test]
    fn tokens_and_keys_are_known_for_secrets() {
        for flag in COMMANDS.iter().flat_map(flags) {
            let known = flag.name.ends_with("token") || flag.name == "certificate-key";
            assert_eq!(known, !matches!(flag.secret, Secret::Nothing), "--{}", flag.name);
        }
    }
}
