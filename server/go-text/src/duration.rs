//! Lengths of time as Go reads them: `1h30m`, `.5s`.
//!
//! Layer: pure. Upstream: `time.ParseDuration` in `time/format.go`.

/// The most that a length holds, in nanoseconds, and one more.
const MOST: u64 = 1 << 63;

/// `time.ParseDuration`, in nanoseconds.
///
/// # Errors
///
/// `time: invalid duration "x"`, `time: missing unit in duration "5"`, `time: unknown unit "x" in duration "3x"`.
pub fn parse_duration(text: &str) -> Result<i64, String> {
    let invalid = || format!("time: invalid duration {}", quote(text));
    let (negative, mut left) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if left == "0" {
        return Ok(0);
    }
    if left.is_empty() {
        return Err(invalid());
    }
    let mut total = 0_u64;
    while !left.is_empty() {
        let (number, (fraction, scale), rest) = number(left).ok_or_else(invalid)?;
        let end = rest.find(|c: char| c.is_ascii_digit() || c == '.').unwrap_or(rest.len());
        let unit = unit(&rest[..end]).ok_or_else(|| match &rest[..end] {
            "" => format!("time: missing unit in duration {}", quote(text)),
            name => format!("time: unknown unit {} in duration {}", quote(name), quote(text)),
        })?;
        total = number
            .checked_mul(unit)
            .and_then(|nanos| nanos.checked_add((fraction * (unit as f64 / scale)) as u64))
            .and_then(|nanos| nanos.checked_add(total))
            .filter(|total| *total <= MOST)
            .ok_or_else(invalid)?;
        left = &rest[end..];
    }
    match i64::try_from(total) {
        Ok(nanos) if negative => Ok(-nanos),
        Ok(nanos) => Ok(nanos),
        Err(_) if negative => Ok(i64::MIN),
        Err(_) => Err(invalid()),
    }
}

/// A unit's nanoseconds.
fn unit(name: &str) -> Option<u64> {
    Some(match name {
        "ns" => 1,
        "us" | "µs" | "μs" => 1_000,
        "ms" => 1_000_000,
        "s" => 1_000_000_000,
        "m" => 60_000_000_000,
        "h" => 3_600_000_000_000,
        _ => return None,
    })
}

/// The number that a text begins with: its whole part, its fraction and the power of ten under that, and what follows.
fn number(text: &str) -> Option<(u64, (f64, f64), &str)> {
    let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (whole, rest) = text.split_at(digits(text));
    let (part, rest) = match rest.strip_prefix('.') {
        Some(rest) => rest.split_at(digits(rest)),
        None => ("", rest),
    };
    if whole.is_empty() && part.is_empty() {
        return None;
    }
    let number = if whole.is_empty() { 0 } else { whole.parse().ok().filter(|n| *n <= MOST)? };
    Some((number, fraction(part), rest))
}

/// `leadingFraction`: digits after the point, as many as 63 bits hold.
fn fraction(digits: &str) -> (f64, f64) {
    let (mut value, mut scale) = (0_u64, 1.0_f64);
    for digit in digits.bytes().map(|byte| u64::from(byte - b'0')) {
        let Some(next) = value.checked_mul(10).and_then(|v| v.checked_add(digit)).filter(|v| *v < MOST)
        else {
            break;
        };
        value = next;
        scale *= 10.0;
    }
    (value as f64, scale)
}

/// `time`'s own `quote`: bytes that are not ASCII are escaped one by one.
fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for byte in text.bytes() {
        match byte {
            b'"' | b'\\' => out.extend(['\\', char::from(byte)]),
            b' '..0x80 => out.push(char::from(byte)),
            _ => out.push_str(&format!("\\x{byte:02x}")),
        }
    }
    out.push('"');
    out
}
