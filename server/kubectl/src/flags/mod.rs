//! Flags as constant tables, parsed with pflag's rules and refused with pflag's words.
//!
//! Layer: pure; the first stage of a command (flags, then options, then run). Upstream: `github.com/spf13/pflag/flag.go`.

pub(crate) mod groups;
mod parse;
mod parsed;
mod state;
mod typed;

use go_text::{parse_bool, parse_duration, parse_int};

pub use parse::{FlagError, Parser};
pub use parsed::Parsed;
pub(crate) use parsed::Token;
pub use state::{HIDDEN, Kept, Page, Secret, Words};
pub use typed::{Array, Flags, Given, Length, Positional, Slice, Table, Value};

/// What a flag's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// True or false; alone it means true.
    Bool,
    /// Text.
    Str,
    /// A 32-bit number.
    Int32,
    /// A number.
    Int,
    /// A list; each value is split at commas.
    Slice,
    /// A list; each value is one item.
    Array,
    /// A length of time, as Go writes it.
    Duration,
}

/// One flag, and all that it states.
#[derive(Clone, Copy, Debug)]
pub struct Flag {
    /// Name without dashes.
    pub name: &'static str,
    /// One letter.
    pub short: Option<char>,
    /// What its value is.
    pub kind: Kind,
    /// Value when it is not given.
    pub default: &'static str,
    /// Value when it is given without one.
    pub bare: Option<&'static str>,
    /// It must be given.
    pub required: bool,
    /// It is taken, and does nothing here.
    pub ignored: bool,
    /// What of its value must not be written down.
    pub secret: Secret,
    /// What a page may do with it.
    pub page: Page,
    /// What it is for, in a line of help.
    pub about: &'static str,
}

/// A flag of [`flags!`](crate::flags!), which adds what the field's type and comment say.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Name without dashes.
    pub name: &'static str,
    short: Option<char>,
    default: &'static str,
    bare: Option<&'static str>,
    required: bool,
    secret: Secret,
    page: Page,
}

/// A flag without a letter.
pub const fn flag(name: &'static str, default: &'static str, secret: Secret, page: Page) -> Row {
    Row { name, short: None, default, bare: None, required: false, secret, page }
}

/// A flag with a letter.
pub const fn short(
    letter: char,
    name: &'static str,
    default: &'static str,
    secret: Secret,
    page: Page,
) -> Row {
    Row { short: Some(letter), ..flag(name, default, secret, page) }
}

impl Row {
    /// The same flag, which may also stand without a value.
    pub const fn bare(mut self, value: &'static str) -> Row {
        self.bare = Some(value);
        self
    }

    /// The same flag, which must be given.
    pub const fn required(mut self) -> Row {
        self.required = true;
        self
    }

    /// The whole flag.
    pub const fn of(self, kind: Kind, about: &'static str) -> Flag {
        let Row { name, short, default, bare, required, secret, page } = self;
        let bare = match kind {
            Kind::Bool => Some("true"),
            _ => bare,
        };
        let ignored = false;
        Flag { name, short, kind, default, bare, required, ignored, secret, page, about: about.trim_ascii() }
    }
}

impl Flag {
    /// The same flag, which does nothing here.
    pub const fn ignored(mut self) -> Flag {
        self.ignored = true;
        self
    }

    /// How messages call it: `-n, --namespace` or `--raw`.
    pub(crate) fn called(&self) -> String {
        match self.short {
            Some(letter) => format!("-{letter}, --{}", self.name),
            None => format!("--{}", self.name),
        }
    }

    fn check(&self, value: &str) -> Result<(), String> {
        match self.kind {
            Kind::Str | Kind::Slice | Kind::Array => Ok(()),
            Kind::Int => parse_int(value, 64).map(drop),
            Kind::Int32 => parse_int(value, 32).map(drop),
            Kind::Bool => parse_bool(value).map(drop),
            Kind::Duration => parse_duration(value).map(drop),
        }
    }
}

#[cfg(test)]
mod tests;
