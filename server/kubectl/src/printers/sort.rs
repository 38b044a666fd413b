//! `--sort-by`.
//!
//! Layer: pure. Upstream: `kubectl/pkg/cmd/get/sorter.go`.

use std::cmp::Ordering;

use apimachinery::quantity::Quantity;
use go_text::value::go_value;
use serde_json::Value;

use super::jsonpath::{JsonPath, relaxed};

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
            go_text::quote(&path)
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
        (Value::String(a), Value::String(b)) => match (Quantity::parse(a), Quantity::parse(b)) {
            (Ok(a), Ok(b)) => a.cmp(&b),
            _ => natural(a, b),
        },
        _ => go_value(a).cmp(&go_value(b)),
    }
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
