//! The list of commands: one line for each, and the way from words to the command that runs.
//!
//! Layer: dispatch. Upstream: `kubectl/pkg/cmd/cmd.go`, cobra's `Find`.

use futures_util::future::BoxFuture;

use crate::context::Context;
use crate::failure::Outcome;
use crate::flags::groups::{DRY_RUN, FIELD_MANAGER, FILENAME, GLOBAL, PRINT, SELECTOR, VALIDATE};
use crate::flags::{Args, Flag, Table, changing, reading};

mod api_resources;
mod apply;
mod auth;
mod common;
mod config;
mod config_change;
mod configmap;
mod create;
mod delete;
mod describe;
mod diff;
mod drain;
mod events;
mod exec;
mod explain;
mod expose;
mod get;
mod history;
mod jobs;
mod label;
mod logs;
mod patch;
mod pods;
mod rollout;
mod run;
mod scale;
mod service;
mod table;
mod taint;
mod version;
mod wait;
mod watch;

pub(crate) use common::LAST_APPLIED;
pub(crate) use history::sets as rollout_sets;
pub(crate) use pods::label_selector;
pub(crate) use table::{GROUPS, MISSING, commands};

/// How a command runs.
pub(crate) type Run = for<'a> fn(&'a Context, Args) -> BoxFuture<'a, Outcome>;

/// A command.
pub(crate) struct Command {
    /// Its words: `rollout status`.
    pub(crate) path: &'static str,
    /// Other names of the last word.
    pub(crate) aliases: &'static [&'static str],
    /// Words that mean it when somebody types them: only for suggestions.
    pub(crate) suggest_for: &'static [&'static str],
    /// One line of help.
    pub(crate) about: &'static str,
    /// What follows the name, for help.
    pub(crate) usage: &'static str,
    /// Its flags, besides the global ones.
    pub(crate) flags: &'static [&'static [Flag]],
    /// Flags that must be given.
    pub(crate) required: &'static [&'static str],
    /// Runs it.
    pub(crate) run: Run,
}

/// What the words of a line come to.
pub(crate) enum Found {
    /// A command and its parsed flags.
    Command(&'static Command, Args),
    /// Help for a command or for a group (`rollout`), or for everything.
    Help(String),
    /// A group (`rollout`) without a command: its help, and exit code 1.
    Incomplete(String),
    /// A message for standard error, after `error: `.
    Wrong(String),
}

/// Finds the command and parses its flags.
pub(crate) fn find(words: &[String]) -> Found {
    let globals = Table::new(vec![GLOBAL]);
    let (mut path, rest) = split_command(&globals, words);
    if path.is_empty() {
        return match globals.parse(words) {
            Ok(_) => Found::Help(String::new()),
            Err(why) => Found::Wrong(format!("{why}\nSee 'kubectl --help' for usage.")),
        };
    }
    if path[0] == "help" {
        return Found::Help(path[1..].join(" "));
    }
    let group = path[0].clone();
    let nested = path.len() > 1
        && (GROUPS.iter().any(|(name, _)| *name == group) || group == "create" || group == "cluster-info");
    if nested {
        let second = if group == "create" && path[1] == "svc" { "service" } else { path[1].as_str() };
        let both = format!("{group} {second}");
        if let Some(command) = path.get(2).and_then(|third| command_named(&format!("{both} {third}"))) {
            return parse(command, &globals_first(rest, 3, words));
        }
        if let Some(command) = command_named(&both) {
            return parse(command, &globals_first(rest, 2, words));
        }
    }
    if let Some(command) = command_named(&group) {
        return parse(command, &globals_first(rest, 1, words));
    }
    if let Some((name, _)) = GROUPS.iter().find(|(name, _)| *name == group) {
        if path.len() > 1 {
            if MISSING.contains(&format!("{group} {}", path[1]).as_str()) {
                return missing(&format!("{group} {}", path[1]));
            }
            return Found::Wrong(format!(
                "unknown command {}\nSee 'kubectl {name} -h' for help and examples",
                crate::text::quote(&path[1])
            ));
        }
        let args = globals.parse(&globals_first(rest, 1, words));
        return match args {
            Ok(args) if args.help => Found::Help((*name).to_owned()),
            Ok(_) => Found::Incomplete((*name).to_owned()),
            Err(why) => Found::Wrong(format!("{why}\nSee 'kubectl {name} --help' for usage.")),
        };
    }
    if MISSING.contains(&group.as_str()) {
        return missing(&group);
    }
    let name = path.swap_remove(0);
    Found::Wrong(format!(
        "unknown command {} for \"kubectl\"{}",
        crate::text::quote(&name),
        suggestions(&name)
    ))
}

fn missing(name: &str) -> Found {
    Found::Wrong(format!(
        "kubectl {name} is not available here; `kubectl --help` lists the commands that are"
    ))
}

/// The words that are not flags, as cobra's `stripFlags` sees them before it knows the command, and where each stands.
fn split_command<'w>(globals: &Table<'_>, words: &'w [String]) -> (Vec<String>, Vec<usize>) {
    let mut names = Vec::new();
    let mut at = Vec::new();
    let mut index = 0;
    while index < words.len() {
        let word: &'w str = &words[index];
        if word == "--" {
            break;
        } else if let Some(long) = word.strip_prefix("--") {
            let bare = globals.long(long).is_some_and(|flag| flag.bare.is_some()) || any_bare(long);
            if !long.contains('=') && !bare {
                index += 1;
            }
        } else if word.starts_with('-') && word.len() == 2 {
            let letter = word.chars().nth(1).unwrap_or('-');
            let bare = globals.letter(letter).is_some_and(|flag| flag.bare.is_some());
            if !bare && names.is_empty() {
                index += 1;
            }
        } else if !word.is_empty() && !word.starts_with('-') {
            names.push(word.to_owned());
            at.push(index);
        }
        index += 1;
    }
    (names, at)
}

