//! Resource quantities: `100m`, `1Gi`.
//!
//! Layer: pure. Mirrors `apimachinery/pkg/api/resource/quantity.go`.

use serde_json::Value;

/// A quantity in thousandths; `None` when it is none.
pub(crate) fn milli(v: &Value) -> Option<i128> {
    match v {
        Value::Number(n) => n.as_f64().map(|f| (f * 1000.0) as i128),
        Value::String(s) => parse(s),
        _ => None,
    }
}

fn parse(s: &str) -> Option<i128> {
    let end = s.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-' && c != '+').unwrap_or(s.len());
    let (number, suffix) = s.split_at(end);
    let number: f64 = number.parse().ok()?;
    let factor: f64 = match suffix {
        "" => 1.0,
        "n" => 1e-9,
        "u" => 1e-6,
        "m" => 1e-3,
        "k" => 1e3,
        "M" => 1e6,
        "G" => 1e9,
        "T" => 1e12,
        "P" => 1e15,
        "Ki" => 1024.0,
        "Mi" => 1024.0 * 1024.0,
        "Gi" => 1024.0 * 1024.0 * 1024.0,
        "Ti" => 1024f64.powi(4),
        "Pi" => 1024f64.powi(5),
        _ => return None,
    };
    Some((number * factor * 1000.0).round() as i128)
}
