//! From characters to words and operators: quotes, variables, substitutions.
//!
//! Layer: pure.

use super::parse::{Part, Word, Wrong};

/// A word, an operator or a redirection.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Word(Word),
    Op(&'static str),
    Redirect(u8, &'static str),
}

/// A word that is plain text.
pub(super) fn plain(w: &Word) -> Option<String> {
    match w.as_slice() {
        [Part::Text(t, false)] => Some(t.clone()),
        _ => None,
    }
}

const OPS: &[&str] = &["&&", "||", ";;", ";", "|", "&", "(", ")", "\n"];

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Wrong> {
    let c: Vec<char> = text.chars().collect();
    let mut i = 0;
    let mut out = Vec::new();
    while i < c.len() {
        match c[i] {
            ' ' | '\t' | '\r' => i += 1,
            '\\' if c.get(i + 1) == Some(&'\n') => i += 2,
            '#' => {
                while i < c.len() && c[i] != '\n' {
                    i += 1;
                }
            }
            _ => {
                let digit = c[i].is_ascii_digit() && matches!(c.get(i + 1), Some('>' | '<'));
                let at = if digit { i + 1 } else { i };
                if let Some((op, len)) = redirect(&c[at..]) {
                    let fd = if digit { c[i] as u8 - b'0' } else { u8::from(!op.starts_with('<')) };
                    out.push(Token::Redirect(fd, op));
                    i = at + len;
                } else if let Some(op) = OPS.iter().find(|op| starts(&c[i..], op)) {
                    out.push(Token::Op(if *op == "\n" { ";" } else { op }));
                    i += op.len();
                } else {
                    let (word, next) = word(&c, i)?;
                    out.push(Token::Word(word));
                    i = next;
                }
            }
        }
    }
    Ok(out)
}

fn starts(c: &[char], op: &str) -> bool {
    op.chars().enumerate().all(|(i, o)| c.get(i) == Some(&o))
}

fn redirect(c: &[char]) -> Option<(&'static str, usize)> {
    [("&>", 2), (">>", 2), (">&", 2), ("<<<", 3), (">", 1), ("<", 1)]
        .into_iter()
        .find(|(op, _)| starts(c, op))
}

fn word(c: &[char], mut i: usize) -> Result<(Word, usize), Wrong> {
    let mut out: Word = Vec::new();
    let push = |text: &mut String, quoted: bool, out: &mut Word| {
        if !text.is_empty() {
            out.push(Part::Text(std::mem::take(text), quoted));
        }
    };
    let mut text = String::new();
    while i < c.len() {
        match c[i] {
            ' ' | '\t' | '\n' | '\r' | ';' | '|' | '&' | '(' | ')' | '<' | '>' => break,
            '\\' => {
                push(&mut text, false, &mut out);
                if let Some(next) = c.get(i + 1)
                    && *next != '\n'
                {
                    out.push(Part::Text(next.to_string(), true));
                }
                i += 2;
            }
            '\'' => {
                push(&mut text, false, &mut out);
                let end = (i + 1..c.len())
                    .find(|j| c[*j] == '\'')
                    .ok_or("syntax error: unterminated quoted string")?;
                out.push(Part::Text(c[i + 1..end].iter().collect(), true));
                i = end + 1;
            }
            '"' => {
                push(&mut text, false, &mut out);
                i += 1;
                let mut inner = String::new();
                out.push(Part::Text(String::new(), true));
                loop {
                    match c.get(i) {
                        None => return Err("syntax error: unterminated quoted string".into()),
                        Some('"') => break,
                        Some('\\') if matches!(c.get(i + 1), Some('"' | '\\' | '$' | '`' | '\n')) => {
                            if c[i + 1] != '\n' {
                                inner.push(c[i + 1]);
                            }
                            i += 2;
                        }
                        Some('$' | '`') => {
                            push(&mut inner, true, &mut out);
                            i = dollar(c, i, true, &mut out)?;
                        }
                        Some(x) => {
                            inner.push(*x);
                            i += 1;
                        }
                    }
                }
                push(&mut inner, true, &mut out);
                i += 1;
            }
            '$' | '`' => {
                push(&mut text, false, &mut out);
                i = dollar(c, i, false, &mut out)?;
            }
            x => {
                text.push(x);
                i += 1;
            }
        }
    }
    push(&mut text, false, &mut out);
    Ok((out, i))
}

fn dollar(c: &[char], i: usize, quoted: bool, out: &mut Word) -> Result<usize, Wrong> {
    if c[i] == '`' {
        let end = (i + 1..c.len()).find(|j| c[*j] == '`').ok_or("syntax error: unterminated backquote")?;
        out.push(Part::Command(c[i + 1..end].iter().collect(), quoted));
        return Ok(end + 1);
    }
    match c.get(i + 1) {
        Some('(') => {
            let arithmetic = c.get(i + 2) == Some(&'(');
            let mut depth = 0;
            let mut end = None;
            for (j, x) in c.iter().enumerate().skip(i + 1) {
                match x {
                    '(' => depth += 1,
                    ')' => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    end = Some(j);
                    break;
                }
            }
            let end = end.ok_or("syntax error: unexpected end of file (expecting \")\")")?;
            if arithmetic {
                out.push(Part::Arithmetic(c[i + 3..end.max(i + 4) - 1].iter().collect()));
            } else {
                out.push(Part::Command(c[i + 2..end].iter().collect(), quoted));
            }
            Ok(end + 1)
        }
        Some('{') => {
            let end = (i + 2..c.len()).find(|j| c[*j] == '}').ok_or("syntax error: bad substitution")?;
            let inner: String = c[i + 2..end].iter().collect();
            let (name, default) = match inner.split_once(":-").or_else(|| inner.split_once('-')) {
                Some((n, d)) => (n.to_owned(), Some(d.to_owned())),
                None => (inner, None),
            };
            out.push(Part::Var(name, default, quoted));
            Ok(end + 1)
        }
        Some(x) if "?$#@*!".contains(*x) || x.is_ascii_digit() => {
            out.push(Part::Var(x.to_string(), None, quoted));
            Ok(i + 2)
        }
        Some(x) if x.is_ascii_alphabetic() || *x == '_' => {
            let end = (i + 1..c.len())
                .find(|j| !(c[*j].is_ascii_alphanumeric() || c[*j] == '_'))
                .unwrap_or(c.len());
            out.push(Part::Var(c[i + 1..end].iter().collect(), None, quoted));
            Ok(end)
        }
        _ => {
            out.push(Part::Text("$".into(), quoted));
            Ok(i + 1)
        }
    }
}
