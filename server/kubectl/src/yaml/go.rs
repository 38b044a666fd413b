//! Values in Go's own notation (`%#v`), which go-yaml's complaints about keys show.
//!
//! Layer: pure. Upstream: Go's `fmt` and `strconv`.

use std::fmt::{Display, Formatter, Result};

use go_text::quote;

use super::scalar::{Scalar, scalar};
use super::tree::{Document, Node};

/// A node in Go's notation.
pub(super) struct Plain<'d> {
    /// The document that it is of.
    pub(super) document: &'d Document,
    /// Its number.
    pub(super) id: usize,
    /// How deep it is.
    pub(super) depth: usize,
}

impl Display for Plain<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let inner = |id: usize| Plain { document: self.document, id, depth: self.depth + 1 }.to_string();
        if self.depth > super::DEPTH {
            return f.write_str("...");
        }
        match &self.document.nodes[self.id] {
            Node::Scalar { value, tag, plain } => match scalar(value, tag, *plain) {
                Ok(Scalar::Null) => f.write_str("interface {}(nil)"),
                Ok(Scalar::Bool(yes)) => write!(f, "{yes}"),
                Ok(Scalar::Int(whole)) => write!(f, "{whole}"),
                Ok(Scalar::Uint(whole)) => write!(f, "0x{whole:x}"),
                Ok(Scalar::Float(float)) => write!(f, "{float}"),
                Ok(Scalar::Text(text)) => f.write_str(&quote(&text)),
                Err(_) => f.write_str(&quote(value)),
            },
            Node::Alias { .. } => f.write_str("interface {}(nil)"),
            Node::Sequence(items) => {
                let items: Vec<String> = items.iter().map(|item| inner(*item)).collect();
                write!(f, "[]interface {{}}{{{}}}", items.join(", "))
            }
            Node::Mapping(pairs) => {
                let mut pairs: Vec<String> =
                    pairs.iter().map(|(key, value)| format!("{}:{}", inner(*key), inner(*value))).collect();
                pairs.sort();
                write!(f, "map[interface {{}}]interface {{}}{{{}}}", pairs.join(", "))
            }
        }
    }
}

/// `strconv.FormatFloat(key, 'g', -1, 32)`, with YAML's words for what is no number.
pub(super) fn float_key(key: f64) -> String {
    let key = key as f32;
    if key.is_nan() {
        return ".nan".to_owned();
    }
    if key.is_infinite() {
        return if key > 0.0 { ".inf" } else { "-.inf" }.to_owned();
    }
    float(&format!("{key:e}"))
}

/// `strconv.FormatFloat(x, 'g', -1, bits)` from Rust's shortest scientific form: `1.5e3` is `1500`, `1.5e7` is `1.5e+07`.
pub(crate) fn float(scientific: &str) -> String {
    let (digits, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
    match (exponent.parse::<i32>(), scientific.parse::<f64>()) {
        // For the shortest form Go changes over at seven digits.
        (Ok(exponent), _) if !(-4..6).contains(&exponent) => {
            let sign = if exponent < 0 { '-' } else { '+' };
            format!("{digits}e{sign}{:02}", exponent.abs())
        }
        (_, Ok(float)) => float.to_string(),
        _ => scientific.to_owned(),
    }
}
