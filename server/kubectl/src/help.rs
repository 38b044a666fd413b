//! The help of a command, of a group, of everything; the texts are our own.
//!
//! Layer: pure, a reader of the table of commands.

use crate::commands::{self, GROUPS};

/// The help of one command or group.
pub(crate) fn help(path: &str) -> Option<String> {
    if path.is_empty() {
        return Some(overview(path));
    }
    if let Some(entry) = commands::command_named(path) {
        let spec = &entry.spec;
        let mut text = format!("{}.\n\nUsage:\n  kubectl {}{}\n", spec.about, spec.path, spec.usage);
        let flags: Vec<String> = entry.table.all().into_iter().map(row).collect();
        if !flags.is_empty() {
            text += &format!("\nFlags:\n{}\n", flags.join("\n"));
        }
        return Some(text);
    }
    let (name, about) = GROUPS.iter().find(|(name, _)| *name == path)?;
    let mut text = format!("{about}.\n\nCommands:\n");
    for entry in commands::all().filter(|entry| entry.spec.path.starts_with(&format!("{name} "))) {
        text += &line(entry);
    }
    Some(text)
}

/// A flag: how it is called, its default, what it is for.
fn row(flag: &crate::flags::Flag) -> String {
    let default = match flag.default {
        "" => String::new(),
        default => format!(" (default {default})"),
    };
    let idle = if flag.ignored { " (does nothing here)" } else { "" };
    format!("  {}{default}\n      {}{idle}", flag.called(), flag.about)
}

fn line(entry: &crate::spec::Entry) -> String {
    format!("  {:<24} {}\n", entry.spec.path, entry.spec.about)
}

/// The list of all commands, after a complaint about a word that is none.
pub(crate) fn overview(unknown: &str) -> String {
    let mut text = String::new();
    if !unknown.is_empty() {
        text += &format!("There is no help for \"{unknown}\".\n\n");
    }
    text += "kubectl speaks to a Kubernetes cluster. The commands here:\n\n";
    text.extend(commands::all().map(line));
    text + "\n`kubectl COMMAND --help` shows a command's flags.\n"
}
