//! What names, labels and their values may look like, in the API's words.
//!
//! Layer: pure. Upstream: `apimachinery/pkg/util/validation/validation.go`, `pkg/api/validate/content`. Each function returns
//! what is wrong, nothing when all is well.

const LABEL: &str = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const SUBDOMAIN: &str = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const LABEL_1035: &str = "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
const KEY: &str = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE: &str = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

const CONFIG_KEY: &str = "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";

/// The most bytes of a port's name.
const PORT_MOST: usize = 15;
/// The most bytes of a label, and of a label's value.
pub const LABEL_MOST: usize = 63;
/// The most bytes of a subdomain.
pub const SUBDOMAIN_MOST: usize = 253;

/// `IsDNS1123Label`: names of namespaces, containers, volumes.
pub fn dns1123_label(name: &str) -> Vec<String> {
    let wrong = match (is_label(name), is_subdomain(name)) {
        (true, _) => None,
        (false, true) => Some("must not contain dots"),
        (false, false) => Some(LABEL),
    };
    problems(name, LABEL_MOST, CHARACTERS, wrong)
}

/// `IsDNS1123Subdomain`: names of most objects.
pub fn dns1123_subdomain(name: &str) -> Vec<String> {
    problems(name, SUBDOMAIN_MOST, CHARACTERS, (!is_subdomain(name)).then_some(SUBDOMAIN))
}

/// `IsDNS1035Label`: names of Services.
pub fn dns1035_label(name: &str) -> Vec<String> {
    let right = is_label(name) && name.starts_with(|c: char| c.is_ascii_lowercase());
    problems(name, LABEL_MOST, CHARACTERS, (!right).then_some(LABEL_1035))
}

/// `IsLabelValue`.
pub fn label_value(value: &str) -> Vec<String> {
    problems(value, LABEL_MOST, BYTES, (!value.is_empty() && !is_qualified(value)).then_some(VALUE))
}

/// `IsLabelKey`: keys of labels and annotations, with or without a domain before the slash.
pub fn label_key(key: &str) -> Vec<String> {
    let parts: Vec<&str> = key.split('/').collect();
    let (prefix, name) = match parts.as_slice() {
        [name] => (None, *name),
        [prefix, name] => (Some(*prefix), *name),
        _ => {
            return vec![format!(
                "a valid label key {KEY} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
            )];
        }
    };
    let mut out = match prefix {
        None => Vec::new(),
        Some("") => vec!["prefix part must be non-empty".to_owned()],
        Some(prefix) => problems(prefix, SUBDOMAIN_MOST, BYTES, (!is_subdomain(prefix)).then_some(SUBDOMAIN))
            .iter()
            .map(|why| format!("prefix part {why}"))
            .collect(),
    };
    if name.is_empty() {
        out.push("name part must be non-empty".to_owned());
    }
    let wrong = problems(name, LABEL_MOST, BYTES, (!is_qualified(name)).then_some(KEY));
    out.extend(wrong.iter().map(|why| format!("name part {why}")));
    out
}

/// `IsPathSegmentName`: what stands as one step in a URL, such as a role's name.
pub fn path_segment(name: &str) -> Vec<String> {
    if name == "." || name == ".." {
        return vec![format!("may not be '{name}'")];
    }
    ['/', '%'].iter().filter(|c| name.contains(**c)).map(|c| format!("may not contain '{c}'")).collect()
}

/// Both are counted in bytes; the newer half of upstream says so.
const CHARACTERS: &str = "characters";
const BYTES: &str = "bytes";

/// `IsConfigMapKey`: keys of ConfigMaps and Secrets.
pub fn config_key(key: &str) -> Vec<String> {
    let right = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    let mut out = problems(key, SUBDOMAIN_MOST, CHARACTERS, (!right).then_some(CONFIG_KEY));
    match key {
        "." | ".." => out.push(format!("must not be '{key}'")),
        key if key.starts_with("..") => out.push("must not start with '..'".to_owned()),
        _ => {}
    }
    out
}

/// `IsValidPortName`: names of ports, where they stand instead of numbers.
pub fn port_name(name: &str) -> Vec<String> {
    let letter = |c: char| c.is_ascii_lowercase();
    let inner = |c: char| letter(c) || c.is_ascii_digit() || c == '-';
    let wrong = [
        (
            name.is_empty() || !name.chars().all(inner),
            "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)",
        ),
        (!name.contains(letter), "must contain at least one letter (a-z)"),
        (name.contains("--"), "must not contain consecutive hyphens"),
        (name.starts_with('-') || name.ends_with('-'), "must not begin or end with a hyphen"),
    ];
    let mut out = problems(name, PORT_MOST, CHARACTERS, None);
    out.extend(wrong.iter().filter(|(wrong, _)| *wrong).map(|(_, why)| (*why).to_owned()));
    out
}

fn problems(text: &str, most: usize, unit: &str, wrong: Option<&str>) -> Vec<String> {
    let long = (text.len() > most).then(|| format!("must be no more than {most} {unit}"));
    long.into_iter().chain(wrong.map(str::to_owned)).collect()
}

fn is_label(text: &str) -> bool {
    let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    text.starts_with(inner) && text.ends_with(inner) && text.chars().all(|c| inner(c) || c == '-')
}

fn is_subdomain(text: &str) -> bool {
    text.split('.').all(is_label)
}

fn is_qualified(text: &str) -> bool {
    let edge = |c: char| c.is_ascii_alphanumeric();
    text.starts_with(edge) && text.ends_with(edge) && text.chars().all(|c| edge(c) || "-_.".contains(c))
}
