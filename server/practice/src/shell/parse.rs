//! From a line to a tree: words with quotes and substitutions, pipes, lists, `if`, `while`, `until`, `for`, groups.
//!
//! Layer: pure. The words come from [`super::tokens`].

use super::tokens::{Token, plain, tokens};

/// A part of a word.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Part {
    /// Text as it stands; `true`: quoted.
    Text(String, bool),
    /// A variable, perhaps with a default (`${X:-y}`); `true`: quoted.
    Var(String, Option<String>, bool),
    /// The output of a command; `true`: quoted.
    Command(String, bool),
    /// `$((...))`.
    Arithmetic(String),
}

/// A word.
pub(crate) type Word = Vec<Part>;

/// A redirection: descriptor, operator, target.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Redirect {
    pub(crate) fd: u8,
    pub(crate) op: &'static str,
    pub(crate) target: Word,
}

/// A command.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Simple { assigns: Vec<(String, Word)>, words: Vec<Word>, redirects: Vec<Redirect> },
    Pipe(Vec<Node>),
    And(Box<Node>, Box<Node>),
    Or(Box<Node>, Box<Node>),
    Not(Box<Node>),
    Seq(Vec<Node>),
    If(Vec<(Node, Node)>, Option<Box<Node>>),
    While(Box<Node>, Box<Node>, bool),
    For(String, Vec<Word>, Box<Node>),
    Group(Box<Node>, Vec<Redirect>),
    Background(Box<Node>),
}

/// Why a line cannot be understood, as `sh` says it.
pub(crate) type Wrong = String;

