//! Which commands and flags can hold secrets, as data: for `docs/secrets.md`, and for whoever wants to know.
//!
//! Layer: pure, a reader of the table of commands.

use crate::commands;
use crate::flags::groups::Globals;
use crate::flags::{Flag, Flags, Kept, Secret, Table, Words};

/// A place in a line that can hold a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holds {
    /// The command, or `every command`.
    pub command: String,
    /// The flag as it is called, or the words.
    pub place: String,
    /// What of it is left out wherever a line is written down.
    pub hidden: &'static str,
}

/// Every place in a line of kubectl that can hold a secret.
pub fn secrets() -> Vec<Holds> {
    let everywhere = places("every command", &Globals::TABLE, &Words::PLAIN);
    let own = commands::all()
        .flat_map(|entry| places(&format!("kubectl {}", entry.spec.path), &entry.table, &entry.spec.words));
    everywhere.into_iter().chain(own).collect()
}

/// The places of one command.
pub fn places(command: &str, table: &Table, words: &Words) -> Vec<Holds> {
    let at = |place: String, hidden| Holds { command: command.to_owned(), place, hidden };
    let secret = |flag: &&Flag| !matches!(flag.secret, Secret::Nothing);
    let flags = table.all().into_iter().filter(|flag| secret(flag));
    let mut found: Vec<Holds> = flags.map(|flag| at(flag.called(), flag.secret.called())).collect();
    match words.secret {
        Kept::Each(Secret::Nothing) => {}
        Kept::Each(secret) => found.push(at("each word".to_owned(), secret.called())),
        Kept::Program => found.push(at("the words after the program's name".to_owned(), "all of them")),
        Kept::First => found.push(at("the words after the first".to_owned(), "all of them")),
    }
    found
}
