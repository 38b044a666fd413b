//! Numbers and booleans as Go reads them.
//!
//! Layer: pure. Upstream: `strconv/atoi.go`, `strconv/atob.go`.

use crate::quote;

/// `strconv.ParseBool`.
///
/// # Errors
///
/// `strconv.ParseBool: parsing "x": invalid syntax`.
pub fn parse_bool(text: &str) -> Result<bool, String> {
    match text {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Ok(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Ok(false),
        _ => Err(format!("strconv.ParseBool: parsing {}: invalid syntax", quote(text))),
    }
}

/// `strconv.ParseInt(text, 0, bits)`: decimal, or with `0x`, `0o`, `0b`, `0`; underscores between digits.
///
/// # Errors
///
/// `strconv.ParseInt: parsing "x": invalid syntax`, or `value out of range`.
pub fn parse_int(text: &str, bits: u32) -> Result<i64, String> {
    let wrong = |why: &str| format!("strconv.ParseInt: parsing {}: {why}", quote(text));
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let lower = rest.to_ascii_lowercase();
    let (radix, digits) = radix(&lower);
    let dense = digits.replace('_', "");
    if dense.is_empty() || !dense.chars().all(|c| c.is_digit(radix)) || !underscores_are_right(&lower) {
        return Err(wrong("invalid syntax"));
    }
    // What does not fit into 128 bits does not fit into 64 either.
    let magnitude = i128::from_str_radix(&dense, radix).unwrap_or(i128::MAX);
    let number = if negative { -magnitude } else { magnitude };
    let most = 1_i128 << (bits - 1);
    match i64::try_from(number) {
        Ok(fits) if (-most..most).contains(&number) => Ok(fits),
        _ => Err(wrong("value out of range")),
    }
}

/// `strconv.ParseUint(text, 10, bits)`: decimal digits and nothing else.
///
/// # Errors
///
/// `strconv.ParseUint: parsing "x": invalid syntax`, or `value out of range`.
pub fn parse_uint(text: &str, bits: u32) -> Result<u64, String> {
    let wrong = |why: &str| format!("strconv.ParseUint: parsing {}: {why}", quote(text));
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(wrong("invalid syntax"));
    }
    match text.parse::<u64>() {
        Ok(number) if number.leading_zeros() >= u64::BITS - bits => Ok(number),
        _ => Err(wrong("value out of range")),
    }
}

/// The base that a number's beginning names, and its digits.
fn radix(lower: &str) -> (u32, &str) {
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = lower.strip_prefix(prefix) {
            return (radix, digits);
        }
    }
    match lower.strip_prefix('0') {
        Some(digits) if !digits.is_empty() => (8, digits),
        _ => (10, lower),
    }
}

/// `underscoreOK`: one at a time, between digits or after the prefix of a base.
fn underscores_are_right(lower: &str) -> bool {
    let bytes = lower.as_bytes();
    let digits_from = usize::from(bytes.len() > 1 && bytes[0] == b'0' && b"xob".contains(&bytes[1])) * 2;
    bytes.iter().enumerate().filter(|(_, byte)| **byte == b'_').all(|(at, _)| {
        let before = at > 0 && (at == digits_from || bytes[at - 1] != b'_');
        let after = bytes.get(at + 1).is_some_and(|next| *next != b'_');
        before && after
    })
}
