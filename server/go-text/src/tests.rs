//! Every function here beside Go's own answers.

use serde_json::{Value, json};

/// The answer as Go's program wrote it down.
fn answer<T: Into<Value>>(result: Result<T, String>) -> Value {
    result.map_or_else(|why| format!("error: {why}").into(), Into::into)
}

fn ours(function: &str, given: &str) -> Value {
    match function {
        "quote" => crate::quote(given).into(),
        "bool" => answer(crate::parse_bool(given)),
        "int" => answer(crate::parse_int(given, 64)),
        "int32" => answer(crate::parse_int(given, 32)),
        "uint16" => answer(crate::parse_uint(given, 16)),
        "uint64" => answer(crate::parse_uint(given, 64)),
        "duration" => answer(crate::parse_duration(given)),
        "base64" => answer(crate::base64::decode(given).map(|bytes| String::from_utf8(bytes).unwrap())),
        other => panic!("nothing here is called {other}"),
    }
}

#[test]
fn the_answers_are_those_of_go() {
    let mut count = 0;
    for line in include_str!("upstream.jsonl").lines() {
        let row: [Value; 3] = serde_json::from_str(line).unwrap();
        let [function, given, want] = row;
        let got = ours(function.as_str().unwrap(), given.as_str().unwrap());
        assert_eq!(got, want, "{function} of {given}");
        count += 1;
    }
    assert!(count > 80, "{count} lines");
}

#[test]
fn a_map_is_printed_with_its_keys_in_order() {
    let value = json!({"b": [1, null], "a": {"x": true}});
    assert_eq!(crate::value::go_value(&value), "map[a:map[x:true] b:[1 <nil>]]");
}

#[test]
fn what_is_encoded_is_padded() {
    assert_eq!(["", "a", "ab", "abc"].map(crate::base64::encode), ["", "YQ==", "YWI=", "YWJj"]);
}
