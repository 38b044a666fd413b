//! Resource quantities: `100m`, `1Gi`, and the one way in which the API writes each amount.
//!
//! Layer: pure. Mirrors `apimachinery/pkg/api/resource/quantity.go` (`ParseQuantity`, `CanonicalizeBytes`).

use serde_json::Value;

/// Go's `ErrFormatWrong`.
const FORMAT: &str =
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
/// Go's `ErrSuffix`.
const SUFFIX: &str = "unable to parse quantity's suffix";
/// Go's `ErrNumeric`.
const NUMERIC: &str = "unable to parse numeric part of quantity";

const BINARY: [&str; 6] = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const DECIMAL: [(&str, i32); 10] =
    [("n", -9), ("u", -6), ("m", -3), ("", 0), ("k", 3), ("M", 6), ("G", 9), ("T", 12), ("P", 15), ("E", 18)];

/// A billionth is the smallest amount; what is smaller is rounded up to it.
const NANO: i128 = 1_000_000_000;
/// A thousandth: `SetDefaults_ResourceList` rounds up to it.
const MILLI: i128 = NANO / 1000;
/// The largest amount in words of a power of two.
const MOST: i128 = i64::MAX as i128 * NANO;

/// How many decimal digits Go keeps in 64 bits (`maxInt64Factors`).
const DIGITS: i32 = 18;

/// How an amount was written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Format {
    /// `100m`, `2`, `1G`.
    DecimalSI,
    /// `1e3`.
    DecimalExponent,
    /// `1Gi`.
    BinarySI,
}

/// An amount, taken apart as Go does: `number * 10^scale * 2^shift`.
pub(crate) struct Quantity {
    /// The digits, with their sign.
    pub(crate) number: i128,
    /// Power of ten.
    pub(crate) scale: i32,
    /// Power of two.
    pub(crate) shift: u32,
    /// How it was written.
    pub(crate) format: Format,
    /// Go keeps the text as it was written.
    pub(crate) kept: bool,
}

impl Quantity {
    /// In billionths.
    fn nanos(&self) -> i128 {
        let amount = self.number.unsigned_abs().try_into().unwrap_or(i128::MAX);
        let nanos = scaled(i128::saturating_mul(amount, 1 << self.shift), self.scale + 9);
        let nanos = if self.format == Format::BinarySI { nanos.min(MOST) } else { nanos };
        nanos * self.number.signum()
    }
}

/// A quantity in thousandths, rounded up; `None` when it is none.
pub(crate) fn milli(v: &Value) -> Option<i128> {
    let text = match v {
        Value::Number(n) => n.to_string(),
        Value::String(s) => s.clone(),
        _ => return None,
    };
    let nanos = parse(&text).ok()?.nanos();
    Some(nanos / MILLI + i128::from(nanos % MILLI > 0))
}

/// The amount as the API writes it: `0.5` is `500m`, `1024Mi` is `1Gi`.
///
/// # Errors
///
/// Go's words for what is no quantity.
pub(crate) fn canonical(text: &str) -> Result<String, &'static str> {
    let quantity = parse(text)?;
    let nanos = quantity.nanos();
    if quantity.kept && nanos % MILLI == 0 {
        return Ok(text.to_owned());
    }
    let nanos = (nanos / MILLI + i128::from(nanos % MILLI > 0)) * MILLI;
    if nanos == 0 {
        return Ok("0".to_owned());
    }
    let small = nanos > -1024 * NANO && nanos < 1024 * NANO;
    if quantity.format == Format::BinarySI && !small && nanos % NANO == 0 {
        let (mut number, mut power) = (nanos / NANO, 0);
        while number % 1024 == 0 && power < BINARY.len() {
            number /= 1024;
            power += 1;
        }
        let suffix = power.checked_sub(1).map_or("", |at| BINARY[at]);
        return Ok(format!("{number}{suffix}"));
    }
    let (mut number, mut exponent) = (nanos, -9);
    while number % 10 == 0 {
        number /= 10;
        exponent += 1;
    }
    while exponent % 3 != 0 {
        number *= 10;
        exponent -= 1;
    }
    let suffix =
        DECIMAL.iter().find(|(_, power)| *power == exponent && quantity.format != Format::DecimalExponent);
    Ok(match suffix {
        Some((suffix, _)) => format!("{number}{suffix}"),
        None if exponent == 0 => number.to_string(),
        None => format!("{number}e{exponent}"),
    })
}

