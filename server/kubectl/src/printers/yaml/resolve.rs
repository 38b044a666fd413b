//! What a plain scalar would be read back as, and the order of keys.
//!
//! Layer: pure. Upstream: `go.yaml.in/yaml/v2` (`resolve.go`, `sorter.go`).

use std::cmp::Ordering;

/// Whether a plain scalar would be read back as text (`resolve` gives `!!str`).
pub(super) fn resolves_to_text(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "", "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON", "n", "N", "no", "No",
        "NO", "false", "False", "FALSE", "off", "Off", "OFF", "~", "null", "Null", "NULL", ".nan", ".NaN",
        ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF", "<<",
    ];
    if WORDS.contains(&text) {
        return false;
    }
    let Some(first) = text.chars().next() else { return false };
    match first {
        '.' => {
            text.replace('_', "").parse::<f64>().is_err()
                || text.contains('_')
                || text.to_lowercase().contains("n")
        }
        '0'..='9' | '+' | '-' => {
            let plain = text.replace('_', "");
            !(timestamp(text) || integer(&plain) || float(&plain))
        }
        _ => true,
    }
}

fn integer(plain: &str) -> bool {
    let digits = plain.strip_prefix(['-', '+']).unwrap_or(plain);
    let radix = |prefix: &str, radix: u32| {
        digits.strip_prefix(prefix).or_else(|| digits.strip_prefix(&prefix.to_uppercase())).is_some_and(
            |rest| !rest.is_empty() && rest.len() <= 64 && rest.chars().all(|c| c.is_digit(radix)),
        )
    };
    if radix("0x", 16) || radix("0b", 2) || radix("0o", 8) {
        return true;
    }
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit()) {
        return false;
    }
    if digits.len() > 1 && digits.starts_with('0') {
        return digits.chars().all(|c| c.is_digit(8));
    }
    digits.parse::<u64>().is_ok()
}

fn float(plain: &str) -> bool {
    let digits = plain.strip_prefix(['-', '+']).unwrap_or(plain);
    let (mantissa, exponent) = match digits.find(['e', 'E']) {
        Some(at) => (&digits[..at], Some(&digits[at + 1..])),
        None => (digits, None),
    };
    let all = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let mantissa_ok = match mantissa.split_once('.') {
        Some((whole, part)) => all(whole) && all(part) && !(whole.is_empty() && part.is_empty()),
        None => !mantissa.is_empty() && all(mantissa),
    };
    let exponent_ok = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        !exponent.is_empty() && all(exponent)
    });
    mantissa_ok && exponent_ok
}

/// `parseTimestamp`: a date, or date and time.
fn timestamp(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() < 8 || !bytes[..4].iter().all(u8::is_ascii_digit) || bytes[4] != b'-' {
        return false;
    }
    let (date, time) = match text.find(['T', 't', ' ']) {
        Some(at) => (&text[..at], Some((&text[at..at + 1], &text[at + 1..]))),
        None => (text, None),
    };
    let number = |part: &str, low: u32, high: u32| {
        (1..=2).contains(&part.len())
            && part.chars().all(|c| c.is_ascii_digit())
            && part.parse::<u32>().is_ok_and(|n| (low..=high).contains(&n))
    };
    let parts: Vec<&str> = date.split('-').collect();
    if parts.len() != 3 || !number(parts[1], 1, 12) || !number(parts[2], 1, 31) {
        return false;
    }
    let Some((separator, time)) = time else { return true };
    let clock = if separator == " " {
        time
    } else if let Some(clock) = time.strip_suffix('Z') {
        clock
    } else {
        let Some(at) = time.rfind(['+', '-']) else { return false };
        let zone = &time[at + 1..];
        if zone.len() != 5 || zone.as_bytes()[2] != b':' {
            return false;
        }
        &time[..at]
    };
    let parts: Vec<&str> = clock.split(':').collect();
    if parts.len() != 3 {
        return false;
    }
    let seconds = parts[2].split_once('.').map_or(parts[2], |(whole, _)| whole);
    number(parts[0], 0, 23) && number(parts[1], 0, 59) && number(seconds, 0, 59)
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
