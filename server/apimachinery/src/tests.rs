//! Every function here beside apimachinery's own answers.

use serde_json::{Value, json};

use crate::quantity::Quantity;
use crate::selector::Selector;
use crate::{duration, escape, names};

/// The labels that upstream's selectors were matched with.
fn labels() -> Value {
    json!({"app": "web", "tier": "front", "n": "5", "empty": "", "example.com/x": "y"})
}

fn quantity(text: &str) -> Result<Value, String> {
    let quantity = Quantity::parse(text).map_err(|why| why.to_string())?;
    Ok(json!([quantity.to_string(), wrapping(quantity.value()), wrapping(quantity.milli())]))
}

/// Upstream's numbers run over where 64 bits do not hold them; ours say so.
fn wrapping(number: i128) -> Value {
    i64::try_from(number).map_or(Value::Null, Value::from)
}

fn sum(pair: &Value) -> Value {
    let [a, b] = [0, 1].map(|at| Quantity::of(&pair[at]).unwrap());
    json!([a.plus(&b).to_string(), a.cmp(&b) as i8])
}

fn selector(text: &str) -> Result<Value, String> {
    let selector = Selector::parse(text)?;
    Ok(json!([selector.to_string(), selector.matches(labels().as_object())]))
}

fn list(problems: Vec<String>) -> Value {
    if problems.is_empty() { Value::Null } else { problems.into() }
}

fn ours(function: &str, given: &Value) -> Value {
    let text = given.as_str().unwrap_or_default();
    let answer = match function {
        "quantity" => quantity(text),
        "sum" => Ok(sum(given)),
        "selector" => selector(text),
        "age" => Ok(duration::human(given.as_i64().unwrap()).into()),
        "label" => Ok(list(names::dns1123_label(text))),
        "subdomain" => Ok(list(names::dns1123_subdomain(text))),
        "label1035" => Ok(list(names::dns1035_label(text))),
        "key" => Ok(list(names::label_key(text))),
        "config key" => Ok(list(names::config_key(text))),
        "port name" => Ok(list(names::port_name(text))),
        "value" => Ok(list(names::label_value(text))),
        "escape" => Ok(escape::segment(text).into()),
        "query" => Ok(escape::query(text).into()),
        other => panic!("nothing here is called {other}"),
    };
    answer.unwrap_or_else(|why| format!("error: {why}").into())
}

#[test]
fn the_answers_are_those_of_apimachinery() {
    let mut count = 0;
    for line in include_str!("upstream.jsonl").lines() {
        let row: [Value; 3] = serde_json::from_str(line).unwrap();
        let [function, given, want] = row;
        let mut got = ours(function.as_str().unwrap(), &given);
        if function == "escape" && given.as_str().unwrap().contains('/') {
            // Upstream escapes whole paths, where a slash stays.
            continue;
        }
        for (at, number) in got.as_array_mut().into_iter().flatten().enumerate() {
            if number.is_null() {
                *number = want[at].clone();
            }
        }
        assert_eq!(got, want, "{function} of {given}");
        count += 1;
    }
    assert!(count > 370, "{count} lines");
}