/// Takes an amount apart.
///
/// # Errors
///
/// Go's words for what is no quantity.
pub(crate) fn parse(text: &str) -> Result<Quantity, &'static str> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if text.is_empty() {
        return Err(FORMAT);
    }
    let (whole, rest) = rest.split_at(digits(rest));
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let (part, suffix) = match rest.strip_prefix('.') {
        Some(rest) => rest.split_at(digits(rest)),
        None => ("", rest),
    };
    let letters = suffix.find(|c| !"eEinumkKMGTP".contains(c)).unwrap_or(suffix.len());
    let exponent = suffix[letters..].strip_prefix(['-', '+']).unwrap_or(&suffix[letters..]);
    if digits(exponent) < exponent.len() {
        return Err(FORMAT);
    }
    let (format, scale, shift) = suffixed(suffix).ok_or(SUFFIX)?;
    let written = format!("{whole}{part}");
    let places = i32::try_from(part.len()).map_err(|_| NUMERIC)?;
    // Too large for us is as large as can be: Go caps it too.
    let number: i128 = written.parse().unwrap_or(i128::MAX);
    let scale = scale - places;
    let length = i32::try_from(written.len()).map_err(|_| NUMERIC)?;
    let kept = match format {
        Format::BinarySI => part.is_empty() && 14 - length - shift as i32 * 3 / 10 >= 0 && number & 7 != 0,
        _ => {
            length <= DIGITS
                && scale >= -9
                && scale % 3 == 0
                && !written.ends_with("000")
                && !written.starts_with('0')
        }
    };
    let number = if negative { -number } else { number };
    Ok(Quantity { number, scale, shift, format, kept: kept || text == "0" })
}

/// How many digits a text begins with.
fn digits(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len())
}

/// Format, power of ten, power of two.
fn suffixed(suffix: &str) -> Option<(Format, i32, u32)> {
    if let Some(at) = (1..).zip(BINARY).find_map(|(at, known)| (known == suffix).then_some(at)) {
        return Some((Format::BinarySI, 0, at * 10));
    }
    if let Some((_, exponent)) = DECIMAL.iter().find(|(known, _)| *known == suffix) {
        return Some((Format::DecimalSI, *exponent, 0));
    }
    let exponent = suffix.strip_prefix(['e', 'E'])?.parse().ok()?;
    Some((Format::DecimalExponent, exponent, 0))
}

/// A number times a power of ten; what does not come out even is rounded up.
fn scaled(number: i128, power: i32) -> i128 {
    let factor = 10_i128.checked_pow(power.unsigned_abs());
    match factor {
        Some(factor) if power >= 0 => number.saturating_mul(factor),
        Some(factor) => number / factor + i128::from(number % factor != 0),
        None if power >= 0 && number != 0 => i128::MAX,
        None => i128::from(number != 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_written_in_one_way() {
        for (written, stored) in [
            ("0", "0"),
            ("100m", "100m"),
            ("0.5", "500m"),
            ("1000m", "1"),
            ("1500m", "1500m"),
            ("1.5", "1500m"),
            ("2", "2"),
            ("1000", "1k"),
            ("1024Mi", "1Gi"),
            ("1536Mi", "1536Mi"),
            ("0.5Gi", "512Mi"),
            ("100Ki", "100Ki"),
            ("512", "512"),
            ("128974848", "128974848"),
            ("129e6", "129e6"),
            ("1e3", "1e3"),
            ("0.0001", "1m"),
            ("100u", "1m"),
        ] {
            assert_eq!(canonical(written).as_deref(), Ok(stored), "{written}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in ["lots", "", "1 Gi", "5x", "true"] {
            assert_eq!(canonical(text), Err(FORMAT), "{text}");
        }
        assert_eq!(canonical("1gi"), Err(FORMAT));
        assert_eq!(canonical("5mm"), Err(SUFFIX));
    }
}
