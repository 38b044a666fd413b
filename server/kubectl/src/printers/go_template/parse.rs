//! Parses a Go template.
//!
//! Layer: pure. Upstream: `text/template/parse`.

use serde_json::{Value, json};

use super::{Command, Node, Word};

type Parsed<T> = Result<T, String>;

pub(super) fn parse(text: &str) -> Parsed<Vec<Node>> {
    let mut parts = cut(text)?;
    parts.reverse();
    let (nodes, end) = block(&mut parts)?;
    match end {
        None => Ok(nodes),
        Some(word) => Err(format!("template: output:1: unexpected {{{{{word}}}}}")),
    }
}

enum Part {
    Text(String),
    Action(String),
}

fn cut(text: &str) -> Parsed<Vec<Part>> {
    let mut parts = Vec::new();
    let mut rest = text;
    let mut trim_next = false;
    while let Some(start) = rest.find("{{") {
        let mut before = &rest[..start];
        let mut action = &rest[start + 2..];
        if trim_next {
            before = before.trim_start();
        }
        if action.starts_with("- ") {
            before = before.trim_end();
            action = &action[1..];
        }
        let Some(end) = closing(action) else { return Err("template: output:1: unclosed action".into()) };
        let mut inner = &action[..end];
        trim_next = inner.ends_with(" -");
        if trim_next {
            inner = &inner[..inner.len() - 1];
        }
        if !before.is_empty() {
            parts.push(Part::Text(before.to_owned()));
        }
        parts.push(Part::Action(inner.trim().to_owned()));
        rest = &action[end + 2..];
    }
    let tail = if trim_next { rest.trim_start() } else { rest };
    if !tail.is_empty() {
        parts.push(Part::Text(tail.to_owned()));
    }
    Ok(parts)
}

/// Where `}}` stands outside quotes.
fn closing(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut quote = None;
    let mut i = 0;
    while i < bytes.len() {
        match (quote, bytes[i]) {
            (Some(b'"'), b'\\') => i += 1,
            (Some(open), c) if c == open => quote = None,
            (None, c @ (b'"' | b'`')) => quote = Some(c),
            (None, b'}') if bytes.get(i + 1) == Some(&b'}') => return Some(i),
            _ => {}
        }
        i += 1;
    }
    None
}

/// Nodes up to `end` or `else`, whose word is returned.
fn block(parts: &mut Vec<Part>) -> Parsed<(Vec<Node>, Option<String>)> {
    let mut nodes = Vec::new();
    while let Some(part) = parts.pop() {
        let action = match part {
            Part::Text(text) => {
                nodes.push(Node::Text(text));
                continue;
            }
            Part::Action(action) => action,
        };
        let end = action.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(action.len());
        let (word, rest) = (&action[..end], action[end..].trim_start());
        match word {
            "end" | "else" => return Ok((nodes, Some(action))),
            "if" | "with" => {
                let pipe = pipeline(rest)?;
                let (yes, no) = branches(parts)?;
                nodes.push(if word == "if" { Node::If(pipe, yes, no) } else { Node::With(pipe, yes, no) });
            }
            "range" => {
                let (names, pipe) = match rest.split_once(":=") {
                    Some((names, pipe)) => (names.trim(), pipe),
                    None => ("", rest),
                };
                let mut names: Vec<String> = names
                    .split(',')
                    .map(|name| name.trim().to_owned())
                    .filter(|name| !name.is_empty())
                    .collect();
                let value = names.pop();
                let pipe = pipeline(pipe)?;
                let (yes, no) = branches(parts)?;
                nodes.push(Node::Range(names.pop(), value, pipe, yes, no));
            }
            _ if action.starts_with("/*") => {}
            _ if action.starts_with('$') && (action.contains(":=") || assignment(&action)) => {
                let at = action.find('=').unwrap_or(0);
                let name = action[..at].trim_end_matches(':').trim().to_owned();
                nodes.push(Node::Assign(name, pipeline(&action[at + 1..])?));
            }
            _ if action.is_empty() => return Err("template: output:1: missing value for command".into()),
            _ => nodes.push(Node::Print(pipeline(&action)?)),
        }
    }
    Ok((nodes, None))
}

fn assignment(action: &str) -> bool {
    let end = action.find(|c: char| !(c == '$' || c == '_' || c.is_alphanumeric())).unwrap_or(action.len());
    action[end..].trim_start().starts_with('=')
}

fn branches(parts: &mut Vec<Part>) -> Parsed<(Vec<Node>, Vec<Node>)> {
    let (yes, end) = block(parts)?;
    match end.as_deref() {
        Some("end") => Ok((yes, Vec::new())),
        Some("else") => match block(parts)? {
            (no, Some(end)) if end == "end" => Ok((yes, no)),
            _ => Err("template: output:1: unexpected EOF".into()),
        },
        Some(chained) => {
            let inner = chained.trim_start_matches("else").trim().to_owned();
            parts.push(Part::Action(inner));
            let no = chain(parts)?;
            Ok((yes, no))
        }
        None => Err("template: output:1: unexpected EOF".into()),
    }
}

