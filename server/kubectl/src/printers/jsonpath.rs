//! JSONPath templates: parsing and evaluation.
//!
//! Layer: pure. Upstream: `client-go/util/jsonpath`.

mod eval;
mod parse;

use serde_json::Value;

/// A piece of a template.
#[derive(Clone, Debug)]
enum Node {
    Text(String),
    List(Vec<Node>),
    Field(String),
    Identifier(String),
    Array([Option<i64>; 3], bool),
    Filter(Vec<Node>, Vec<Node>, String),
    Int(i64),
    Float(f64),
    Bool(bool),
    Wildcard,
    Recursive,
    Union(Vec<Vec<Node>>),
}

/// A parsed template.
#[derive(Clone, Debug)]
pub(crate) struct JsonPath {
    nodes: Vec<Node>,
    allow_missing: bool,
    as_json: bool,
}

impl JsonPath {
    /// Parses a template.
    pub(crate) fn parse(template: &str, allow_missing: bool) -> Result<JsonPath, String> {
        Ok(JsonPath { nodes: parse::template(template)?, allow_missing, as_json: false })
    }

    /// The same with each piece's results as a JSON list.
    pub(crate) fn into_json(self) -> JsonPath {
        JsonPath { as_json: true, ..self }
    }

    /// The results of each piece of the template.
    pub(crate) fn find(&self, data: &Value) -> Result<Vec<Vec<Value>>, String> {
        eval::Evaluator::new(self.allow_missing).find(&self.nodes, Some(data))
    }

    /// The template filled in.
    pub(crate) fn execute(&self, data: &Value) -> Result<String, String> {
        let mut out = String::new();
        for results in self.find(data)? {
            if self.as_json {
                out.push_str(&super::json::to_json(&Value::Array(results)));
                continue;
            }
            let texts: Vec<String> = results.iter().map(to_text).collect();
            out.push_str(&texts.join(" "));
        }
        Ok(out)
    }
}

fn to_text(value: &Value) -> String {
    match value {
        Value::Object(_) | Value::Array(_) => super::json::compact(value),
        Value::Null => "null".to_owned(),
        other => go_text::value::go_value(other),
    }
}

/// `RelaxedJSONPathExpression`: `metadata.name`, `.metadata.name` and `{metadata.name}` all become `{.metadata.name}`.
pub(crate) fn relaxed(expression: &str) -> Result<String, String> {
    if expression.is_empty() {
        return Ok(String::new());
    }
    let inner = match (expression.strip_prefix('{'), expression.strip_suffix('}')) {
        (Some(_), Some(_)) => &expression[1..expression.len() - 1],
        (None, None) => expression,
        _ => "{",
    };
    let path = inner.strip_prefix('.').unwrap_or(inner);
    if path.is_empty() || path.contains(['{', '}']) && expression.starts_with('{') {
        return Err(
            "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'".to_owned(),
        );
    }
    Ok(format!("{{.{path}}}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn run(template: &str) -> Result<String, String> {
        let data = json!({"items": [
            {"metadata": {"name": "a", "labels": {"app.io/x": "1"}}, "n": 1, "c": [{"type": "Ready", "status": "True"}]},
            {"metadata": {"name": "b"}, "n": 2, "c": [{"type": "Ready", "status": "False"}]}], "kind": "List"});
        JsonPath::parse(template, true)?.execute(&data)
    }

    #[test]
    fn fields_lists_ranges_filters_and_unions() {
        assert_eq!(run("{.items[*].metadata.name}").as_deref(), Ok("a b"));
        assert_eq!(
            run("{range .items[*]}{.metadata.name}{\"\\t\"}{.n}{\"\\n\"}{end}").as_deref(),
            Ok("a\t1\nb\t2\n")
        );
        assert_eq!(run("{.items[?(@.n==2)].metadata.name}").as_deref(), Ok("b"));
        assert_eq!(run("{.items[0].c[?(@.type=='Ready')].status}").as_deref(), Ok("True"));
        assert_eq!(run("{.items[-1:].metadata.name} {.kind}!").as_deref(), Ok("b List!"));
        assert_eq!(run("{.items[0]['metadata.name','n']}").as_deref(), Ok("a 1"));
        assert_eq!(run("{.items[0].metadata.labels.app\\.io/x}").as_deref(), Ok("1"));
        assert_eq!(run("{..name}").as_deref(), Ok("a b"));
        assert_eq!(
            run("{.items[0].metadata}").as_deref(),
            Ok("{\"labels\":{\"app.io/x\":\"1\"},\"name\":\"a\"}")
        );
        assert_eq!(run("{.nope}").as_deref(), Ok(""));
    }

    #[test]
    fn mistakes_have_upstreams_words() {
        assert_eq!(run("{.items").err().as_deref(), Some("unclosed action"));
        assert_eq!(run("{.items[}").err().as_deref(), Some("unterminated array"));
        assert_eq!(
            run("{.items[9].n}").err().as_deref(),
            Some("array index out of bounds: index 9, length 2")
        );
        assert_eq!(relaxed(".metadata.name").as_deref(), Ok("{.metadata.name}"));
    }
}
