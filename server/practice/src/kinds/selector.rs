//! Label and field selectors: parsing and matching.
//!
//! Layer: pure. Mirrors `apimachinery/pkg/labels/selector.go` and `fields/selector.go`.

use serde_json::{Map, Value};

use crate::json::{list, text};

#[derive(Clone, Debug, PartialEq)]
enum Op {
    In(Vec<String>),
    NotIn(Vec<String>),
    Exists,
    Missing,
    Greater(i64),
    Less(i64),
}

/// Requirements on labels, all of which must hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct LabelSelector(Vec<(String, Op)>);

impl LabelSelector {
    /// Reads `a=b,c in (d,e),!f`.
    pub(crate) fn parse(text: &str) -> Result<LabelSelector, String> {
        let mut out = Vec::new();
        for part in split(text) {
            let part = part.trim();
            if part.is_empty() {
                continue;
            }
            out.push(requirement(part).map_err(|e| format!("unable to parse requirement: {e}"))?);
        }
        Ok(LabelSelector(out))
    }

    /// Reads a `metav1.LabelSelector`.
    pub(crate) fn of_json(v: &Value) -> Result<LabelSelector, String> {
        let mut out = Vec::new();
        for (k, v) in v.get("matchLabels").and_then(Value::as_object).into_iter().flatten() {
            out.push((k.clone(), Op::In(vec![v.as_str().unwrap_or("").to_owned()])));
        }
        for e in list(v, "matchExpressions") {
            out.push((text(e, "key").to_owned(), operator(e)?));
        }
        Ok(LabelSelector(out))
    }

    /// Reads the `matchExpressions` of a node selector term.
    pub(crate) fn of_expressions(expressions: &[Value]) -> Result<LabelSelector, String> {
        expressions
            .iter()
            .map(|e| Ok((text(e, "key").to_owned(), operator(e)?)))
            .collect::<Result<_, String>>()
            .map(LabelSelector)
    }

    /// Whether it asks for anything.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether labels meet it.
    pub(crate) fn matches(&self, labels: Option<&Map<String, Value>>) -> bool {
        self.0.iter().all(|(key, op)| {
            let value = labels.and_then(|l| l.get(key)).and_then(Value::as_str);
            match op {
                Op::In(values) => value.is_some_and(|v| values.iter().any(|x| x == v)),
                Op::NotIn(values) => !value.is_some_and(|v| values.iter().any(|x| x == v)),
                Op::Exists => value.is_some(),
                Op::Missing => value.is_none(),
                Op::Greater(n) => value.and_then(|v| v.parse::<i64>().ok()).is_some_and(|v| v > *n),
                Op::Less(n) => value.and_then(|v| v.parse::<i64>().ok()).is_some_and(|v| v < *n),
            }
        })
    }
}

fn operator(e: &Value) -> Result<Op, String> {
    let values: Vec<String> = list(e, "values").iter().filter_map(Value::as_str).map(str::to_owned).collect();
    let number = || values.first().and_then(|v| v.parse().ok()).unwrap_or(0);
    Ok(match text(e, "operator") {
        "In" => Op::In(values),
        "NotIn" => Op::NotIn(values),
        "Exists" => Op::Exists,
        "DoesNotExist" => Op::Missing,
        "Gt" => Op::Greater(number()),
        "Lt" => Op::Less(number()),
        other => return Err(format!("{other:?} is not a valid label selector operator")),
    })
}

/// Splits at commas outside of parentheses.
fn split(text: &str) -> Vec<&str> {
    let (mut depth, mut from, mut out) = (0, 0, Vec::new());
    for (i, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                out.push(&text[from..i]);
                from = i + 1;
            }
            _ => {}
        }
    }
    out.push(&text[from..]);
    out
}

fn key_of(key: &str) -> Result<String, String> {
    let key = key.trim();
    match super::meta::qualified_problems(key).first() {
        None => Ok(key.to_owned()),
        Some(p) => Err(format!("key: Invalid value: {key:?}: {p}")),
    }
}

fn value_of(key: &str, value: &str) -> Result<String, String> {
    let value = value.trim();
    match super::meta::value_problems(value).first() {
        None => Ok(value.to_owned()),
        Some(p) => Err(format!("values[0][{key}]: Invalid value: {value:?}: {p}")),
    }
}

