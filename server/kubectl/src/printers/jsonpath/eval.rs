//! Evaluates a parsed JSONPath template.
//!
//! Layer: pure. Upstream: `client-go/util/jsonpath/jsonpath.go`.

use std::cmp::Ordering;

use serde_json::{Value, json};

use super::Node;

type Results = Result<Vec<Value>, String>;

pub(super) struct Evaluator {
    allow_missing: bool,
    begin_range: usize,
    in_range: usize,
    end_range: usize,
    last_end: Option<usize>,
}

impl Evaluator {
    pub(super) fn new(allow_missing: bool) -> Evaluator {
        Evaluator { allow_missing, begin_range: 0, in_range: 0, end_range: 0, last_end: None }
    }

    pub(super) fn find(&mut self, nodes: &[Node], data: Option<&Value>) -> Result<Vec<Vec<Value>>, String> {
        self.find_from(nodes, 0, data)
    }

    fn find_from(
        &mut self,
        nodes: &[Node],
        from: usize,
        data: Option<&Value>,
    ) -> Result<Vec<Vec<Value>>, String> {
        let current: Vec<Value> = data.into_iter().cloned().collect();
        let mut full = Vec::new();
        let mut i = from;
        while i < nodes.len() {
            let results = self.walk(&current, &nodes[i])?;
            if self.end_range > 0 && self.end_range <= self.in_range {
                self.end_range -= 1;
                self.last_end = Some(i);
                break;
            }
            if self.begin_range > 0 {
                self.begin_range -= 1;
                self.in_range += 1;
                if results.is_empty() {
                    self.find_from(nodes, i + 1, None)?;
                } else {
                    for value in &results {
                        full.extend(self.find_from(nodes, i + 1, Some(value))?);
                    }
                }
                self.in_range -= 1;
                if let Some(end) = self.last_end.filter(|end| *end > i) {
                    i = end;
                }
                i += 1;
                continue;
            }
            full.push(results);
            i += 1;
        }
        Ok(full)
    }

    fn walk(&mut self, input: &[Value], node: &Node) -> Results {
        match node {
            Node::Text(text) => Ok(vec![json!(text)]),
            Node::List(nodes) => self.list(input, nodes),
            Node::Field(name) => self.field(input, name),
            Node::Identifier(name) => self.identifier(input, name),
            Node::Array(params, derived) => array(input, *params, *derived),
            Node::Filter(left, right, operator) => self.filter(input, left, right, operator),
            Node::Int(value) => Ok(vec![json!(value); input.len()]),
            Node::Float(value) => Ok(vec![json!(value); input.len()]),
            Node::Bool(value) => Ok(vec![json!(value); input.len()]),
            Node::Wildcard => Ok(input.iter().flat_map(children).collect()),
            Node::Recursive => Ok(recursive(input)),
            Node::Union(lists) => {
                let mut all = Vec::new();
                for nodes in lists {
                    all.extend(self.list(input, nodes)?);
                }
                Ok(all)
            }
        }
    }

    fn list(&mut self, input: &[Value], nodes: &[Node]) -> Results {
        let mut current = input.to_vec();
        for node in nodes {
            current = self.walk(&current, node)?;
        }
        Ok(current)
    }

    fn identifier(&mut self, input: &[Value], name: &str) -> Results {
        match name {
            "range" => {
                self.begin_range += 1;
                Ok(input.to_vec())
            }
            "end" if self.in_range > 0 => {
                self.end_range += 1;
                Ok(Vec::new())
            }
            "end" => Err("not in range, nothing to end".into()),
            other => Err(format!("unrecognized identifier {other}")),
        }
    }

    fn field(&self, input: &[Value], name: &str) -> Results {
        if input.is_empty() {
            return Ok(Vec::new());
        }
        let results: Vec<Value> = input
            .iter()
            .filter_map(|value| value.as_object().and_then(|map| map.get(name)).cloned())
            .collect();
        if results.is_empty() && !self.allow_missing {
            return Err(format!("{name} is not found"));
        }
        Ok(results)
    }