/// Parses a script.
pub(crate) fn parse(text: &str) -> Result<Node, Wrong> {
    let tokens = tokens(text)?;
    let mut p = Parser { tokens, at: 0 };
    let node = p.list(&[])?;
    match p.peek() {
        None => Ok(node),
        Some(Token::Op(op)) => Err(format!("syntax error: unexpected \"{op}\"")),
        Some(Token::Word(w)) => Err(format!("syntax error: unexpected \"{}\"", plain(w).unwrap_or_default())),
        Some(_) => Err("syntax error: unexpected redirection".into()),
    }
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn op(&mut self, op: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Op(o)) if *o == op);
        self.at += usize::from(found);
        found
    }

    fn keyword(&self) -> Option<String> {
        match self.peek() {
            Some(Token::Word(w)) => plain(w),
            _ => None,
        }
    }

    fn expect(&mut self, word: &str) -> Result<(), Wrong> {
        while self.op(";") {}
        if self.keyword().as_deref() == Some(word) {
            self.at += 1;
            return Ok(());
        }
        Err(format!("syntax error: unexpected end of file (expecting \"{word}\")"))
    }

    fn list(&mut self, until: &[&str]) -> Result<Node, Wrong> {
        let mut out = Vec::new();
        loop {
            while self.op(";") {}
            if self.peek().is_none() || matches!(self.peek(), Some(Token::Op(")" | ";;"))) {
                break;
            }
            if self.keyword().is_some_and(|k| until.contains(&k.as_str())) {
                break;
            }
            let node = self.and_or()?;
            if self.op("&") {
                out.push(Node::Background(Box::new(node)));
                continue;
            }
            out.push(node);
            if !self.op(";") {
                break;
            }
        }
        Ok(if out.len() == 1 { out.remove(0) } else { Node::Seq(out) })
    }

    fn and_or(&mut self) -> Result<Node, Wrong> {
        let mut left = self.pipe()?;
        loop {
            if self.op("&&") {
                while self.op(";") {}
                left = Node::And(Box::new(left), Box::new(self.pipe()?));
            } else if self.op("||") {
                while self.op(";") {}
                left = Node::Or(Box::new(left), Box::new(self.pipe()?));
            } else {
                return Ok(left);
            }
        }
    }

    fn pipe(&mut self) -> Result<Node, Wrong> {
        if self.keyword().as_deref() == Some("!") {
            self.at += 1;
            return Ok(Node::Not(Box::new(self.pipe()?)));
        }
        let mut out = vec![self.command()?];
        while self.op("|") {
            while self.op(";") {}
            out.push(self.command()?);
        }
        Ok(if out.len() == 1 { out.remove(0) } else { Node::Pipe(out) })
    }

    fn command(&mut self) -> Result<Node, Wrong> {
        if self.op("(") {
            let inner = self.list(&[])?;
            if !self.op(")") {
                return Err("syntax error: unexpected end of file (expecting \")\")".into());
            }
            let redirects = self.redirects()?;
            return Ok(Node::Group(Box::new(inner), redirects));
        }
        match self.keyword().as_deref() {
            Some("{") => {
                self.at += 1;
                let inner = self.list(&["}"])?;
                self.expect("}")?;
                let redirects = self.redirects()?;
                Ok(Node::Group(Box::new(inner), redirects))
            }
            Some("if") => {
                self.at += 1;
                let mut arms = Vec::new();
                let mut other = None;
                loop {
                    let cond = self.list(&["then"])?;
                    self.expect("then")?;
                    let body = self.list(&["elif", "else", "fi"])?;
                    arms.push((cond, body));
                    match self.keyword().as_deref() {
                        Some("elif") => self.at += 1,
                        Some("else") => {
                            self.at += 1;
                            other = Some(Box::new(self.list(&["fi"])?));
                            break;
                        }
                        _ => break,
                    }
                }
                self.expect("fi")?;
                Ok(Node::If(arms, other))
            }
            Some(word @ ("while" | "until")) => {
                let until = word == "until";
                self.at += 1;
                let cond = self.list(&["do"])?;
                self.expect("do")?;
                let body = self.list(&["done"])?;
                self.expect("done")?;
                let redirects = self.redirects()?;
                let node = Node::While(Box::new(cond), Box::new(body), until);
                Ok(if redirects.is_empty() { node } else { Node::Group(Box::new(node), redirects) })
            }
            Some("for") => {
                self.at += 1;
                let name = self.keyword().ok_or("syntax error: bad for loop variable")?;
                self.at += 1;
                let mut words = Vec::new();
                if self.keyword().as_deref() == Some("in") {
                    self.at += 1;
                    while let Some(Token::Word(w)) = self.peek().cloned() {
                        words.push(w);
                        self.at += 1;
                    }
                }
                self.expect("do")?;
                let body = self.list(&["done"])?;
                self.expect("done")?;
                Ok(Node::For(name, words, Box::new(body)))
            }
            Some(word @ ("then" | "do" | "done" | "fi" | "else" | "elif" | "}")) => {
                Err(format!("syntax error: unexpected \"{word}\""))
            }
            _ => self.simple(),
        }
    }

    fn redirects(&mut self) -> Result<Vec<Redirect>, Wrong> {
        let mut out = Vec::new();
        while let Some(Token::Redirect(fd, op)) = self.peek().cloned() {
            self.at += 1;
            let Some(Token::Word(target)) = self.peek().cloned() else {
                return Err("syntax error: unexpected newline".into());
            };
            self.at += 1;
            out.push(Redirect { fd, op, target });
        }
        Ok(out)
    }

    fn simple(&mut self) -> Result<Node, Wrong> {
        let (mut assigns, mut words, mut redirects) = (Vec::new(), Vec::new(), Vec::new());
        loop {
            match self.peek().cloned() {
                Some(Token::Word(w)) => {
                    self.at += 1;
                    match assignment(&w) {
                        Some(assign) if words.is_empty() => assigns.push(assign),
                        _ => words.push(w),
                    }
                }
                Some(Token::Redirect(..)) => redirects.extend(self.redirects()?),
                _ => break,
            }
        }
        if assigns.is_empty() && words.is_empty() && redirects.is_empty() {
            return Err(match self.peek() {
                Some(Token::Op(op)) => format!("syntax error: unexpected \"{op}\""),
                _ => "syntax error: unexpected end of file".into(),
            });
        }
        Ok(Node::Simple { assigns, words, redirects })
    }
}

fn assignment(w: &Word) -> Option<(String, Word)> {
    let Some(Part::Text(text, false)) = w.first() else { return None };
    let (name, rest) = text.split_once('=')?;
    let fine = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if !fine {
        return None;
    }
    let mut value: Word = vec![Part::Text(rest.to_owned(), false)];
    value.extend(w[1..].iter().cloned());
    Some((name.to_owned(), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loops_and_pipes_are_understood() {
        assert!(parse("while true; do echo hi | cat; sleep 1; done").is_ok());
        assert!(parse("echo 'unterminated").is_err());
        assert!(matches!(parse("a && b || c"), Ok(Node::Or(..))));
    }
}