/// `--help` never takes the next word.
fn any_bare(long: &str) -> bool {
    long == "help"
}

/// The words without the first `count` command words.
fn globals_first(at: Vec<usize>, count: usize, words: &[String]) -> Vec<String> {
    let skip = &at[..count.min(at.len())];
    words
        .iter()
        .enumerate()
        .filter(|(index, _)| !skip.contains(index))
        .map(|(_, word)| word.clone())
        .collect()
}

/// The command of this path, by name or alias.
pub(crate) fn command_named(path: &str) -> Option<&'static Command> {
    commands().find(|command| {
        command.path == path
            || match (path.rsplit_once(' '), command.path.rsplit_once(' ')) {
                (Some((group, last)), Some((own, _))) => group == own && command.aliases.contains(&last),
                (None, None) => command.aliases.contains(&path),
                _ => false,
            }
    })
}

fn parse(command: &'static Command, words: &[String]) -> Found {
    let mut groups = command.flags.to_vec();
    groups.push(GLOBAL);
    let full = format!("kubectl {}", command.path);
    match Table::new(groups).parse(words) {
        Err(why) => Found::Wrong(format!("{why}\nSee '{full} --help' for usage.")),
        Ok(args) if args.help => Found::Help(command.path.to_owned()),
        Ok(mut args) => {
            let unset: Vec<String> = command
                .required
                .iter()
                .filter(|name| !args.changed(name))
                .map(|name| format!("\"{name}\""))
                .collect();
            if !unset.is_empty() {
                return Found::Wrong(format!("required flag(s) {} not set", unset.join(", ")));
            }
            args.command = full;
            Found::Command(command, args)
        }
    }
}

/// cobra's `SuggestionsFor`.
fn suggestions(typed: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    let tops = commands().filter(|command| !command.path.contains(' '));
    let all = tops
        .map(|command| (command.path, command.suggest_for))
        .chain(GROUPS.iter().map(|(name, _)| (*name, &[][..])))
        .chain(MISSING.iter().filter(|name| !name.contains(' ')).map(|name| (*name, &[][..])));
    for (name, suggest_for) in all {
        let near = distance(&typed.to_lowercase(), name) <= 2;
        let prefix = name.starts_with(&typed.to_lowercase());
        let meant = suggest_for.iter().any(|word| word.eq_ignore_ascii_case(typed));
        if (near || prefix || meant) && !names.contains(&name) {
            names.push(name);
        }
    }
    names.sort_by_key(|name| table::ORDER.iter().position(|other| other == name).unwrap_or(usize::MAX));
    if names.is_empty() {
        return String::new();
    }
    format!("\n\nDid you mean this?\n{}", names.iter().map(|name| format!("\t{name}\n")).collect::<String>())
}

/// Levenshtein's distance.
pub fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in right.iter().enumerate() {
            let cost = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[right.len()]
}
