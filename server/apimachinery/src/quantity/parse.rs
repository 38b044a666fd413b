//! Takes a written amount apart.
//!
//! Layer: pure. Upstream: `ParseQuantity`, `parseQuantityString`, `suffix.go`.

use super::{Format, Quantity};

/// Suffixes of powers of 1024, in order.
pub(super) const BINARY: [&str; 7] = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
/// Suffixes of powers of ten.
pub(super) const DECIMAL: [(&str, i32); 10] =
    [("n", -9), ("u", -6), ("m", -3), ("", 0), ("k", 3), ("M", 6), ("G", 9), ("T", 12), ("P", 15), ("E", 18)];

/// How many digits an amount has at most.
pub const DIGITS: usize = 36;

/// A billionth is the smallest part; what is smaller is rounded up to it.
const NANO: i32 = -9;
/// The largest amount with a binary suffix.
const MOST: i128 = i64::MAX as i128;
/// How many decimal digits Go keeps in 64 bits (`maxInt64Factors`).
const FAST: i32 = 18;

/// Why a text is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// `ErrFormatWrong`.
    #[error("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    Format,
    /// `ErrNumeric`.
    #[error("unable to parse numeric part of quantity")]
    Numeric,
    /// `ErrSuffix`.
    #[error("unable to parse quantity's suffix")]
    Suffix,
}

/// A text in its parts.
struct Written<'t> {
    negative: bool,
    whole: &'t str,
    part: &'t str,
    suffix: &'t str,
}

pub(super) fn parse(text: &str) -> Result<Quantity, ParseError> {
    if text.is_empty() {
        return Err(ParseError::Format);
    }
    if text == "0" {
        return Ok(Quantity { kept: Some(text.into()), ..Quantity::default() });
    }
    let written = split(text)?;
    let (format, exponent) = suffixed(written.suffix).ok_or(ParseError::Suffix)?;
    let digits = format!("{}{}", written.whole, written.part);
    if digits.len() > DIGITS {
        return Err(ParseError::Numeric);
    }
    let number: i128 = digits.parse().map_err(|_| ParseError::Numeric)?;
    let places = written.part.len() as i32;
    let (number, scale) = match format {
        Format::BinarySI => (number.saturating_mul(1 << exponent), -places),
        _ => (number, exponent.saturating_sub(places)),
    };
    let kept = is_canonical(&digits, format, exponent, places).then(|| text.into());
    let sign = if written.negative { -1 } else { 1 };
    let fast = is_fast(digits.len(), format, exponent, places) && number <= MOST;
    let amount = Quantity { number, scale, format, kept: kept.filter(|_| fast) };
    let amount = if fast { amount } else { bounded(amount) };
    Ok(Quantity { number: amount.number * sign, ..amount })
}

fn split(text: &str) -> Result<Written<'_>, ParseError> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, rest) = rest.split_at(digits(rest));
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let (part, suffix) = match rest.strip_prefix('.') {
        Some(rest) => rest.split_at(digits(rest)),
        None => ("", rest),
    };
    let letters = suffix.find(|c| !"eEinumkKMGTP".contains(c)).unwrap_or(suffix.len());
    let exponent = suffix[letters..].strip_prefix(['-', '+']).unwrap_or(&suffix[letters..]);
    if digits(exponent) < exponent.len() {
        return Err(ParseError::Format);
    }
    Ok(Written { negative, whole, part, suffix })
}

/// How many digits a text begins with.
fn digits(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len())
}

/// The form, and the power of ten or of two.
fn suffixed(suffix: &str) -> Option<(Format, i32)> {
    if let Some((_, exponent)) = DECIMAL.iter().find(|(known, _)| *known == suffix) {
        return Some((Format::DecimalSI, *exponent));
    }
    if let Some(power) = BINARY.iter().position(|known| *known == suffix) {
        return Some((Format::BinarySI, power as i32 * 10));
    }
    let exponent: i64 = suffix.strip_prefix(['e', 'E'])?.parse().ok()?;
    // Go takes the lower half of it.
    Some((Format::DecimalExponent, exponent as i32))
}

/// Whether Go keeps an amount in 64 bits, and neither rounds nor caps it.
fn is_fast(length: usize, format: Format, exponent: i32, places: i32) -> bool {
    let length = length as i32;
    match format {
        Format::BinarySI => places == 0 && length + exponent * 3 / 10 < 15,
        _ => length <= FAST && exponent.saturating_sub(places) >= NANO,
    }
}

/// Whether an amount is written as the API would write it.
fn is_canonical(digits: &str, format: Format, exponent: i32, places: i32) -> bool {
    match format {
        // The last three bits of the number.
        Format::BinarySI => digits.parse::<i128>().is_ok_and(|number| number & 7 != 0),
        _ => exponent.saturating_sub(places) % 3 == 0 && !digits.ends_with("000") && !digits.starts_with('0'),
    }
}

/// Rounds up to billionths, and caps what has a binary suffix.
fn bounded(amount: Quantity) -> Quantity {
    let mut amount = amount.round_up(NANO);
    if amount.format == Format::BinarySI {
        let one = Quantity { number: 1, ..Quantity::default() };
        let most = Quantity { number: MOST, format: Format::BinarySI, ..Quantity::default() };
        if amount > most {
            amount = most;
        } else if amount < one && !amount.is_zero() {
            amount.format = Format::DecimalSI;
        }
    }
    Quantity { kept: None, ..amount }
}
