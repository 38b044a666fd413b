//! From the events of the parser to a tree.
//!
//! Layer: pure. Upstream: `go.yaml.in/yaml/v2/decode.go` (`parser`).

use std::collections::HashMap;
use std::io::Cursor;

use libyaml_safer::{Error, ErrorKind, Event, EventData, Parser};

use super::{DEPTH, too_deep};

/// A document; nodes know each other by number.
#[derive(Default)]
pub(super) struct Document {
    /// Its nodes.
    pub(super) nodes: Vec<Node>,
    /// The outermost one.
    pub(super) root: usize,
}

/// One node.
pub(super) enum Node {
    /// A word.
    Scalar {
        /// As written, without its quotes.
        value: String,
        /// Its tag; empty when it has none.
        tag: String,
        /// Without quotes and without a tag: what it means is in how it looks.
        plain: bool,
    },
    /// A list.
    Sequence(Vec<usize>),
    /// Keys and values.
    Mapping(Vec<(usize, usize)>),
    /// Another node, by its anchor.
    Alias {
        /// The anchor's name.
        name: String,
        /// What it stands for.
        target: usize,
    },
}

/// The first document of a text.
pub(super) fn read(text: &[u8]) -> Result<Option<Document>, String> {
    let mut parser = Parser::new();
    parser.set_input(Cursor::new(text));
    let mut reader = Reader { parser, document: Document::default(), anchors: HashMap::new() };
    loop {
        match reader.next()?.data {
            EventData::StreamEnd => return Ok(None),
            EventData::DocumentStart { .. } => break,
            _ => {}
        }
    }
    let first = reader.next()?;
    reader.document.root = reader.node(first, 0)?;
    // What follows the node may still be wrong.
    reader.next()?;
    Ok(Some(reader.document))
}

struct Reader<'t> {
    parser: Parser<Cursor<&'t [u8]>>,
    document: Document,
    anchors: HashMap<String, usize>,
}

impl Reader<'_> {
    fn next(&mut self) -> Result<Event, String> {
        self.parser.parse().map_err(|error| words(&error))
    }

    fn node(&mut self, event: Event, depth: usize) -> Result<usize, String> {
        if depth > DEPTH {
            return Err(too_deep());
        }
        match event.data {
            EventData::Alias { anchor } => {
                let Some(target) = self.anchors.get(&anchor).copied() else {
                    return Err(format!("yaml: unknown anchor '{anchor}' referenced"));
                };
                Ok(self.add(Node::Alias { name: anchor, target }, None))
            }
            EventData::Scalar { anchor, tag, value, plain_implicit, .. } => {
                let tag = tag.unwrap_or_default();
                Ok(self.add(Node::Scalar { value, tag, plain: plain_implicit }, anchor))
            }
            EventData::SequenceStart { anchor, .. } => {
                // Its anchor is known before its items are.
                let id = self.add(Node::Sequence(Vec::new()), anchor);
                let mut items = Vec::new();
                loop {
                    let event = self.next()?;
                    if event.data == EventData::SequenceEnd {
                        break;
                    }
                    items.push(self.node(event, depth + 1)?);
                }
                self.document.nodes[id] = Node::Sequence(items);
                Ok(id)
            }
            EventData::MappingStart { anchor, .. } => {
                let id = self.add(Node::Mapping(Vec::new()), anchor);
                let mut pairs = Vec::new();
                loop {
                    let event = self.next()?;
                    if event.data == EventData::MappingEnd {
                        break;
                    }
                    let key = self.node(event, depth + 1)?;
                    let event = self.next()?;
                    pairs.push((key, self.node(event, depth + 1)?));
                }
                self.document.nodes[id] = Node::Mapping(pairs);
                Ok(id)
            }
            _ => Err("yaml: attempted to go past the end of stream; corrupted value?".to_owned()),
        }
    }

    fn add(&mut self, node: Node, anchor: Option<String>) -> usize {
        let id = self.document.nodes.len();
        self.document.nodes.push(node);
        if let Some(anchor) = anchor {
            self.anchors.insert(anchor, id);
        }
        id
    }
}

/// What is wrong, as go-yaml says it: its lines count from one in the scanner and from zero in the parser.
fn words(error: &Error) -> String {
    let line = |mark: Option<libyaml_safer::Mark>| mark.map(|mark| mark.line).filter(|line| *line != 0);
    let scanner = u64::from(error.kind() == ErrorKind::Scanner);
    let place = match (line(error.problem_mark()), line(error.context_mark())) {
        (Some(line), _) => format!("line {}: ", line + scanner),
        (None, Some(line)) => format!("line {line}: "),
        (None, None) => String::new(),
    };
    format!("yaml: {place}{}", error.problem())
}
