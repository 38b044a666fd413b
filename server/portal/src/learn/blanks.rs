//! A lesson's blanks: what each holds, and what stands where it is filled in. No I/O here.

use std::collections::BTreeMap;

use api::learn::{CheckSpec, Lesson};
use serde_json::Value;

/// What each blank holds: what was typed, else what the cluster gives, else the lesson's own.
pub(crate) fn values(
    lesson: &Lesson,
    typed: &BTreeMap<String, String>,
    picked: &[(String, String)],
) -> BTreeMap<String, String> {
    let mut values: BTreeMap<String, String> =
        lesson.blanks.iter().map(|b| (b.name.clone(), b.default.clone())).collect();
    values.extend(picked.iter().cloned());
    values.extend(typed.iter().map(|(k, v)| (k.clone(), v.clone())));
    values
}

/// Puts values into a text's blanks (`<name>`).
pub(crate) fn fill(text: &str, values: &BTreeMap<String, String>) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("<{name}>"), value))
}

pub(crate) fn filled(spec: &CheckSpec, values: &BTreeMap<String, String>) -> CheckSpec {
    let mut spec = spec.clone();
    spec.name = spec.name.map(|name| fill(&name, values));
    spec.selector = spec.selector.map(|selector| fill(&selector, values));
    for expect in &mut spec.expect {
        expect.contains = expect.contains.take().map(|text| fill(&text, values));
        if let Some(Value::String(text)) = &expect.equals {
            let filled = fill(text, values);
            // `equals: <count>` means the number when it is one.
            let number = text.starts_with('<').then(|| filled.parse::<i64>().ok()).flatten();
            expect.equals = Some(number.map_or(Value::String(filled), Value::from));
        }
    }
    spec
}