/// `else if`: one nested condition that shares its `end`.
fn chain(parts: &mut Vec<Part>) -> Parsed<Vec<Node>> {
    let Some(Part::Action(action)) = parts.pop() else {
        return Err("template: output:1: unexpected EOF".into());
    };
    let pipe = pipeline(action.trim_start_matches("if").trim_start_matches("with"))?;
    let (yes, no) = branches(parts)?;
    Ok(vec![Node::If(pipe, yes, no)])
}

fn pipeline(text: &str) -> Parsed<Vec<Command>> {
    let mut reader = Reader { chars: text.trim().chars().collect(), at: 0 };
    let commands = reader.commands()?;
    if reader.at < reader.chars.len() {
        return Err(format!(
            "template: output:1: unexpected {} in operand",
            go_text::quote(&reader.chars[reader.at].to_string())
        ));
    }
    Ok(commands)
}

struct Reader {
    chars: Vec<char>,
    at: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn commands(&mut self) -> Parsed<Vec<Command>> {
        let mut commands = vec![Vec::new()];
        while let Some(c) = self.peek() {
            match c {
                ' ' | '\t' | '\n' => self.at += 1,
                ')' => break,
                '|' => {
                    self.at += 1;
                    commands.push(Vec::new());
                }
                _ => {
                    let word = self.word()?;
                    if let Some(last) = commands.last_mut() {
                        last.push(word);
                    }
                }
            }
        }
        if commands.iter().any(Vec::is_empty) {
            return Err("template: output:1: missing value for command".into());
        }
        Ok(commands)
    }

    fn word(&mut self) -> Parsed<Word> {
        match self.peek() {
            Some('.') => Ok(Word::Dot(self.fields())),
            Some('(') => {
                self.at += 1;
                let inner = self.commands()?;
                if self.peek() != Some(')') {
                    return Err("template: output:1: unclosed left paren".into());
                }
                self.at += 1;
                Ok(Word::Group(inner, self.fields()))
            }
            Some('$') => {
                let mut name = String::from("$");
                self.at += 1;
                name.push_str(&self.name());
                Ok(Word::Variable(name, self.fields()))
            }
            Some('"') => Ok(Word::Literal(json!(self.string()?))),
            Some('`') => {
                let start = self.at + 1;
                let end = (start..self.chars.len()).find(|i| self.chars[*i] == '`');
                let end = end.ok_or("template: output:1: unterminated raw quoted string")?;
                self.at = end + 1;
                Ok(Word::Literal(json!(self.chars[start..end].iter().collect::<String>())))
            }
            Some(c) if c.is_ascii_digit() || c == '-' => {
                let start = self.at;
                self.at += 1;
                while self.peek().is_some_and(|c| c.is_ascii_digit() || c == '.') {
                    self.at += 1;
                }
                let text: String = self.chars[start..self.at].iter().collect();
                serde_json::from_str::<Value>(&text)
                    .map(Word::Literal)
                    .map_err(|_| format!("template: output:1: bad number syntax: {}", go_text::quote(&text)))
            }
            Some(c) if c.is_alphabetic() || c == '_' => {
                let name = self.name();
                Ok(match name.as_str() {
                    "true" => Word::Literal(json!(true)),
                    "false" => Word::Literal(json!(false)),
                    "nil" => Word::Literal(Value::Null),
                    _ if super::eval::FUNCTIONS.contains(&name.as_str()) => Word::Function(name),
                    _ => {
                        return Err(format!(
                            "template: output:1: function {} not defined",
                            go_text::quote(&name)
                        ));
                    }
                })
            }
            Some(c) => {
                Err(format!("template: output:1: unexpected {} in command", go_text::quote(&c.to_string())))
            }
            None => Err("template: output:1: missing value for command".into()),
        }
    }

    fn name(&mut self) -> String {
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_alphanumeric() || c == '_') {
            self.at += 1;
        }
        self.chars[start..self.at].iter().collect()
    }

    fn fields(&mut self) -> Vec<String> {
        let mut fields = Vec::new();
        while self.peek() == Some('.') {
            self.at += 1;
            let name = self.name();
            if !name.is_empty() {
                fields.push(name);
            }
        }
        fields
    }

    fn string(&mut self) -> Parsed<String> {
        let mut out = String::new();
        self.at += 1;
        loop {
            let c = self.peek().ok_or("template: output:1: unterminated quoted string")?;
            self.at += 1;
            match c {
                '"' => return Ok(out),
                '\\' => {
                    let escaped = self.peek().ok_or("template: output:1: unterminated quoted string")?;
                    self.at += 1;
                    out.push(match escaped {
                        'n' => '\n',
                        't' => '\t',
                        'r' => '\r',
                        other => other,
                    });
                }
                c => out.push(c),
            }
        }
    }
}
