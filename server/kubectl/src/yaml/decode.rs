//! From the tree to JSON: aliases, merges, keys that are not text.
//!
//! Layer: pure. Upstream: `go.yaml.in/yaml/v2/decode.go` (`decoder`), `sigs.k8s.io/yaml/yaml.go`.

use serde_json::{Map, Number, Value};

use super::go::Plain;
use super::scalar::{Scalar, scalar};
use super::tree::{Document, Node};
use super::{DEPTH, too_deep};

/// The document as JSON.
pub(super) fn json(document: &Document) -> Result<Value, String> {
    let mut decoder = Decoder { document, open: Vec::new(), decoded: 0, by_alias: 0, aliases: 0, depth: 0 };
    decoder.value(document.root)
}

struct Decoder<'d> {
    document: &'d Document,
    /// Aliases that are being followed.
    open: Vec<usize>,
    /// Nodes so far, and how many of them in aliases.
    decoded: u64,
    by_alias: u64,
    /// How many aliases deep.
    aliases: usize,
    depth: usize,
}

impl Decoder<'_> {
    fn value(&mut self, id: usize) -> Result<Value, String> {
        self.enter()?;
        let value = match &self.document.nodes[id] {
            Node::Alias { name, target } => self.follow(id, name, |decoder| decoder.value(*target)),
            Node::Scalar { value, tag, plain } => scalar(value, tag, *plain).and_then(number),
            Node::Sequence(items) => items
                .iter()
                .map(|item| self.value(*item))
                .collect::<Result<Vec<Value>, String>>()
                .map(Value::Array),
            Node::Mapping(_) => {
                let mut map = Map::new();
                self.fill(id, &mut map).map(|()| Value::Object(map))
            }
        };
        self.depth -= 1;
        value
    }

    /// Counts a node; a small text that means a huge document is refused.
    fn enter(&mut self) -> Result<(), String> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(too_deep());
        }
        self.decoded += 1;
        self.by_alias += u64::from(self.aliases > 0);
        let share = self.by_alias as f64 / self.decoded as f64;
        if self.by_alias > 100 && self.decoded > 1000 && share > allowed(self.decoded) {
            return Err("yaml: document contains excessive aliasing".to_owned());
        }
        Ok(())
    }

    fn follow<T>(
        &mut self,
        id: usize,
        name: &str,
        then: impl FnOnce(&mut Self) -> Result<T, String>,
    ) -> Result<T, String> {
        if self.open.contains(&id) {
            return Err(format!("yaml: anchor '{name}' value contains itself"));
        }
        self.open.push(id);
        self.aliases += 1;
        let found = then(self);
        self.aliases -= 1;
        self.open.pop();
        found
    }

    /// Puts a mapping's pairs into a map, in their order: also a merge may be overwritten, and overwrites.
    fn fill(&mut self, id: usize, map: &mut Map<String, Value>) -> Result<(), String> {
        let Node::Mapping(pairs) = &self.document.nodes[id] else { return Err(want_map()) };
        for (key, value) in pairs {
            if self.is_merge(*key) {
                self.merge(*value, map)?;
                continue;
            }
            let key = self.key(*key, *value)?;
            let value = self.value(*value)?;
            map.insert(key, value);
        }
        Ok(())
    }

    fn is_merge(&self, key: usize) -> bool {
        matches!(&self.document.nodes[key], Node::Scalar { value, tag, plain }
            if value == "<<" && (*plain || tag == "tag:yaml.org,2002:merge"))
    }

    fn merge(&mut self, id: usize, map: &mut Map<String, Value>) -> Result<(), String> {
        self.enter()?;
        let merged = match &self.document.nodes[id] {
            Node::Mapping(_) => self.fill(id, map),
            Node::Alias { name, target } => self.follow(id, name, |decoder| decoder.fill(*target, map)),
            // Earlier ones take precedence.
            Node::Sequence(items) => {
                items.iter().rev().try_for_each(|item| match &self.document.nodes[*item] {
                    Node::Mapping(_) | Node::Alias { .. } => self.merge(*item, map),
                    _ => Err(want_map()),
                })
            }
            Node::Scalar { .. } => Err(want_map()),
        };
        self.depth -= 1;
        merged
    }

    /// A key as text.
    fn key(&mut self, id: usize, value: usize) -> Result<String, String> {
        self.enter()?;
        let key = match &self.document.nodes[id] {
            Node::Alias { name, target } => self.follow(id, name, |decoder| decoder.key(*target, value)),
            Node::Scalar { value: word, tag, plain } => match scalar(word, tag, *plain)? {
                Scalar::Text(text) => Ok(text),
                Scalar::Bool(yes) => Ok(yes.to_string()),
                Scalar::Int(whole) => Ok(whole.to_string()),
                Scalar::Float(float) => Ok(super::go::float_key(float)),
                Scalar::Uint(whole) => self.bad_key("uint64", &format!("0x{whole:x}"), value),
                Scalar::Null => self.bad_key("%!s(<nil>)", "<nil>", value),
            },
            Node::Sequence(_) | Node::Mapping(_) => {
                Err(format!("yaml: invalid map key: {}", Plain { document: self.document, id, depth: 0 }))
            }
        };
        self.depth -= 1;
        key
    }

    fn bad_key(&self, kind: &str, key: &str, value: usize) -> Result<String, String> {
        let value = Plain { document: self.document, id: value, depth: 0 }.to_string();
        let value = if value == "interface {}(nil)" { "<nil>".to_owned() } else { value };
        Err(format!("unsupported map key of type: {kind}, key: {key}, value: {value}"))
    }
}

fn want_map() -> String {
    "yaml: map merge requires map or sequence of maps as the value".to_owned()
}

/// A word as JSON. Go writes a float that is whole without its point.
fn number(scalar: Scalar) -> Result<Value, String> {
    Ok(match scalar {
        Scalar::Null => Value::Null,
        Scalar::Bool(yes) => yes.into(),
        Scalar::Int(whole) => whole.into(),
        // Beyond 64 bits with a sign, kubectl has it as a float.
        Scalar::Uint(whole) => return number(Scalar::Float(whole as f64)),
        Scalar::Text(text) => text.into(),
        Scalar::Float(float) if float.fract() == 0.0 && float.abs() < 9.2e18 => (float as i64).into(),
        Scalar::Float(float) => match Number::from_f64(float) {
            Some(number) => Value::Number(number),
            None if float.is_nan() => return Err("json: unsupported value: NaN".to_owned()),
            None if float > 0.0 => return Err("json: unsupported value: +Inf".to_owned()),
            None => return Err("json: unsupported value: -Inf".to_owned()),
        },
    })
}

/// How much of a document may come from aliases: 99% of a small one, 10% of a very large one.
fn allowed(decoded: u64) -> f64 {
    const LOW: f64 = 400_000.0;
    const HIGH: f64 = 4_000_000.0;
    match decoded as f64 {
        small if small <= LOW => 0.99,
        large if large >= HIGH => 0.10,
        between => 0.99 - 0.89 * ((between - LOW) / (HIGH - LOW)),
    }
}