fn requirement(part: &str) -> Result<(String, Op), String> {
    if let Some(key) = part.strip_prefix('!') {
        return Ok((key_of(key)?, Op::Missing));
    }
    for (word, negative) in [(" notin ", true), (" notin(", true), (" in ", false), (" in(", false)] {
        if let Some((key, rest)) = part.split_once(word) {
            if !rest.trim_end().ends_with(')') {
                return Err("found '', expected: ',' or ')'".into());
            }
            let inner = rest.trim().trim_start_matches('(').trim_end_matches(')');
            let key = key_of(key)?;
            let values = inner.split(',').map(|v| value_of(&key, v)).collect::<Result<Vec<_>, _>>()?;
            return Ok((key, if negative { Op::NotIn(values) } else { Op::In(values) }));
        }
    }
    if let Some((key, value)) = part.split_once("!=") {
        let key = key_of(key)?;
        let value = value_of(&key, value)?;
        return Ok((key, Op::NotIn(vec![value])));
    }
    if let Some((key, value)) = part.split_once("==").or_else(|| part.split_once('=')) {
        let key = key_of(key)?;
        let value = value_of(&key, value)?;
        return Ok((key, Op::In(vec![value])));
    }
    if let Some((key, value)) = part.split_once('>') {
        return Ok((
            key_of(key)?,
            Op::Greater(value.trim().parse().map_err(|_| "values: not an integer".to_owned())?),
        ));
    }
    if let Some((key, value)) = part.split_once('<') {
        return Ok((
            key_of(key)?,
            Op::Less(value.trim().parse().map_err(|_| "values: not an integer".to_owned())?),
        ));
    }
    if part.contains(' ') {
        let word = part.split_whitespace().nth(1).unwrap_or("");
        return Err(format!("found '{word}', expected: in, notin, =, ==, !=, gt, lt"));
    }
    Ok((key_of(part)?, Op::Exists))
}

/// Requirements on fields, all of which must hold: path, value, whether it must be equal.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct FieldSelector(pub(crate) Vec<(String, String, bool)>);

impl FieldSelector {
    /// Reads `status.phase!=Running,metadata.name=x`.
    pub(crate) fn parse(text: &str) -> Result<FieldSelector, String> {
        let mut out = Vec::new();
        for part in text.split(',').filter(|p| !p.is_empty()) {
            if let Some((key, value)) = part.split_once("!=") {
                out.push((key.to_owned(), value.to_owned(), false));
            } else if let Some((key, value)) = part.split_once("==").or_else(|| part.split_once('=')) {
                out.push((key.to_owned(), value.to_owned(), true));
            } else {
                return Err(format!("invalid selector: '{text}'; can't understand '{part}'"));
            }
        }
        Ok(FieldSelector(out))
    }

    /// Checks that a kind knows every field.
    pub(crate) fn check(&self, kind: super::KindId) -> Result<(), String> {
        for (field, _, _) in &self.0 {
            let common =
                field == "metadata.name" || (field == "metadata.namespace" && kind.meta().namespaced);
            if !common && !kind.get().selectable_fields().contains(&field.as_str()) {
                return Err(if kind.get().selectable_fields().is_empty() {
                    format!(
                        "{field:?} is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
                    )
                } else {
                    format!("field label not supported: {field}")
                });
            }
        }
        Ok(())
    }

    /// Whether an object meets it.
    pub(crate) fn matches(&self, kind: super::KindId, obj: &Value) -> bool {
        self.0.iter().all(|(field, value, equal)| (kind.get().field(obj, field) == *value) == *equal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn set_based_requirements_are_understood() {
        let s = LabelSelector::parse("app in (a, b),!old,tier!=x").unwrap();
        assert!(s.matches(json!({"app": "b"}).as_object()));
        assert!(!s.matches(json!({"app": "c"}).as_object()));
        assert!(!s.matches(json!({"app": "a", "old": ""}).as_object()));
        assert!(!s.matches(json!({"app": "a", "tier": "x"}).as_object()));
    }
}
