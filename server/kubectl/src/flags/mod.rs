//! Flags as constant tables, parsed with pflag's rules and refused with pflag's words.
//!
//! Layer: pure; the first stage of a command (flags, then options, then run). Upstream: `github.com/spf13/pflag/flag.go`.

pub(crate) mod changing;
pub(crate) mod groups;
mod parsed;
pub(crate) mod reading;

pub use parsed::{Args, parse_duration};

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

/// One flag.
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
}

/// A flag without a letter.
pub const fn flag(name: &'static str, kind: Kind, default: &'static str) -> Flag {
    Flag { name, short: None, kind, default, bare: bare_of(kind) }
}

/// A flag with a letter.
pub const fn short(letter: char, name: &'static str, kind: Kind, default: &'static str) -> Flag {
    Flag { name, short: Some(letter), kind, default, bare: bare_of(kind) }
}

const fn bare_of(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Bool => Some("true"),
        _ => None,
    }
}

impl Flag {
    /// The same flag, which may also stand without a value.
    pub const fn bare(mut self, value: &'static str) -> Flag {
        self.bare = Some(value);
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
        let number = |bits: u32| {
            let parsed = parsed::parse_int(value);
            match parsed {
                None => {
                    Err(format!("strconv.ParseInt: parsing {}: invalid syntax", crate::text::quote(value)))
                }
                Some(n) if bits == 32 && i32::try_from(n).is_err() || i64::try_from(n).is_err() => Err(
                    format!("strconv.ParseInt: parsing {}: value out of range", crate::text::quote(value)),
                ),
                Some(_) => Ok(()),
            }
        };
        match self.kind {
            Kind::Str | Kind::Slice | Kind::Array => Ok(()),
            Kind::Int => number(64),
            Kind::Int32 => number(32),
            Kind::Bool => match parsed::parse_bool(value) {
                Some(_) => Ok(()),
                None => {
                    Err(format!("strconv.ParseBool: parsing {}: invalid syntax", crate::text::quote(value)))
                }
            },
            Kind::Duration => parse_duration(value).map(|_| ()),
        }
    }
}

/// Why the flags cannot be parsed; printed with a pointer to the command's help.
pub type FlagError = String;

/// Flags by name or letter.
pub struct Table<'a> {
    groups: Vec<&'a [Flag]>,
}

impl<'a> Table<'a> {
    /// All flags of these groups.
    pub fn new(groups: Vec<&'a [Flag]>) -> Table<'a> {
        Table { groups }
    }

    /// The flag of this name; `_` counts as `-`.
    pub(crate) fn long(&self, name: &str) -> Option<&'a Flag> {
        let name = name.replace('_', "-");
        self.groups.iter().flat_map(|group| group.iter()).find(|flag| flag.name == name)
    }

    /// The flag of this letter.
    pub(crate) fn letter(&self, letter: char) -> Option<&'a Flag> {
        self.groups.iter().flat_map(|group| group.iter()).find(|flag| flag.short == Some(letter))
    }

    /// All flags.
    pub(crate) fn all(&self) -> impl Iterator<Item = &'a Flag> {
        self.groups.iter().flat_map(|group| group.iter())
    }

    /// Parses words; what follows `--` is positional.
    pub fn parse(&self, words: &[String]) -> Result<Args, FlagError> {
        let mut args = Args::with_defaults(self.all());
        let mut rest = words.iter();
        while let Some(word) = rest.next() {
            if word == "--" {
                args.dash_at = Some(args.positional.len());
                args.positional.extend(rest.cloned());
                break;
            } else if let Some(long) = word.strip_prefix("--") {
                self.parse_long(word, long, &mut rest, &mut args)?;
            } else if word.len() > 1 && word.starts_with('-') {
                self.parse_letters(&word[1..], &mut rest, &mut args)?;
            } else {
                args.positional.push(word.clone());
            }
        }
        Ok(args)
    }

    fn parse_long<'w>(
        &self,
        word: &str,
        long: &str,
        rest: &mut impl Iterator<Item = &'w String>,
        args: &mut Args,
    ) -> Result<(), FlagError> {
        if long.is_empty() || long.starts_with('-') || long.starts_with('=') {
            return Err(format!("bad flag syntax: {word}"));
        }
        let (name, value) = match long.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (long, None),
        };
        let Some(flag) = self.long(name) else {
            if name == "help" {
                args.help = true;
                return Ok(());
            }
            return Err(format!("unknown flag: --{name}"));
        };
        let value = match (value, flag.bare) {
            (Some(value), _) => value.to_owned(),
            (None, Some(bare)) => bare.to_owned(),
            (None, None) => {
                rest.next().cloned().ok_or_else(|| format!("flag needs an argument: --{name}"))?
            }
        };
        set(flag, &value, args)
    }

    fn parse_letters<'w>(
        &self,
        letters: &str,
        rest: &mut impl Iterator<Item = &'w String>,
        args: &mut Args,
    ) -> Result<(), FlagError> {
        let mut left = letters;
        while let Some(letter) = left.chars().next() {
            let after = &left[letter.len_utf8()..];
            let Some(flag) = self.letter(letter) else {
                if letter == 'h' {
                    args.help = true;
                    return Ok(());
                }
                return Err(format!("unknown shorthand flag: '{letter}' in -{letters}"));
            };
            if let Some(value) = after.strip_prefix('=').filter(|_| after.len() > 1) {
                return set(flag, value, args);
            }
            match flag.bare {
                Some(bare) => set(flag, bare, args)?,
                None if !after.is_empty() => return set(flag, after, args),
                None => {
                    let value = rest
                        .next()
                        .ok_or_else(|| format!("flag needs an argument: '{letter}' in -{letters}"))?;
                    return set(flag, value, args);
                }
            }
            left = after;
        }
        Ok(())
    }
}

fn set(flag: &Flag, value: &str, args: &mut Args) -> Result<(), FlagError> {
    flag.check(value).map_err(|why| {
        format!("invalid argument {} for \"{}\" flag: {why}", crate::text::quote(value), flag.called())
    })?;
    args.set(flag, value);
    Ok(())
}

#[cfg(test)]
mod tests;
