//! What a plain scalar would be read back as, and the order of keys.
//!
//! Layer: pure. Upstream: `go.yaml.in/yaml/v2` (`resolve.go`, `sorter.go`).

use std::cmp::Ordering;

/// Whether a plain scalar would be read back as text (`resolve` gives `!!str`).
pub(super) fn resolves_to_text(text: &str) -> bool {
    // `<<` is the key of a merge.
    text != "<<" && crate::yaml::is_text(text)
}

/// Numbers like `1:30`, which older readers take as base 60.
pub(super) fn base60(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    if !(first == '+' || first == '-' || first.is_ascii_digit()) || !text.contains(':') {
        return false;
    }
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let mut parts = digits.split(':');
    let head = parts.next().unwrap_or_default();
    if !head.starts_with(|c: char| c.is_ascii_digit())
        || !head.chars().all(|c| c.is_ascii_digit() || c == '_')
    {
        return false;
    }
    let rest: Vec<&str> = parts.collect();
    rest.iter().enumerate().all(|(i, part)| {
        let whole =
            if i + 1 == rest.len() { part.split_once('.').map_or(*part, |(whole, _)| whole) } else { part };
        match whole.len() {
            1 => whole.chars().all(|c| c.is_ascii_digit()),
            2 => whole.chars().all(|c| c.is_ascii_digit()) && whole.as_bytes()[0] <= b'5',
            _ => false,
        }
    })
}

/// `keyList.Less`: numbers in keys count as numbers, letters come after other characters.
pub(super) fn key_order(left: &str, right: &str) -> Ordering {
    let a: Vec<char> = left.chars().collect();
    let b: Vec<char> = right.chars().collect();
    let mut digits = false;
    for i in 0..a.len().min(b.len()) {
        if a[i] == b[i] {
            digits = a[i].is_ascii_digit();
            continue;
        }
        let (al, bl) = (a[i].is_alphabetic(), b[i].is_alphabetic());
        if al && bl {
            return a[i].cmp(&b[i]);
        }
        if al || bl {
            let less = if digits { al } else { bl };
            return if less { Ordering::Less } else { Ordering::Greater };
        }
        let (mut an, mut bn) = (0_u128, 0_u128);
        if a[i] == '0' || b[i] == '0' {
            let mut j = i;
            while j > 0 && a[j - 1].is_ascii_digit() {
                j -= 1;
                if a[j] != '0' {
                    (an, bn) = (1, 1);
                    break;
                }
            }
        }
        let number = |chars: &[char], mut n: u128| {
            let mut at = i;
            while at < chars.len() && chars[at].is_ascii_digit() {
                n = n.saturating_mul(10).saturating_add(u128::from(chars[at].to_digit(10).unwrap_or(0)));
                at += 1;
            }
            (n, at)
        };
        let (an, ai) = number(&a, an);
        let (bn, bi) = number(&b, bn);
        return an.cmp(&bn).then(ai.cmp(&bi)).then(a[i].cmp(&b[i]));
    }
    a.len().cmp(&b.len())
}
