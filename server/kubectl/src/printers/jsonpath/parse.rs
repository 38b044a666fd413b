//! Parses a JSONPath template.
//!
//! Layer: pure. Upstream: `client-go/util/jsonpath/parser.go`.

use super::Node;

const EOF: char = '\0';

pub(super) fn template(text: &str) -> Result<Vec<Node>, String> {
    let mut parser = Parser { input: text.chars().collect(), at: 0, start: 0, root: Vec::new() };
    parser.text()?;
    Ok(parser.root)
}

/// What stands inside braces.
fn action(text: &str) -> Result<Vec<Node>, String> {
    match template(&format!("{{{text}}}"))?.into_iter().next() {
        Some(Node::List(nodes)) => Ok(nodes),
        _ => Ok(Vec::new()),
    }
}

struct Parser {
    input: Vec<char>,
    at: usize,
    start: usize,
    root: Vec<Node>,
}

impl Parser {
    fn next(&mut self) -> char {
        let c = self.peek();
        if self.at < self.input.len() {
            self.at += 1;
        }
        c
    }

    fn peek(&self) -> char {
        self.input.get(self.at).copied().unwrap_or(EOF)
    }

    fn starts(&self, text: &str) -> bool {
        text.chars().enumerate().all(|(i, c)| self.input.get(self.at + i) == Some(&c))
    }

    fn consume(&mut self) -> String {
        let text = self.input[self.start..self.at].iter().collect();
        self.start = self.at;
        text
    }

    fn text(&mut self) -> Result<(), String> {
        loop {
            if self.peek() == '{' && self.at < self.input.len() {
                if self.at > self.start {
                    let text = self.consume();
                    self.root.push(Node::Text(text));
                }
                self.at += 1;
                self.consume();
                let mut nodes = Vec::new();
                self.inside(&mut nodes)?;
                self.root.push(Node::List(nodes));
                continue;
            }
            if self.at >= self.input.len() {
                break;
            }
            self.at += 1;
        }
        if self.at > self.start {
            let text = self.consume();
            self.root.push(Node::Text(text));
        }
        Ok(())
    }

    fn inside(&mut self, cur: &mut Vec<Node>) -> Result<(), String> {
        loop {
            if self.starts("}") {
                self.at += 1;
                self.consume();
                return Ok(());
            }
            if self.starts("[?(") {
                self.filter(cur)?;
                continue;
            }
            if self.starts("..") {
                if matches!(cur.last(), Some(Node::Recursive)) {
                    return Err("invalid multiple recursive descent".into());
                }
                self.at += 2;
                self.consume();
                cur.push(Node::Recursive);
                if alphanumeric(self.peek()) {
                    self.field(cur)?;
                }
                continue;
            }
            if self.at >= self.input.len() {
                return Err("unclosed action".into());
            }
            match self.next() {
                '\n' | '\r' => return Err("unclosed action".into()),
                ' ' | '@' | '$' => {
                    self.consume();
                }
                '[' => self.array(cur)?,
                quote @ ('"' | '\'') => self.quote(cur, quote)?,
                '.' => self.field(cur)?,
                c if c == '+' || c == '-' || c.is_ascii_digit() => {
                    self.at -= 1;
                    self.number(cur)?;
                }
                c if alphanumeric(c) => {
                    self.at -= 1;
                    self.identifier(cur);
                }
                c => return Err(format!("unrecognized character in action: {}", unicode(c))),
            }
        }
    }

    fn identifier(&mut self, cur: &mut Vec<Node>) {
        while self.at < self.input.len() && !terminator(self.peek()) {
            self.at += 1;
        }
        let word = self.consume();
        cur.push(match word.as_str() {
            "true" => Node::Bool(true),
            "false" => Node::Bool(false),
            _ => Node::Identifier(word),
        });
    }

    fn number(&mut self, cur: &mut Vec<Node>) -> Result<(), String> {
        if matches!(self.peek(), '+' | '-') {
            self.at += 1;
        }
        while self.peek() == '.' || self.peek().is_ascii_digit() {
            self.at += 1;
        }
        let text = self.consume();
        if let Ok(int) = text.parse::<i64>() {
            cur.push(Node::Int(int));
        } else if let Ok(float) = text.parse::<f64>() {
            cur.push(Node::Float(float));
        } else {
            return Err(format!("cannot parse number {text}"));
        }
        Ok(())
    }

