//! What a word without quotes means in YAML 1.1.
//!
//! Layer: pure. Upstream: `go.yaml.in/yaml/v2/resolve.go`.

/// What a word means.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Scalar {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A whole number beyond those.
    Uint(u64),
    /// Any other number.
    Float(f64),
    /// Text.
    Text(String),
}

impl Scalar {
    /// The short tag of what it is.
    fn tag(&self) -> &'static str {
        match self {
            Scalar::Null => "!!null",
            Scalar::Bool(_) => "!!bool",
            Scalar::Int(_) | Scalar::Uint(_) => "!!int",
            Scalar::Float(_) => "!!float",
            Scalar::Text(_) => "!!str",
        }
    }
}

/// What a word means, quoted or plain.
pub(super) fn scalar(value: &str, tag: &str, plain: bool) -> Result<Scalar, String> {
    if tag.is_empty() && !plain { Ok(Scalar::Text(value.to_owned())) } else { resolve(tag, value) }
}

/// What a word means, given its tag.
fn resolve(tag: &str, word: &str) -> Result<Scalar, String> {
    let text = || Scalar::Text(word.to_owned());
    let short = match tag.strip_prefix("tag:yaml.org,2002:") {
        Some(rest) => format!("!!{rest}"),
        None => tag.to_owned(),
    };
    match short.as_str() {
        "!!binary" => {
            let bytes = go_text::base64::decode(word)
                .map_err(|_| "yaml: !!binary value contains invalid base64 data".to_owned())?;
            Ok(Scalar::Text(String::from_utf8_lossy(&bytes).into_owned()))
        }
        "" => Ok(plain(word)),
        "!!str" => Ok(text()),
        "!!timestamp" if is_moment(word) => Ok(text()),
        "!!bool" | "!!int" | "!!float" | "!!null" | "!!timestamp" => match plain(word) {
            Scalar::Int(whole) if short == "!!float" => Ok(Scalar::Float(whole as f64)),
            found if found.tag() == short => Ok(found),
            found => Err(format!("yaml: cannot decode {} `{word}` as a {short}", found.tag())),
        },
        _ => Ok(text()),
    }
}

/// Whether a word without quotes and tag is nothing but text.
pub(super) fn is_text(word: &str) -> bool {
    matches!(plain(word), Scalar::Text(_)) && !is_moment(word)
}

/// What a word without quotes and tag means.
fn plain(word: &str) -> Scalar {
    let found = match word {
        "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => {
            Some(Scalar::Bool(true))
        }
        "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
            Some(Scalar::Bool(false))
        }
        "" | "~" | "null" | "Null" | "NULL" => Some(Scalar::Null),
        ".nan" | ".NaN" | ".NAN" => Some(Scalar::Float(f64::NAN)),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => Some(Scalar::Float(f64::INFINITY)),
        "-.inf" | "-.Inf" | "-.INF" => Some(Scalar::Float(f64::NEG_INFINITY)),
        _ => None,
    };
    found.or_else(|| number(word)).unwrap_or_else(|| Scalar::Text(word.to_owned()))
}

fn number(word: &str) -> Option<Scalar> {
    match word.as_bytes().first()? {
        b'.' => float(word).map(Scalar::Float),
        b'0'..=b'9' | b'+' | b'-' if !is_moment(word) => {
            let bare = word.replace('_', "");
            whole(&bare).or_else(|| float(&bare).map(Scalar::Float))
        }
        _ => None,
    }
}

/// Go's `ParseInt` and `ParseUint` with base 0: `0x`, `0o`, `0b`, and a leading zero for octal.
fn whole(bare: &str) -> Option<Scalar> {
    let (sign, digits) = match bare.as_bytes().first()? {
        b'-' => ("-", &bare[1..]),
        b'+' => ("", &bare[1..]),
        _ => ("", bare),
    };
    let lower = digits.to_ascii_lowercase();
    let (radix, digits) = match lower.get(..2) {
        Some("0x") => (16, &lower[2..]),
        Some("0o") => (8, &lower[2..]),
        Some("0b") => (2, &lower[2..]),
        Some(_) if lower.starts_with('0') => (8, &lower[1..]),
        _ => (10, lower.as_str()),
    };
    if !digits.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    if let Ok(number) = i64::from_str_radix(&format!("{sign}{digits}"), radix) {
        return Some(Scalar::Int(number));
    }
    // `ParseUint` takes no sign.
    let signed = bare.starts_with(['+', '-']);
    u64::from_str_radix(digits, radix).ok().filter(|_| !signed).map(Scalar::Uint)
}

/// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, if it is not beyond all bounds.
fn float(bare: &str) -> Option<f64> {
    let fits = bare.chars().all(|c| matches!(c, '0'..='9' | '.' | 'e' | 'E' | '+' | '-'));
    let number: f64 = bare.parse().ok().filter(|_| fits)?;
    number.is_finite().then_some(number)
}

/// Whether a word is a date or a moment, which stays text.
fn is_moment(word: &str) -> bool {
    let Some((year, rest)) = word.split_once('-') else { return false };
    if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let at = rest.find(['T', 't', ' ']);
    let (date, time) =
        at.map_or((rest, None), |at| (&rest[..at], Some((&rest[at..at + 1], &rest[at + 1..]))));
    is_day(date) && time.is_none_or(|(mark, time)| is_time(time, mark != " "))
}

fn is_day(date: &str) -> bool {
    let Some((month, day)) = date.split_once('-') else { return false };
    within(month, 1, 12) && within(day, 1, 31)
}

fn is_time(time: &str, zoned: bool) -> bool {
    let end = if zoned { time.find(['Z', '+', '-']) } else { Some(time.len()) };
    let Some(end) = end else { return false };
    let (clock, zone) = time.split_at(end);
    let zone_fits = match zone.as_bytes() {
        [] => !zoned,
        [b'Z'] => true,
        [_, rest @ ..] => rest.len() == 5 && rest[2] == b':',
    };
    let mut parts = clock.splitn(3, ':');
    let (hours, minutes, seconds) = (parts.next(), parts.next(), parts.next());
    let seconds_fit = seconds.is_some_and(|seconds| {
        let (seconds, rest) = seconds.split_once('.').unwrap_or((seconds, "0"));
        within(seconds, 0, 59) && !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit())
    });
    zone_fits
        && hours.is_some_and(|h| within(h, 0, 23))
        && minutes.is_some_and(|m| within(m, 0, 59))
        && seconds_fit
}

fn within(digits: &str, least: u32, most: u32) -> bool {
    (1..=2).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && digits.parse().is_ok_and(|number: u32| (least..=most).contains(&number))
}
