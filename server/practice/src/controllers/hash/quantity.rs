//! go-spew's dump of a `resource.Quantity`, down to its private fields.
//!
//! Layer: pure. Mirrors `ParseQuantity` of `apimachinery/pkg/api/resource/quantity.go` for amounts that fit into 64 bits.

use serde_json::Value;

/// Appends the dump.
pub(super) fn dump(out: &mut String, v: &Value) {
    let text = match v {
        Value::String(s) => s.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let (value, scale, kept, format) = parse(&text).unwrap_or((0, 0, false, ""));
    let kept = if kept { text.as_str() } else { "" };
    out.push_str(&format!(
        "{{i:(resource.int64Amount){{value:(int64){value} scale:(resource.Scale){scale}}} \
         d:(resource.infDecAmount){{Dec:(*inf.Dec)<nil>}} s:(string){kept} Format:(resource.Format){format}}}"
    ));
}

/// Value, scale, whether Go keeps the text itself, and the format.
fn parse(text: &str) -> Option<(i64, i32, bool, &'static str)> {
    if text == "0" {
        return Some((0, 0, true, "DecimalSI"));
    }
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let (number, suffix) = rest.split_at(end);
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let (shift, exponent, format) = suffixed(suffix)?;
    let scale = exponent - part.len() as i32;
    let digits = format!("{}{part}", whole.trim_start_matches('0'));
    let digits = if digits.is_empty() { "0" } else { &digits };
    let value: i64 = digits.parse().ok()?;
    let amount = value.checked_mul(1 << shift)?;
    let kept = if format == "BinarySI" {
        shift % 10 == 0 && value & 7 != 0
    } else {
        scale % 3 == 0 && !digits.ends_with("000") && !digits.starts_with('0')
    };
    Some((if negative { -amount } else { amount }, scale, kept, format))
}

/// Bits to shift by, power of ten, format.
fn suffixed(suffix: &str) -> Option<(u32, i32, &'static str)> {
    const BINARY: &[&str] = &["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
    const DECIMAL: &[(&str, i32)] = &[
        ("n", -9),
        ("u", -6),
        ("m", -3),
        ("", 0),
        ("k", 3),
        ("M", 6),
        ("G", 9),
        ("T", 12),
        ("P", 15),
        ("E", 18),
    ];
    if let Some(i) = BINARY.iter().position(|s| *s == suffix) {
        return Some((10 * (i as u32 + 1), 0, "BinarySI"));
    }
    if let Some((_, exponent)) = DECIMAL.iter().find(|(s, _)| *s == suffix) {
        return Some((0, *exponent, "DecimalSI"));
    }
    let exponent = suffix.strip_prefix(['e', 'E'])?.parse().ok()?;
    Some((0, exponent, "DecimalExponent"))
}