    fn filter(&mut self, input: &[Value], left: &[Node], right: &[Node], operator: &str) -> Results {
        let mut results = Vec::new();
        for value in input {
            let Some(items) = value.as_array() else {
                return Err(format!(
                    "{} is not array or slice and cannot be filtered",
                    go_text::value::go_value(value)
                ));
            };
            for item in items {
                let here = std::slice::from_ref(item);
                let lefts = self.list(here, left);
                if operator == "exists" {
                    if lefts.is_ok_and(|lefts| !lefts.is_empty()) {
                        results.push(item.clone());
                    }
                    continue;
                }
                let lefts = lefts?;
                let rights = self.list(here, right)?;
                let (left, right) = match (lefts.as_slice(), rights.as_slice()) {
                    ([], _) | (_, []) => continue,
                    ([left], [right]) => (left, right),
                    _ => return Err("can only compare one element at a time".into()),
                };
                if compare(left, right, operator)? {
                    results.push(item.clone());
                }
            }
        }
        Ok(results)
    }
}

fn array(input: &[Value], params: [Option<i64>; 3], derived: bool) -> Results {
    let mut results = Vec::new();
    for value in input {
        if value.is_null() {
            continue;
        }
        let Some(items) = value.as_array() else {
            return Err(format!("{} is not array or slice", go_type(value)));
        };
        let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
        let mut start = params[0].unwrap_or(0);
        if start < 0 {
            start += length;
        }
        let mut end = params[1].unwrap_or(length);
        if end < 0 || (end == 0 && derived) {
            end += length;
        }
        if start == end {
            return Ok(results);
        }
        if start >= length || start < 0 {
            return Err(format!("array index out of bounds: index {start}, length {length}"));
        }
        if end > length || end < 0 {
            return Err(format!("array index out of bounds: index {}, length {length}", end - 1));
        }
        if start > end {
            return Err(format!("starting index {start} is greater than ending index {end}"));
        }
        let step = params[2].unwrap_or(1);
        if step <= 0 {
            return Err("step must be > 0".into());
        }
        let (start, end) = (usize::try_from(start).unwrap_or(0), usize::try_from(end).unwrap_or(0));
        results.extend(items[start..end].iter().step_by(usize::try_from(step).unwrap_or(1)).cloned());
    }
    Ok(results)
}

fn go_type(value: &Value) -> &'static str {
    match value {
        Value::Object(_) => "map[string]interface {}",
        Value::String(_) => "string",
        Value::Bool(_) => "bool",
        Value::Number(number) if number.is_f64() => "float64",
        Value::Number(_) => "int64",
        _ => "interface {}",
    }
}

fn children(value: &Value) -> Vec<Value> {
    match value {
        Value::Object(map) => map.values().cloned().collect(),
        Value::Array(items) => items.clone(),
        _ => Vec::new(),
    }
}

fn recursive(input: &[Value]) -> Vec<Value> {
    let mut results = Vec::new();
    for value in input {
        let inner = children(value);
        if !inner.is_empty() {
            results.push(value.clone());
            results.extend(recursive(&inner));
        }
    }
    results
}

fn compare(left: &Value, right: &Value, operator: &str) -> Result<bool, String> {
    let ordering = match (left, right) {
        (Value::Bool(a), Value::Bool(b)) if matches!(operator, "==" | "!=") => a.cmp(b),
        (Value::Bool(_), Value::Bool(_)) => return Err("invalid type for comparison".into()),
        (Value::String(a), Value::String(b)) => a.cmp(b),
        (Value::Number(a), Value::Number(b)) => {
            a.as_f64().partial_cmp(&b.as_f64()).unwrap_or(Ordering::Equal)
        }
        _ => return Err("incompatible types for comparison".into()),
    };
    match operator {
        "==" => Ok(ordering == Ordering::Equal),
        "!=" => Ok(ordering != Ordering::Equal),
        "<" => Ok(ordering == Ordering::Less),
        "<=" => Ok(ordering != Ordering::Greater),
        ">" => Ok(ordering == Ordering::Greater),
        ">=" => Ok(ordering != Ordering::Less),
        other => Err(format!("unrecognized filter operator {other}")),
    }
}
