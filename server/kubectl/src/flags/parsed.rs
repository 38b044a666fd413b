//! What was typed, and the values of flags.
//!
//! Layer: pure. Upstream: `pflag`'s value types.

use std::collections::HashMap;

use super::{Flag, Kind, Value};

/// Parsed flags and positional words of one command.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// Words that are no flags.
    pub positional: Vec<String>,
    /// How many positional words stood before `--`.
    pub dash_at: Option<usize>,
    /// `--help` or `-h` was given.
    pub help: bool,
    /// Flags given by name, with their values, in order.
    pub given: Vec<(&'static Flag, String)>,
    /// Everything that was typed, in order, each with what it is.
    pub(crate) tokens: Vec<Token>,
    values: HashMap<&'static str, Vec<String>>,
}

/// Something that was typed.
#[derive(Clone, Debug)]
pub(crate) enum Token {
    /// A word of the command's own name.
    Path(String),
    /// Flags without a value.
    Bare(String),
    /// A flag with its value.
    Flag {
        /// What stands before the value: `--env=`, `-itn`.
        head: String,
        /// Whether the value is a word of its own.
        apart: bool,
        /// The flag.
        flag: &'static Flag,
        /// The value.
        value: String,
    },
    /// `--`.
    Dash,
    /// A positional word, by its number.
    Word(usize),
}

impl Token {
    pub(super) fn joined(head: String, flag: &'static Flag, value: &str) -> Token {
        Token::Flag { head, apart: false, flag, value: value.to_owned() }
    }

    pub(super) fn apart(head: String, flag: &'static Flag, value: &str) -> Token {
        Token::Flag { head, apart: true, flag, value: value.to_owned() }
    }
}

impl Parsed {
    pub(super) fn with_defaults(flags: &[&'static Flag]) -> Parsed {
        let mut parsed = Parsed::default();
        for flag in flags.iter().rev() {
            let value = match flag.kind {
                Kind::Slice | Kind::Array if flag.default.is_empty() => Vec::new(),
                _ => vec![flag.default.to_owned()],
            };
            parsed.values.insert(flag.name, value);
        }
        parsed
    }

    pub(super) fn word(&mut self, word: &str) {
        self.tokens.push(Token::Word(self.positional.len()));
        self.positional.push(word.to_owned());
    }

    pub(super) fn set(&mut self, flag: &'static Flag, value: &str) {
        let first = !self.is_given(flag.name);
        self.given.push((flag, value.to_owned()));
        let slot = self.values.entry(flag.name).or_default();
        match flag.kind {
            Kind::Slice | Kind::Array => {
                if first {
                    slot.clear();
                }
                if flag.kind == Kind::Array {
                    slot.push(value.to_owned());
                } else if !value.is_empty() {
                    slot.extend(split_commas(value));
                }
            }
            _ => *slot = vec![value.to_owned()],
        }
    }

    /// Whether the flag was given.
    pub(crate) fn is_given(&self, name: &str) -> bool {
        self.given.iter().any(|(flag, _)| flag.name == name)
    }

    /// A flag's value. For [`flags!`](crate::flags!), which takes the name from the flag's own row.
    pub fn value<T: Value>(&self, name: &str) -> T {
        T::read(self.values.get(name).map_or(&[], Vec::as_slice), self.is_given(name))
    }
}

/// Splits as pflag's string slices do: commas, with CSV quotes.
fn split_commas(value: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut item = String::new();
    let mut quoted = false;
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                item.push('"');
            }
            '"' if quoted || item.is_empty() => quoted = !quoted,
            ',' if !quoted => items.push(std::mem::take(&mut item)),
            _ => item.push(c),
        }
    }
    items.push(item);
    items
}