    fn array(&mut self, cur: &mut Vec<Node>) -> Result<(), String> {
        loop {
            if self.at >= self.input.len() {
                return Err("unterminated array".into());
            }
            match self.next() {
                '\n' => return Err("unterminated array".into()),
                ']' => break,
                _ => {}
            }
        }
        let text = self.consume();
        let inner = &text[1..text.len() - 1];
        let inner = if inner == "*" { ":" } else { inner };
        if inner.contains(',') {
            let union = inner
                .split(',')
                .map(|one| action(&format!("[{}]", one.trim_matches(' '))))
                .collect::<Result<_, _>>()?;
            cur.push(Node::Union(union));
            return Ok(());
        }
        if inner.len() >= 2 && inner.starts_with('\'') && inner.ends_with('\'') {
            cur.extend(action(&format!(".{}", &inner[1..inner.len() - 1]))?);
            return Ok(());
        }
        let parts: Vec<&str> = inner.split(':').collect();
        let is_number = |text: &str| {
            text.strip_prefix('-').unwrap_or(text).chars().all(|c| c.is_ascii_digit()) && text != "-"
        };
        if parts.len() > 3 || inner.is_empty() || !parts.iter().all(|part| is_number(part)) {
            return Err(format!("invalid array index {inner}"));
        }
        let at = |index: usize| parts.get(index).and_then(|part| part.parse::<i64>().ok());
        let mut params = [at(0), at(1), at(2)];
        let derived = parts.len() == 1;
        if derived {
            params[1] = params[0].map(|first| first + 1);
        }
        cur.push(Node::Array(params, derived));
        Ok(())
    }

    fn filter(&mut self, cur: &mut Vec<Node>) -> Result<(), String> {
        self.at += 3;
        self.consume();
        let (mut begin, mut end, mut pair) = (false, false, EOF);
        loop {
            if self.at >= self.input.len() {
                return Err("unterminated filter".into());
            }
            match self.next() {
                '\n' => return Err("unterminated filter".into()),
                c @ ('"' | '\'') => {
                    if !begin {
                        begin = true;
                        pair = c;
                    } else if self.input[self.at - 2] != '\\' && c == pair {
                        end = true;
                    }
                }
                ')' if begin == end => break,
                _ => {}
            }
        }
        if self.next() != ']' {
            return Err("unclosed array expect ]".into());
        }
        let text = self.consume();
        let text = &text[..text.len() - 2];
        let operator = |c: char| matches!(c, '!' | '<' | '>' | '=');
        match text.find(operator).filter(|at| *at > 0) {
            Some(at) => {
                let rest = &text[at..];
                let end = rest.find(|c| !operator(c)).unwrap_or(rest.len());
                let end = if end == rest.len() { rest.len().saturating_sub(1).max(1) } else { end };
                cur.push(Node::Filter(action(&text[..at])?, action(&rest[end..])?, rest[..end].to_owned()));
            }
            None => cur.push(Node::Filter(action(text)?, Vec::new(), "exists".to_owned())),
        }
        Ok(())
    }

    fn quote(&mut self, cur: &mut Vec<Node>, end: char) -> Result<(), String> {
        loop {
            if self.at >= self.input.len() {
                return Err("unterminated quoted string".into());
            }
            match self.next() {
                '\n' => return Err("unterminated quoted string".into()),
                c if c == end && self.input[self.at - 2] != '\\' => break,
                _ => {}
            }
        }
        let text = self.consume();
        cur.push(Node::Text(unquote(&text)?));
        Ok(())
    }

    fn field(&mut self, cur: &mut Vec<Node>) -> Result<(), String> {
        self.consume();
        while self.at < self.input.len() {
            let c = self.next();
            if c == '\\' {
                self.next();
            } else if terminator(c) {
                self.at -= 1;
                break;
            }
        }
        let word = self.consume();
        if word == "*" {
            cur.push(Node::Wildcard);
        } else {
            cur.push(Node::Field(word.replace('\\', "")));
        }
        Ok(())
    }
}

fn alphanumeric(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

fn terminator(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n' | '.' | ',' | '[' | ']' | '$' | '@' | '{' | '}' | EOF)
}

/// `%#U`.
fn unicode(c: char) -> String {
    if c.is_control() { format!("U+{:04X}", c as u32) } else { format!("U+{:04X} '{c}'", c as u32) }
}

fn unquote(text: &str) -> Result<String, String> {
    let inner = &text[1..text.len() - 1];
    let mut out = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some('a') => out.push('\u{7}'),
            Some('b') => out.push('\u{8}'),
            Some('f') => out.push('\u{c}'),
            Some('v') => out.push('\u{b}'),
            Some(c @ ('\\' | '\'' | '"')) => out.push(c),
            _ => return Err(format!("unquote string {text} error invalid syntax")),
        }
    }
    Ok(out)
}
