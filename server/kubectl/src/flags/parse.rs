//! Parses words into flags and positional words, as pflag does.
//!
//! Layer: pure. Upstream: `github.com/spf13/pflag/flag.go` (`parseArgs`, `parseLongArg`, `parseSingleShortArg`).

use super::parsed::Token;
use super::{Flag, Parsed, Table};

/// Why the flags cannot be parsed; printed with a pointer to the command's help.
pub type FlagError = String;

/// Flags by name or letter.
pub struct Parser {
    flags: Vec<&'static Flag>,
}

/// The words that are left. Those of a command's path stand among them and are nobody's value.
struct Rest<'w> {
    words: &'w [String],
    path: &'w [usize],
    at: usize,
}

impl<'w> Rest<'w> {
    /// The next word; those of the path become tokens on the way.
    fn next(&mut self, parsed: &mut Parsed) -> Option<&'w String> {
        while let Some(word) = self.words.get(self.at) {
            self.at += 1;
            if !self.path.contains(&(self.at - 1)) {
                return Some(word);
            }
            parsed.tokens.push(Token::Path(word.clone()));
        }
        None
    }
}

impl Parser {
    /// All flags of these tables; where two have a name, the first one's counts.
    pub fn new(tables: &[&Table]) -> Parser {
        Parser { flags: tables.iter().flat_map(|table| table.all()).collect() }
    }

    /// The flag of this name; `_` counts as `-`.
    pub(crate) fn long(&self, name: &str) -> Option<&'static Flag> {
        let name = name.replace('_', "-");
        self.flags.iter().copied().find(|flag| flag.name == name)
    }

    /// The flag of this letter.
    pub(crate) fn letter(&self, letter: char) -> Option<&'static Flag> {
        self.flags.iter().copied().find(|flag| flag.short == Some(letter))
    }

    /// What is there when nothing was typed.
    pub fn defaults(&self) -> Parsed {
        Parsed::with_defaults(&self.flags)
    }

    /// Parses words; what follows `--` is positional. `path`: where the words of the command's own name stand.
    pub fn parse(&self, words: &[String], path: &[usize]) -> Result<Parsed, FlagError> {
        let mut parsed = self.defaults();
        let mut rest = Rest { words, path, at: 0 };
        while let Some(word) = rest.next(&mut parsed) {
            if word == "--" {
                parsed.dash_at = Some(parsed.positional.len());
                parsed.tokens.push(Token::Dash);
                while let Some(word) = rest.next(&mut parsed) {
                    parsed.word(word);
                }
            } else if let Some(long) = word.strip_prefix("--") {
                self.parse_long(word, long, &mut rest, &mut parsed)?;
            } else if word.len() > 1 && word.starts_with('-') {
                self.parse_letters(&word[1..], &mut rest, &mut parsed)?;
            } else {
                parsed.word(word);
            }
        }
        Ok(parsed)
    }

    fn parse_long(
        &self,
        word: &str,
        long: &str,
        rest: &mut Rest<'_>,
        parsed: &mut Parsed,
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
                parsed.help = true;
                parsed.tokens.push(Token::Bare(word.to_owned()));
                return Ok(());
            }
            return Err(format!("unknown flag: --{name}"));
        };
        match (value, flag.bare) {
            (Some(value), _) => set(flag, value, parsed, Token::joined(format!("--{name}="), flag, value)),
            (None, Some(bare)) => set(flag, bare, parsed, Token::Bare(word.to_owned())),
            (None, None) => {
                let value = rest.next(parsed).ok_or_else(|| format!("flag needs an argument: --{name}"))?;
                set(flag, value, parsed, Token::apart(word.to_owned(), flag, value))
            }
        }
    }

    fn parse_letters(
        &self,
        letters: &str,
        rest: &mut Rest<'_>,
        parsed: &mut Parsed,
    ) -> Result<(), FlagError> {
        let mut left = letters;
        while let Some(letter) = left.chars().next() {
            let after = &left[letter.len_utf8()..];
            // What was typed up to this letter's value.
            let head = || format!("-{}", &letters[..letters.len() - after.len()]);
            let Some(flag) = self.letter(letter) else {
                if letter == 'h' {
                    parsed.help = true;
                    parsed.tokens.push(Token::Bare(format!("-{letters}")));
                    return Ok(());
                }
                return Err(format!("unknown shorthand flag: '{letter}' in -{letters}"));
            };
            if let Some(value) = after.strip_prefix('=').filter(|_| after.len() > 1) {
                return set(flag, value, parsed, Token::joined(head() + "=", flag, value));
            }
            match flag.bare {
                Some(bare) if after.is_empty() => return set(flag, bare, parsed, Token::Bare(head())),
                Some(bare) => take(flag, bare, parsed)?,
                None if !after.is_empty() => {
                    return set(flag, after, parsed, Token::joined(head(), flag, after));
                }
                None => {
                    let value = rest
                        .next(parsed)
                        .ok_or_else(|| format!("flag needs an argument: '{letter}' in -{letters}"))?;
                    return set(flag, value, parsed, Token::apart(head(), flag, value));
                }
            }
            left = after;
        }
        Ok(())
    }
}

fn set(flag: &'static Flag, value: &str, parsed: &mut Parsed, token: Token) -> Result<(), FlagError> {
    parsed.tokens.push(token);
    take(flag, value, parsed)
}

fn take(flag: &'static Flag, value: &str, parsed: &mut Parsed) -> Result<(), FlagError> {
    flag.check(value).map_err(|why| {
        format!("invalid argument {} for \"{}\" flag: {why}", crate::text::quote(value), flag.called())
    })?;
    parsed.set(flag, value);
    Ok(())
}
