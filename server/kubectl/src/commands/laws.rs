//! Laws over the whole table: every command and every flag states all that there is to state, and nothing twice.

use std::collections::HashSet;

use super::{GROUPS, all};
use crate::flags::groups::Globals;
use crate::flags::{Flag, Flags, Kind, Page, Secret};
use crate::spec::{Entry, Where};

fn flags(entry: &Entry) -> Vec<&'static Flag> {
    [entry.table.all(), Globals::TABLE.all()].concat()
}

/// Every flag of every command, the global ones once, with the command's path.
fn every_flag() -> Vec<(&'static str, &'static Flag)> {
    let own = all().flat_map(|entry| entry.table.all().into_iter().map(|flag| (entry.spec.path, flag)));
    own.chain(Globals::TABLE.all().into_iter().map(|flag| ("", flag))).collect()
}

#[test]
fn no_two_flags_of_a_command_have_a_name() {
    for entry in all() {
        let path = entry.spec.path;
        let (mut longs, mut letters) = (HashSet::new(), HashSet::new());
        for flag in flags(entry) {
            assert!(longs.insert(flag.name), "{path}: --{} twice", flag.name);
            assert!(flag.short.is_none_or(|letter| letters.insert(letter)), "{path}: {:?} twice", flag.short);
        }
    }
}

#[test]
fn a_name_is_one_that_can_be_typed_and_a_default_one_that_parses() {
    let parser = |flag: &'static Flag| {
        let words = [format!("--{}={}", flag.name, flag.default)];
        let table = crate::flags::Table { own: std::slice::from_ref(flag), groups: &[] };
        crate::flags::Parser::new(&[&table]).parse(&words, &[])
    };
    for (path, flag) in every_flag() {
        let name = flag.name;
        let ok = |c: char| c.is_ascii_lowercase() || c == '-';
        assert!(!name.is_empty() && name.chars().all(ok) && name != "help", "{path}: {name}");
        assert!(
            flag.short.is_none_or(|letter| letter.is_ascii_alphabetic() && letter != 'h'),
            "{path}: {name}"
        );
        assert!(parser(flag).is_ok(), "{path}: the default {:?} of --{name}", flag.default);
        assert_eq!(
            flag.kind == Kind::Bool,
            flag.bare == Some("true") && flag.default != "none",
            "{path}: {name}"
        );
    }
}

#[test]
fn every_flag_says_what_it_is_for() {
    for (path, flag) in every_flag() {
        let about = flag.about;
        assert!(
            about.len() > 3 && (!about.ends_with('.') || about.ends_with("...")),
            "{path}: --{}: {about:?}",
            flag.name
        );
    }
}

#[test]
fn a_refusal_gives_its_reason() {
    for (path, flag) in every_flag() {
        if let Page::Refused(why) = flag.page {
            assert!(why.starts_with("it "), "{path}: --{}: {why:?}", flag.name);
        }
    }
    for entry in all() {
        if let Where::Terminal(why) = entry.spec.place {
            assert!(why.starts_with("it "), "{}: {why:?}", entry.spec.path);
        }
    }
}

/// A group may be the better place: a flag that several commands share means the same in all of them.
#[test]
fn a_flag_states_the_same_in_every_command() {
    // Not these, which only look: elsewhere it is a path to send something to.
    let apart = ["get --raw", "config view --raw"];
    let mut seen: Vec<(&str, &str, &Flag)> = Vec::new();
    for (path, flag) in every_flag() {
        if apart.contains(&format!("{path} --{}", flag.name).as_str()) {
            continue;
        }
        if let Some((other, _, first)) = seen.iter().find(|(_, name, _)| *name == flag.name) {
            let both = format!("--{} of {other:?} and of {path:?}", flag.name);
            assert_eq!(first.secret.called(), flag.secret.called(), "{both}");
            assert_eq!(first.page, flag.page, "{both}");
        } else {
            seen.push((path, flag.name, flag));
        }
    }
}

/// What is known to hold secrets or names of files, said once more by name: a new flag of this name must say so, too.
#[test]
fn what_is_known_to_be_secret_says_so() {
    for (path, flag) in every_flag() {
        let secret = !matches!(flag.secret, Secret::Nothing);
        let known =
            ["password", "token", "env", "from-literal", "overrides", "patch", "docker-password", "server"];
        assert!(secret || !known.contains(&flag.name), "{path}: --{} may hold a secret", flag.name);
        let file =
            flag.name.ends_with("-file") || matches!(flag.name, "filename" | "kubeconfig" | "client-key");
        assert!(!file || flag.page != Page::Allowed, "{path}: --{} names a file", flag.name);
    }
}

#[test]
fn every_command_says_what_it_is_and_is_named_once() {
    let mut paths = HashSet::new();
    for entry in all() {
        let spec = &entry.spec;
        assert!(!spec.about.is_empty() && !spec.about.ends_with('.'), "{}: {:?}", spec.path, spec.about);
        assert!(spec.usage.is_empty() || spec.usage.starts_with(' '), "{}: {:?}", spec.path, spec.usage);
        let (group, _) = spec.path.rsplit_once(' ').unwrap_or(("", spec.path));
        let dot = if group.is_empty() { "" } else { " " };
        let names = spec.aliases.iter().map(|alias| format!("{group}{dot}{alias}"));
        for name in names.chain([spec.path.to_owned()]) {
            assert!(paths.insert(name.clone()), "{name} twice");
        }
        let known = ["", "create", "create service", "create secret"];
        let is_group = GROUPS.iter().any(|(name, _)| *name == group);
        assert!(is_group || known.contains(&group), "{}: no such group", spec.path);
    }
}
