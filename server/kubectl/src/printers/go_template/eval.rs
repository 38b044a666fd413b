//! Fills in a parsed Go template.
//!
//! Layer: pure. Upstream: `text/template/exec.go`, `funcs.go`.

use std::cmp::Ordering;
use std::fmt::Write;

use go_text::value::go_value;
use serde_json::{Value, json};

use super::{Command, Node, Word};

/// Functions that templates may call.
pub(super) const FUNCTIONS: &[&str] = &[
    "and",
    "or",
    "not",
    "len",
    "index",
    "print",
    "println",
    "printf",
    "eq",
    "ne",
    "lt",
    "le",
    "gt",
    "ge",
    "exists",
    "base64decode",
    "slice",
    "html",
    "js",
    "urlquery",
];

type Evaluated = Result<Option<Value>, String>;

struct Run<'a> {
    root: &'a Value,
    variables: Vec<(String, Value)>,
    out: String,
    allow_missing: bool,
}

pub(super) fn run(nodes: &[Node], data: &Value, allow_missing: bool) -> Result<String, String> {
    let variables = vec![("$".to_owned(), data.clone())];
    let mut run = Run { root: data, variables, out: String::new(), allow_missing };
    run.nodes(nodes, run.root)?;
    Ok(run.out)
}

impl Run<'_> {
    fn nodes(&mut self, nodes: &[Node], dot: &Value) -> Result<(), String> {
        for node in nodes {
            match node {
                Node::Text(text) => self.out.push_str(text),
                Node::Print(pipe) => {
                    let value = self.pipe(pipe, dot)?;
                    let text = value.map_or_else(|| "<no value>".to_owned(), |value| printed(&value));
                    self.out.push_str(&text);
                }
                Node::Assign(name, pipe) => {
                    let value = self.pipe(pipe, dot)?.unwrap_or(Value::Null);
                    match self.variables.iter_mut().rev().find(|(known, _)| known == name) {
                        Some((_, old)) => *old = value,
                        None => self.variables.push((name.clone(), value)),
                    }
                }
                Node::If(pipe, yes, no) => {
                    let value = self.pipe(pipe, dot)?;
                    self.scoped(if truth(value.as_ref()) { yes } else { no }, dot)?;
                }
                Node::With(pipe, yes, no) => match self.pipe(pipe, dot)? {
                    Some(value) if truth(Some(&value)) => self.scoped(yes, &value)?,
                    _ => self.scoped(no, dot)?,
                },
                Node::Range(key, value, pipe, yes, no) => self.range(key, value, pipe, (yes, no), dot)?,
            }
        }
        Ok(())
    }

    fn scoped(&mut self, nodes: &[Node], dot: &Value) -> Result<(), String> {
        let mark = self.variables.len();
        let done = self.nodes(nodes, dot);
        self.variables.truncate(mark);
        done
    }

    fn range(
        &mut self,
        key: &Option<String>,
        name: &Option<String>,
        pipe: &[Command],
        bodies: (&[Node], &[Node]),
        dot: &Value,
    ) -> Result<(), String> {
        let value = self.pipe(pipe, dot)?.unwrap_or(Value::Null);
        let items: Vec<(Value, Value)> = match &value {
            Value::Array(items) => {
                items.iter().enumerate().map(|(i, item)| (json!(i), item.clone())).collect()
            }
            Value::Object(map) => map.iter().map(|(key, item)| (json!(key), item.clone())).collect(),
            Value::Null => Vec::new(),
            other => return Err(format!("range can't iterate over {}", printed(other))),
        };
        if items.is_empty() {
            return self.scoped(bodies.1, dot);
        }
        for (index, item) in items {
            let mark = self.variables.len();
            if let Some(key) = key {
                self.variables.push((key.clone(), index));
            }
            if let Some(name) = name {
                self.variables.push((name.clone(), item.clone()));
            }
            let done = self.nodes(bodies.0, &item);
            self.variables.truncate(mark);
            done?;
        }
        Ok(())
    }

    fn pipe(&mut self, commands: &[Command], dot: &Value) -> Evaluated {
        let mut last: Option<Option<Value>> = None;
        for command in commands {
            last = Some(self.command(command, last, dot)?);
        }
        Ok(last.flatten())
    }

    fn command(&mut self, command: &Command, last: Option<Option<Value>>, dot: &Value) -> Evaluated {
        match &command[0] {
            Word::Function(name) => {
                let mut args = Vec::new();
                for word in &command[1..] {
                    args.push(self.word(word, dot)?.unwrap_or(Value::Null));
                }
                if let Some(value) = last {
                    args.push(value.unwrap_or(Value::Null));
                }
                call(name, &args).map(Some)
            }
            word => self.word(word, dot),
        }
    }

    fn word(&mut self, word: &Word, dot: &Value) -> Evaluated {
        match word {
            Word::Literal(value) => Ok(Some(value.clone())),
            Word::Dot(fields) => self.fields(dot, fields),
            Word::Variable(name, fields) => {
                let found = self
                    .variables
                    .iter()
                    .rev()
                    .find(|(known, _)| known == name)
                    .map(|(_, value)| value.clone());
                let value = found.ok_or_else(|| format!("undefined variable {}", go_text::quote(name)))?;
                self.fields(&value, fields)
            }
            Word::Group(commands, fields) => {
                let value = self.pipe(commands, dot)?.unwrap_or(Value::Null);
                self.fields(&value, fields)
            }
            Word::Function(name) => call(name, &[]).map(Some),
        }
    }

    fn fields(&self, value: &Value, fields: &[String]) -> Evaluated {
        let mut current = value;
        for (i, field) in fields.iter().enumerate() {
            match current {
                Value::Object(map) => match map.get(field) {
                    Some(next) => current = next,
                    None if !self.allow_missing => {
                        return Err(format!(
                            ": executing \"output\" at <.{}>: map has no entry for key {}",
                            fields.join("."),
                            go_text::quote(field)
                        ));
                    }
                    None if i + 1 == fields.len() => return Ok(None),
                    None => return Ok(None),
                },
                Value::Null => return Ok(None),
                other => {
                    return Err(format!(
                        ": executing \"output\" at <.{}>: can't evaluate field {field} in type {}",
                        fields.join("."),
                        kind(other)
                    ));
                }
            }
        }
        Ok(Some(current.clone()))
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "string",
        Value::Bool(_) => "bool",
        Value::Number(_) => "float64",
        Value::Array(_) => "[]interface {}",
        _ => "interface {}",
    }
}

