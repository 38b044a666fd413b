//! From the words of a line to the command that they name, parsed.
//!
//! Layer: dispatch. Upstream: cobra's `Find`.

use super::all;
use super::names::{GROUPS, MISSING, ORDER};
use crate::flags::groups::Globals;
use crate::flags::{Flags, Parsed, Parser};
use crate::spec::Entry;
use crate::text::quote;

/// What the words of a line come to.
pub(crate) enum Found {
    /// A command, and its parsed flags and words.
    Command(&'static Entry, Parsed),
    /// Help for a command or for a group (`rollout`), or for everything.
    Help(String),
    /// A group (`rollout`) without a command: its help, and exit code 1.
    Incomplete(String),
    /// A message for standard error, after `error: `.
    Wrong(String),
}

/// Finds the command and parses its flags.
pub(crate) fn find(words: &[String]) -> Found {
    let globals = Parser::new(&[&Globals::TABLE]);
    let (path, at) = split_command(&globals, words);
    let Some(first) = path.first() else {
        return match globals.parse(words, &[]) {
            Ok(_) => Found::Help(String::new()),
            Err(why) => Found::Wrong(format!("{why}\nSee 'kubectl --help' for usage.")),
        };
    };
    if first == "help" {
        return Found::Help(path[1..].join(" "));
    }
    if let Some((entry, count)) = named(&path) {
        return parse(entry, words, &at[..count]);
    }
    if let Some((name, _)) = GROUPS.iter().find(|(name, _)| name == first) {
        return group(&globals, name, &path, words, &at);
    }
    if MISSING.contains(&first.as_str()) {
        return missing(first);
    }
    Found::Wrong(format!("unknown command {} for \"kubectl\"{}", quote(first), suggestions(first)))
}

/// The command that the words name, and how many of them do.
fn named(path: &[String]) -> Option<(&'static Entry, usize)> {
    let first = path[0].as_str();
    let nested = path.len() > 1
        && (GROUPS.iter().any(|(name, _)| *name == first) || matches!(first, "create" | "cluster-info"));
    if nested {
        let second = if first == "create" && path[1] == "svc" { "service" } else { path[1].as_str() };
        let both = format!("{first} {second}");
        let third = path.get(2).and_then(|third| command_named(&format!("{both} {third}")));
        if let Some(found) = third.map(|entry| (entry, 3)).or_else(|| Some((command_named(&both)?, 2))) {
            return Some(found);
        }
    }
    Some((command_named(first)?, 1))
}

/// The words name a group, with or without a command that there is not.
fn group(globals: &Parser, name: &'static str, path: &[String], words: &[String], at: &[usize]) -> Found {
    if let Some(second) = path.get(1) {
        let both = format!("{name} {second}");
        if MISSING.contains(&both.as_str()) {
            return missing(&both);
        }
        return Found::Wrong(format!(
            "unknown command {}\nSee 'kubectl {name} -h' for help and examples",
            quote(second)
        ));
    }
    match globals.parse(words, &at[..1]) {
        Ok(parsed) if parsed.help => Found::Help(name.to_owned()),
        Ok(_) => Found::Incomplete(name.to_owned()),
        Err(why) => Found::Wrong(format!("{why}\nSee 'kubectl {name} --help' for usage.")),
    }
}

fn missing(name: &str) -> Found {
    Found::Wrong(format!(
        "kubectl {name} is not available here; `kubectl --help` lists the commands that are"
    ))
}

/// The words that are not flags, as cobra's `stripFlags` sees them before it knows the command, and where each stands.
fn split_command(globals: &Parser, words: &[String]) -> (Vec<String>, Vec<usize>) {
    let mut names = Vec::new();
    let mut at = Vec::new();
    let mut index = 0;
    while index < words.len() {
        let word = words[index].as_str();
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

/// The command of this path, by name or alias.
pub(crate) fn command_named(path: &str) -> Option<&'static Entry> {
    all().find(|entry| {
        let spec = &entry.spec;
        spec.path == path
            || match (path.rsplit_once(' '), spec.path.rsplit_once(' ')) {
                (Some((group, last)), Some((own, _))) => group == own && spec.aliases.contains(&last),
                (None, None) => spec.aliases.contains(&path),
                _ => false,
            }
    })
}

fn parse(entry: &'static Entry, words: &[String], path: &[usize]) -> Found {
    let command = entry.spec.path;
    let parsed = match Parser::new(&[&entry.table, &Globals::TABLE]).parse(words, path) {
        Ok(parsed) => parsed,
        Err(why) => return Found::Wrong(format!("{why}\nSee 'kubectl {command} --help' for usage.")),
    };
    if parsed.help {
        return Found::Help(command.to_owned());
    }
    let flags = entry.table.all();
    let unset = flags.iter().filter(|flag| flag.required && !parsed.is_given(flag.name));
    let unset: Vec<String> = unset.map(|flag| format!("\"{}\"", flag.name)).collect();
    if !unset.is_empty() {
        return Found::Wrong(format!("required flag(s) {} not set", unset.join(", ")));
    }
    Found::Command(entry, parsed)
}

/// cobra's `SuggestionsFor`.
fn suggestions(typed: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    let tops = all().map(|entry| &entry.spec).filter(|spec| !spec.path.contains(' '));
    let known = tops
        .map(|spec| (spec.path, spec.suggest_for))
        .chain(GROUPS.iter().map(|(name, _)| (*name, &[][..])))
        .chain(MISSING.iter().filter(|name| !name.contains(' ')).map(|name| (*name, &[][..])));
    for (name, suggest_for) in known {
        let near = strsim::levenshtein(&typed.to_lowercase(), name) <= 2;
        let prefix = name.starts_with(&typed.to_lowercase());
        let meant = suggest_for.iter().any(|word| word.eq_ignore_ascii_case(typed));
        if (near || prefix || meant) && !names.contains(&name) {
            names.push(name);
        }
    }
    names.sort_by_key(|name| ORDER.iter().position(|other| other == name).unwrap_or(usize::MAX));
    if names.is_empty() {
        return String::new();
    }
    format!("\n\nDid you mean this?\n{}", names.iter().map(|name| format!("\t{name}\n")).collect::<String>())
}
