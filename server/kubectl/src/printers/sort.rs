//! `--sort-by`.
//!
//! Layer: pure. Upstream: `kubectl/pkg/cmd/get/sorter.go`.

use std::cmp::Ordering;

use serde_json::Value;

use super::jsonpath::{JsonPath, relaxed};
use crate::text::go_value;

/// Sorts items by the value at a path; `object` tells where an item keeps its object.
pub(crate) fn sort_by<T>(items: &mut [T], field: &str, object: impl Fn(&T) -> &Value) -> Result<(), String> {
    let path = relaxed(field).unwrap_or_else(|_| field.to_owned());
    let parsed = JsonPath::parse(&path, true)?;
    let mut keyed = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let found = parsed.find(object(item))?;
        keyed.push((index, found.into_iter().next().and_then(|values| values.into_iter().next())));
    }
    if !items.is_empty() && keyed.iter().all(|(_, key)| key.is_none()) {
        return Err(format!(
            "couldn't find any field with path {} in the list of objects",
            crate::text::quote(&path)
        ));
    }
    keyed.sort_by(|(_, a), (_, b)| match (a, b) {
        (None, None) => Ordering::Equal,
        (None, _) => Ordering::Less,
        (_, None) => Ordering::Greater,
        (Some(a), Some(b)) => compare(a, b),
    });
    let mut place = vec![0; items.len()];
    for (to, (from, _)) in keyed.iter().enumerate() {
        place[*from] = to;
    }
    for i in 0..items.len() {
        while place[i] != i {
            let to = place[i];
            items.swap(i, to);
            place.swap(i, to);
        }
    }
    Ok(())
}

fn compare(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            a.as_f64().partial_cmp(&b.as_f64()).unwrap_or(Ordering::Equal)
        }
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::String(a), Value::String(b)) => match (quantity(a), quantity(b)) {
            (Some(a), Some(b)) => a.partial_cmp(&b).unwrap_or(Ordering::Equal),
            _ => natural(a, b),
        },
        _ => go_value(a).cmp(&go_value(b)),
    }
}

/// A quantity such as `100m` or `2Gi` as a number.
pub(crate) fn quantity(text: &str) -> Option<f64> {
    let end =
        text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '+' | '-'))).unwrap_or(text.len());
    let (number, suffix) = text.split_at(end);
    if number.is_empty() {
        return None;
    }
    let factor = match suffix {
        "" => 1.0,
        "n" => 1e-9,
        "u" => 1e-6,
        "m" => 1e-3,
        "k" => 1e3,
        "M" => 1e6,
        "G" => 1e9,
        "T" => 1e12,
        "P" => 1e15,
        "E" => 1e18,
        "Ki" => 1024.0,
        "Mi" => 1024.0_f64.powi(2),
        "Gi" => 1024.0_f64.powi(3),
        "Ti" => 1024.0_f64.powi(4),
        "Pi" => 1024.0_f64.powi(5),
        "Ei" => 1024.0_f64.powi(6),
        exponent => 10_f64.powi(exponent.strip_prefix(['e', 'E'])?.parse().ok()?),
    };
    number.parse::<f64>().ok().map(|number| number * factor)
}

/// Numbers inside text count as numbers.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a.as_bytes(), b.as_bytes());
    loop {
        match (a.first(), b.first()) {
            (None, None) => return Ordering::Equal,
            (None, _) => return Ordering::Less,
            (_, None) => return Ordering::Greater,
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let run = |bytes: &[u8]| bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
                let (la, lb) = (run(a), run(b));
                let trim = |bytes: &[u8]| {
                    bytes.iter().skip_while(|byte| **byte == b'0').copied().collect::<Vec<u8>>()
                };
                let (na, nb) = (trim(&a[..la]), trim(&b[..lb]));
                let order = na.len().cmp(&nb.len()).then_with(|| na.cmp(&nb)).then(la.cmp(&lb));
                if order != Ordering::Equal {
                    return order;
                }
                (a, b) = (&a[la..], &b[lb..]);
            }
            (Some(x), Some(y)) if x == y => (a, b) = (&a[1..], &b[1..]),
            (Some(x), Some(y)) => return x.cmp(y),
        }
    }
}