fn printed(value: &Value) -> String {
    match value {
        Value::Null => "<no value>".to_owned(),
        other => go_value(other),
    }
}

fn truth(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => false,
        Some(Value::Bool(value)) => *value,
        Some(Value::Number(number)) => number.as_f64() != Some(0.0),
        Some(Value::String(text)) => !text.is_empty(),
        Some(Value::Array(items)) => !items.is_empty(),
        Some(Value::Object(map)) => !map.is_empty(),
    }
}

fn call(name: &str, args: &[Value]) -> Result<Value, String> {
    let first = args.first().unwrap_or(&Value::Null);
    let second = args.get(1).unwrap_or(&Value::Null);
    Ok(match name {
        "and" => {
            args.iter().find(|value| !truth(Some(value))).or(args.last()).cloned().unwrap_or(Value::Null)
        }
        "or" => args.iter().find(|value| truth(Some(value))).or(args.last()).cloned().unwrap_or(Value::Null),
        "not" => json!(!truth(Some(first))),
        "len" => match first {
            Value::String(text) => json!(text.len()),
            Value::Array(items) => json!(items.len()),
            Value::Object(map) => json!(map.len()),
            other => return Err(format!("error calling len: len of type {}", kind(other))),
        },
        "index" => {
            let mut current = first.clone();
            for key in &args[1..] {
                current = match (&current, key) {
                    (Value::Array(items), Value::Number(at)) => {
                        let at = at.as_u64().and_then(|at| usize::try_from(at).ok()).unwrap_or(usize::MAX);
                        items.get(at).cloned().ok_or_else(|| {
                            format!("error calling index: reflect: slice index out of range: {at}")
                        })?
                    }
                    (Value::Object(map), Value::String(key)) => map.get(key).cloned().unwrap_or(Value::Null),
                    (Value::Null, _) => return Err("error calling index: index of untyped nil".into()),
                    _ => return Err("error calling index: can't index item".into()),
                };
            }
            current
        }
        "print" => json!(args.iter().map(printed).collect::<String>()),
        "println" => json!(args.iter().map(printed).collect::<Vec<_>>().join(" ") + "\n"),
        "printf" => json!(format(first.as_str().unwrap_or(""), &args[1..])),
        "eq" => json!(args[1..].iter().any(|other| same(first, other))),
        "ne" => json!(!same(first, second)),
        "lt" => json!(order(first, second) == Some(Ordering::Less)),
        "le" => json!(order(first, second).is_some_and(Ordering::is_le)),
        "gt" => json!(order(first, second) == Some(Ordering::Greater)),
        "ge" => json!(order(first, second).is_some_and(Ordering::is_ge)),
        "exists" => json!(call("index", args).is_ok_and(|value| !value.is_null())),
        "base64decode" => {
            let text = first.as_str().unwrap_or("");
            let bytes = go_text::base64::decode(text)
                .map_err(|why| format!("error calling base64decode: base64 decode failed: {why}"))?;
            json!(String::from_utf8_lossy(&bytes))
        }
        other => return Err(format!("function {other} is not available here")),
    })
}

fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        _ => a == b,
    }
}

fn order(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.as_f64().partial_cmp(&b.as_f64()),
        (Value::String(a), Value::String(b)) => Some(a.cmp(b)),
        _ => None,
    }
}

/// `fmt.Sprintf` with `%s`, `%d`, `%v`, `%q`, `%t` and widths.
fn format(template: &str, args: &[Value]) -> String {
    let mut out = String::new();
    let mut args = args.iter();
    let mut chars = template.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let mut width = String::new();
        while chars.peek().is_some_and(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | '+')) {
            width.extend(chars.next());
        }
        match chars.next() {
            Some('%') | None => out.push('%'),
            Some(verb) => {
                let Some(arg) = args.next() else {
                    out.push_str(&format!("%!{verb}(MISSING)"));
                    continue;
                };
                let text = if verb == 'q' { go_text::quote(&go_value(arg)) } else { go_value(arg) };
                let left = width.starts_with('-');
                let wide: usize = width
                    .trim_start_matches(['-', '+'])
                    .split('.')
                    .next()
                    .and_then(|w| w.parse().ok())
                    .unwrap_or(0);
                // Writing to a String cannot fail.
                let _written = if left { write!(out, "{text:<wide$}") } else { write!(out, "{text:>wide$}") };
            }
        }
    }
    out
}
