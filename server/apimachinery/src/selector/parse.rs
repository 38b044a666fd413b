//! The grammar of selectors.
//!
//! Layer: pure. Upstream: `Lexer` and `Parser` in `labels/selector.go`.

use super::{Operator, Requirement, joined};
use crate::names::label_key;

/// A word of a selector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'t> {
    End,
    /// `(`, `)`, `,`, `!`, `=`, `==`, `!=`, `<`, `>`.
    Mark(&'t str),
    /// `in` and `notin` are words of the grammar where an operator is looked for, else identifiers as all others.
    Word(&'t str),
}

const MARKS: [&str; 9] = ["==", "!=", "(", ")", ",", "!", "=", ">", "<"];

fn is_mark(c: char) -> bool {
    "=!(),><".contains(c)
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

impl<'t> Token<'t> {
    fn text(self) -> &'t str {
        match self {
            Token::End => "",
            Token::Mark(text) | Token::Word(text) => text,
        }
    }
}

/// Takes the first word off a text.
fn lex<'t>(rest: &mut &'t str) -> Token<'t> {
    let text = rest.trim_start_matches(is_blank);
    let (token, length) = if text.is_empty() || text.starts_with('\0') {
        (Token::End, text.len())
    } else if let Some(mark) = MARKS.iter().find(|mark| text.starts_with(**mark)) {
        (Token::Mark(&text[..mark.len()]), mark.len())
    } else {
        let end = text.find(|c| is_mark(c) || is_blank(c) || c == '\0').unwrap_or(text.len());
        (Token::Word(&text[..end]), end)
    };
    *rest = &text[length..];
    token
}

struct Parser<'t> {
    rest: &'t str,
}

type Parsed<T> = Result<T, String>;

impl<'t> Parser<'t> {
    fn next(&mut self) -> Token<'t> {
        lex(&mut self.rest)
    }

    fn peek(&self) -> Token<'t> {
        let mut rest = self.rest;
        lex(&mut rest)
    }
}

/// All requirements of a text.
pub(super) fn requirements(text: &str) -> Parsed<Vec<Requirement>> {
    let mut parser = Parser { rest: text };
    let mut found = Vec::new();
    loop {
        match parser.peek() {
            Token::End => return Ok(found),
            Token::Word(_) | Token::Mark("!") => {}
            other => {
                return Err(format!("found '{}', expected: !, identifier, or 'end of string'", other.text()));
            }
        }
        found.push(requirement(&mut parser).map_err(|why| format!("unable to parse requirement: {why}"))?);
        match parser.next() {
            Token::End => return Ok(found),
            Token::Mark(",") => match parser.peek() {
                Token::Word(_) | Token::Mark("!") => {}
                other => return Err(format!("found '{}', expected: identifier after ','", other.text())),
            },
            other => return Err(format!("found '{}', expected: ',' or 'end of string'", other.text())),
        }
    }
}

fn requirement(parser: &mut Parser<'_>) -> Parsed<Requirement> {
    let mut first = parser.next();
    let negated = first == Token::Mark("!");
    if negated {
        first = parser.next();
    }
    let Token::Word(key) = first else {
        return Err(format!("found '{}', expected: identifier", first.text()));
    };
    if let Some(why) = joined(&label_key(key)) {
        // Go prints the path of a selector that stands nowhere.
        return Err(format!("<nil>: Invalid value: {}: {why}", go_text::quote(key)));
    }
    let alone = matches!(parser.peek(), Token::End | Token::Mark(","));
    if negated || alone {
        let operator = if negated { Operator::DoesNotExist } else { Operator::Exists };
        return Requirement::new(key, operator, Vec::new());
    }
    let operator = operator(parser.next())?;
    let values = match operator {
        Operator::In | Operator::NotIn => set(parser)?,
        _ => vec![exact(parser)?],
    };
    Requirement::new(key, operator, values)
}

fn operator(token: Token<'_>) -> Parsed<Operator> {
    Ok(match token.text() {
        "in" => Operator::In,
        "notin" => Operator::NotIn,
        "=" => Operator::Equals,
        "==" => Operator::DoubleEquals,
        "!=" => Operator::NotEquals,
        ">" => Operator::GreaterThan,
        "<" => Operator::LessThan,
        other => return Err(format!("found '{other}', expected: in, notin, =, ==, !=, gt, lt")),
    })
}

/// `(a,b)`; between and beside commas a value may be missing, and is empty then.
fn set(parser: &mut Parser<'_>) -> Parsed<Vec<String>> {
    let open = parser.next();
    if open != Token::Mark("(") {
        return Err(format!("found '{}' expected: '('", open.text()));
    }
    let mut values = Vec::new();
    let mut value = None;
    loop {
        match (parser.next(), value.take()) {
            (Token::Word(word), None) => value = Some(word),
            (Token::Mark(","), before) => values.push(before.unwrap_or("").to_owned()),
            (Token::Mark(")"), before) => {
                values.push(before.unwrap_or("").to_owned());
                return Ok(values);
            }
            (other, Some(_)) => return Err(format!("found '{}', expected: ',' or ')'", other.text())),
            (other, None) if values.is_empty() => {
                return Err(format!("found '{}', expected: ',', ')' or identifier", other.text()));
            }
            (other, None) => return Err(format!("found '{}', expected: ',', or identifier", other.text())),
        }
    }
}

/// The value of `=` and its kind; none is an empty one.
fn exact(parser: &mut Parser<'_>) -> Parsed<String> {
    match parser.peek() {
        Token::End | Token::Mark(",") => Ok(String::new()),
        _ => match parser.next() {
            Token::Word(word) => Ok(word.to_owned()),
            other => Err(format!("found '{}', expected: identifier", other.text())),
        },
    }
}
