//! The values of parsed flags, and Go's ways to read numbers, booleans and lengths of time.
//!
//! Layer: pure. Upstream: `strconv`, `time.ParseDuration`, `pflag`'s value types.

use std::collections::HashMap;
use std::time::Duration;

use super::{Flag, Kind};

/// Parsed flags and positional words of one command.
#[derive(Clone, Debug, Default)]
pub struct Args {
    /// Words that are no flags.
    pub positional: Vec<String>,
    /// How many positional words stood before `--`.
    pub dash_at: Option<usize>,
    /// `--help` or `-h` was given.
    pub help: bool,
    /// The command's path, `kubectl rollout status`.
    pub command: String,
    /// Flags given by name, with their values, in order.
    pub given: Vec<(String, String)>,
    values: HashMap<&'static str, Vec<String>>,
}

impl Args {
    pub(super) fn with_defaults<'a>(flags: impl Iterator<Item = &'a Flag>) -> Args {
        let mut args = Args::default();
        for flag in flags {
            let value = match flag.kind {
                Kind::Slice | Kind::Array if flag.default.is_empty() => Vec::new(),
                _ => vec![flag.default.to_owned()],
            };
            args.values.insert(flag.name, value);
        }
        args
    }

    pub(super) fn set(&mut self, flag: &Flag, value: &str) {
        let first = !self.changed(flag.name);
        self.given.push((flag.name.to_owned(), value.to_owned()));
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
    pub fn changed(&self, name: &str) -> bool {
        self.given.iter().any(|(given, _)| given == name)
    }

    /// A text.
    pub fn str(&self, name: &str) -> &str {
        self.values.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// A boolean.
    pub fn bool(&self, name: &str) -> bool {
        parse_bool(self.str(name)).unwrap_or(false)
    }

    /// A number.
    pub fn int(&self, name: &str) -> i64 {
        parse_int(self.str(name)).and_then(|n| i64::try_from(n).ok()).unwrap_or(0)
    }

    /// A length of time; negative ones are `None`.
    pub fn duration(&self, name: &str) -> Option<Duration> {
        match parse_duration(self.str(name)) {
            Ok(nanos) if nanos >= 0 => Some(Duration::from_nanos(nanos.try_into().unwrap_or(u64::MAX))),
            _ => None,
        }
    }

    /// A list.
    pub fn list(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
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

/// `strconv.ParseBool`.
pub(super) fn parse_bool(text: &str) -> Option<bool> {
    match text {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Some(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Some(false),
        _ => None,
    }
}

/// `strconv.ParseInt(text, 0, ...)`; wider than 64 bits, so that the caller can say "out of range".
pub(super) fn parse_int(text: &str) -> Option<i128> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let lower = digits.to_ascii_lowercase();
    let (radix, digits) = if let Some(hex) = lower.strip_prefix("0x") {
        (16, hex)
    } else if let Some(octal) = lower.strip_prefix("0o") {
        (8, octal)
    } else if let Some(binary) = lower.strip_prefix("0b") {
        (2, binary)
    } else if lower.len() > 1 && lower.starts_with('0') {
        (8, &lower[1..])
    } else {
        (10, lower.as_str())
    };
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return None;
    }
    Some(i128::from_str_radix(digits, radix).map_or(i128::MAX, |n| n * sign))
}

/// `time.ParseDuration`, in nanoseconds.
pub fn parse_duration(text: &str) -> Result<i128, String> {
    let invalid = || format!("time: invalid duration {}", crate::text::quote(text));
    let (sign, mut left) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    if left == "0" {
        return Ok(0);
    }
    if left.is_empty() {
        return Err(invalid());
    }
    let mut total = 0.0_f64;
    while !left.is_empty() {
        let end = left.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(left.len());
        let number: f64 = left[..end].parse().map_err(|_| invalid())?;
        left = &left[end..];
        let end = left.find(|c: char| c.is_ascii_digit() || c == '.').unwrap_or(left.len());
        let unit = &left[..end];
        let nanos = match unit {
            "" => return Err(format!("time: missing unit in duration {}", crate::text::quote(text))),
            "ns" => 1.0,
            "us" | "µs" | "μs" => 1e3,
            "ms" => 1e6,
            "s" => 1e9,
            "m" => 60e9,
            "h" => 3600e9,
            _ => {
                let (unit, text) = (crate::text::quote(unit), crate::text::quote(text));
                return Err(format!("time: unknown unit {unit} in duration {text}"));
            }
        };
        total += number * nanos;
        left = &left[end..];
    }
    Ok(total as i128 * sign)
}
