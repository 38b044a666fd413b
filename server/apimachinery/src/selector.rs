//! Label selectors: `app=web,tier in (front,back),!old`.
//!
//! Layer: pure. Upstream: `apimachinery/pkg/labels/selector.go`, `meta/v1/helpers.go` (`LabelSelectorAsSelector`).

mod parse;

use std::fmt;

use go_text::quote;
use serde_json::{Map, Value};

use crate::names::{label_key, label_value};
use crate::path::{list_at, map_at, str_at, strings_at};

/// What is asked of a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `=`
    Equals,
    /// `==`
    DoubleEquals,
    /// `!=`
    NotEquals,
    /// `in`
    In,
    /// `notin`
    NotIn,
    /// The key alone.
    Exists,
    /// `!` and the key.
    DoesNotExist,
    /// `>`
    GreaterThan,
    /// `<`
    LessThan,
}

/// One requirement on labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    key: String,
    operator: Operator,
    /// Sorted, each once.
    values: Vec<String>,
}

impl Requirement {
    /// A requirement, checked.
    ///
    /// # Errors
    ///
    /// In Go's words: `values[0][app]: Invalid value: ...`.
    pub fn new(key: &str, operator: Operator, mut values: Vec<String>) -> Result<Requirement, String> {
        values.sort();
        values.dedup();
        let mut wrong = Vec::new();
        if let Some(why) = joined(&label_key(key)) {
            wrong.push(format!("key: Invalid value: {}: {why}", quote(key)));
        }
        wrong.extend(miscounted(operator, &values));
        for (i, value) in values.iter().enumerate() {
            if let Some(why) = joined(&label_value(value)) {
                wrong.push(format!("values[{i}][{key}]: Invalid value: {}: {why}", quote(value)));
            }
        }
        match wrong.as_slice() {
            [] => Ok(Requirement { key: key.to_owned(), operator, values }),
            [one] => Err(one.clone()),
            many => Err(format!("[{}]", many.join(", "))),
        }
    }

    /// Whether labels meet it.
    pub fn matches(&self, labels: Option<&Map<String, Value>>) -> bool {
        let label = labels.and_then(|labels| labels.get(&self.key)).and_then(Value::as_str);
        let among = |label: &str| self.values.iter().any(|value| value == label);
        let number = |text: &str| text.parse::<i64>().ok();
        let compared = label.and_then(number).zip(self.values.first().and_then(|value| number(value)));
        match self.operator {
            Operator::In | Operator::Equals | Operator::DoubleEquals => label.is_some_and(among),
            Operator::NotIn | Operator::NotEquals => !label.is_some_and(among),
            Operator::Exists => label.is_some(),
            Operator::DoesNotExist => label.is_none(),
            Operator::GreaterThan => compared.is_some_and(|(label, value)| label > value),
            Operator::LessThan => compared.is_some_and(|(label, value)| label < value),
        }
    }
}

/// What is wrong with the number of values, or with those that must be numbers.
fn miscounted(operator: Operator, values: &[String]) -> Vec<String> {
    let list = || serde_json::json!(values);
    match operator {
        Operator::In | Operator::NotIn if values.is_empty() => {
            vec![format!(
                "values: Invalid value: {}: for 'in', 'notin' operators, values set can't be empty",
                list()
            )]
        }
        Operator::Exists | Operator::DoesNotExist if !values.is_empty() => {
            vec![format!(
                "values: Invalid value: {}: values set must be empty for exists and does not exist",
                list()
            )]
        }
        Operator::GreaterThan | Operator::LessThan if values.len() != 1 => {
            vec![format!(
                "values: Invalid value: {}: for 'Gt', 'Lt' operators, exactly one value is required",
                list()
            )]
        }
        Operator::GreaterThan | Operator::LessThan => values
            .iter()
            .filter(|value| value.parse::<i64>().is_err())
            .map(|value| {
                format!(
                    "values[0]: Invalid value: {}: for 'Gt', 'Lt' operators, the value must be an integer",
                    quote(value)
                )
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn joined(problems: &[String]) -> Option<String> {
    (!problems.is_empty()).then(|| problems.join("; "))
}

impl fmt::Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (key, values) = (&self.key, self.values.join(","));
        match self.operator {
            Operator::Exists => write!(f, "{key}"),
            Operator::DoesNotExist => write!(f, "!{key}"),
            Operator::Equals => write!(f, "{key}={values}"),
            Operator::DoubleEquals => write!(f, "{key}=={values}"),
            Operator::NotEquals => write!(f, "{key}!={values}"),
            Operator::In => write!(f, "{key} in ({values})"),
            Operator::NotIn => write!(f, "{key} notin ({values})"),
            Operator::GreaterThan => write!(f, "{key}>{values}"),
            Operator::LessThan => write!(f, "{key}<{values}"),
        }
    }
}

/// Requirements on labels, all of which must hold; without any it selects everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selector(Vec<Requirement>);

impl Selector {
    /// Of requirements, in the order of their keys.
    pub fn new(mut requirements: Vec<Requirement>) -> Selector {
        requirements.sort_by(|a, b| a.key.cmp(&b.key));
        Selector(requirements)
    }

    /// Reads `a=b,c in (d,e),!f`.
    ///
    /// # Errors
    ///
    /// In Go's words: `found ',', expected: identifier after ','`.
    pub fn parse(text: &str) -> Result<Selector, String> {
        parse::requirements(text).map(Selector::new)
    }

    /// Reads a `metav1.LabelSelector`: `matchLabels` and `matchExpressions`.
    ///
    /// # Errors
    ///
    /// For an operator or a value that may not stand there.
    pub fn of(selector: &Value) -> Result<Selector, String> {
        let labels = map_at(selector, "matchLabels").into_iter().flatten().map(|(key, value)| {
            Requirement::new(key, Operator::Equals, vec![value.as_str().unwrap_or("").to_owned()])
        });
        let expressions = list_at(selector, "matchExpressions").iter().map(|one| {
            let operator = match str_at(one, "operator") {
                "In" => Operator::In,
                "NotIn" => Operator::NotIn,
                "Exists" => Operator::Exists,
                "DoesNotExist" => Operator::DoesNotExist,
                other => return Err(format!("{} is not a valid label selector operator", quote(other))),
            };
            Requirement::new(str_at(one, "key"), operator, strings_at(one, "values"))
        });
        labels.chain(expressions).collect::<Result<_, _>>().map(Selector::new)
    }

    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether labels meet it.
    pub fn matches(&self, labels: Option<&Map<String, Value>>) -> bool {
        self.0.iter().all(|requirement| requirement.matches(labels))
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<String> = self.0.iter().map(Requirement::to_string).collect();
        f.write_str(&words.join(","))
    }
}
