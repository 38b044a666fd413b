//! `%v` of values that came from JSON.
//!
//! Layer: pure. Upstream: `fmt`.

use serde_json::{Map, Value};

/// `%v`.
pub fn go_value(value: &Value) -> String {
    match value {
        Value::Null => "<nil>".to_owned(),
        Value::String(text) => text.clone(),
        Value::Object(map) => go_map(map),
        Value::Array(items) => format!("[{}]", items.iter().map(go_value).collect::<Vec<_>>().join(" ")),
        other => other.to_string(),
    }
}

/// `%v` of a map: `map[a:1 b:2]`.
pub fn go_map(map: &Map<String, Value>) -> String {
    let words: Vec<String> = map.iter().map(|(key, value)| format!("{key}:{}", go_value(value))).collect();
    format!("map[{}]", words.join(" "))
}
