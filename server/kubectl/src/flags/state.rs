//! What a flag or a word states about itself beside its name: what of it is secret, and what a page may do with it.
//!
//! Layer: data; the masked line, the page's refusals and `docs/secrets.md` are its readers.

/// What of a value must not be written down.
#[derive(Clone, Copy, Debug)]
pub enum Secret {
    /// Nothing: it may be kept as it was typed.
    Nothing,
    /// What follows the first `=`: `KEY=VALUE` is kept as `KEY=***`.
    Pair,
    /// All of it.
    Whole,
    /// It is the body of a change, a secret when what it changes is or may be a Secret.
    Body,
    /// What this leaves of it may be kept.
    Part(fn(&str) -> String),
}

impl Secret {
    /// What may be kept of a value. `bodies`: bodies are known to be meant for no Secret.
    pub fn kept(self, value: &str, bodies: bool) -> String {
        match self {
            Secret::Nothing => value.to_owned(),
            Secret::Body if bodies => value.to_owned(),
            Secret::Whole | Secret::Body => HIDDEN.to_owned(),
            Secret::Pair => match value.split_once('=') {
                Some((key, _)) => format!("{key}={HIDDEN}"),
                None => HIDDEN.to_owned(),
            },
            Secret::Part(kept) => kept(value),
        }
    }

    /// How a table calls it.
    pub fn called(self) -> &'static str {
        match self {
            Secret::Nothing => "nothing",
            Secret::Pair => "the value of each `KEY=VALUE`",
            Secret::Whole => "all of it",
            Secret::Body => "all of it, unless every object that it changes is known to be no Secret",
            Secret::Part(_) => "all but the name in it",
        }
    }
}

/// What stands in a secret's place.
pub const HIDDEN: &str = "***";

/// What a page may do with a flag or a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Anything.
    Allowed,
    /// Name files of the reader's, separated by commas; no path, no URL.
    Files,
    /// Name a file of the reader's, with a key before it: `KEY=FILE`.
    KeyAndFile,
    /// Name a format, but none that reads a file of the server.
    Format,
    /// Be the text of a format that is given too; alone it would name a file of the server.
    TextOfFormat,
    /// Nothing, for this reason.
    Refused(&'static str),
    /// Nothing, and neither may a terminal, for this reason.
    Nowhere(&'static str),
}

/// What a command states about the words that are no flags.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// Which of them are secret.
    pub secret: Kept,
    /// What a page may do with them.
    pub page: Page,
}

impl Words {
    /// None is secret, and a page may give them all.
    pub const PLAIN: Words = Words { secret: Kept::Each(Secret::Nothing), page: Page::Allowed };
    /// A program that runs in a container is among them, with its arguments.
    pub const PROGRAM: Words = Words { secret: Kept::Program, page: Page::Allowed };
    /// A name, and what an image's own program is given.
    pub const ARGUMENTS: Words = Words { secret: Kept::First, page: Page::Allowed };
}

/// Which words may be written down.
#[derive(Clone, Copy, Debug)]
pub enum Kept {
    /// Each by itself.
    Each(Secret),
    /// The first, and the name of the program after it; a program's arguments may hold passwords.
    Program,
    /// The first.
    First,
}
