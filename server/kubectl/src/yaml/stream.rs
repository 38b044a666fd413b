//! A stream of documents, JSON or YAML: JSON as long as it reads as JSON, then YAML cut at its separators.
//!
//! Layer: pure. Upstream: `apimachinery/pkg/util/yaml/decoder.go` (`YAMLOrJSONDecoder`, `YAMLReader`).

use serde_json::Value;

use super::json;

/// How far a stream is looked into for a brace.
const LOOK: usize = 4096;

/// The documents of a stream as far as they can be read, and why not further, in kubectl's words.
pub(crate) fn documents(bytes: &[u8]) -> (Vec<Value>, Option<String>) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = bytes.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(bytes.len());
    if start < LOOK && bytes.get(start) == Some(&b'{') {
        from_json(bytes)
    } else {
        from_yaml(bytes, Vec::new())
    }
}

fn from_json(bytes: &[u8]) -> (Vec<Value>, Option<String>) {
    let mut found = Vec::new();
    let mut stream = serde_json::Deserializer::from_slice(bytes).into_iter::<Value>();
    let mut read = 0;
    loop {
        match stream.next() {
            None => return (found, None),
            Some(Ok(value)) => {
                read = stream.byte_offset();
                if !value.is_null() {
                    found.push(value);
                }
            }
            Some(Err(error)) => {
                let words = json::complaint(bytes, read).unwrap_or_else(|| error.to_string());
                // More than one object of JSON, and it is nothing else.
                if found.len() > 1 {
                    let (_, bare) = words.split_once("json: offset ").unwrap_or(("", &words));
                    let bare = bare.split_once(": ").map_or(bare, |(_, text)| text);
                    return (found, Some(bare.to_owned()));
                }
                let (all, wrong) = from_yaml(&bytes[after_space(bytes, read)..], found);
                return (all, wrong.map(|_| words));
            }
        }
    }
}

/// Past the space after an object, up to and with the end of its line.
fn after_space(bytes: &[u8], from: usize) -> usize {
    let space = bytes[from..].iter().take_while(|b| b.is_ascii_whitespace()).count();
    let line = bytes[from..from + space].iter().position(|b| *b == b'\n');
    from + line.map_or(space, |at| at + 1)
}

fn from_yaml(bytes: &[u8], mut found: Vec<Value>) -> (Vec<Value>, Option<String>) {
    let (parts, wrong) = parts(bytes);
    for part in parts {
        match super::parse(&part) {
            Ok(Value::Null) => {}
            Ok(value) => found.push(value),
            Err(why) => return (found, Some(format!("error converting YAML to JSON: {why}"))),
        }
    }
    (found, wrong)
}

/// Cuts at lines that begin with three dashes; after those only a comment may stand.
fn parts(bytes: &[u8]) -> (Vec<Vec<u8>>, Option<String>) {
    let mut parts = Vec::new();
    let mut part = Vec::new();
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if let Some(rest) = line.strip_prefix(b"---") {
            let rest = String::from_utf8_lossy(rest).trim().to_owned();
            if !rest.is_empty() && !rest.starts_with('#') {
                return (parts, Some(format!("invalid Yaml document separator: {rest}")));
            }
            if !part.is_empty() {
                parts.push(std::mem::take(&mut part));
                continue;
            }
        }
        part.extend_from_slice(line);
        part.push(b'\n');
    }
    if !part.is_empty() {
        parts.push(part);
    }
    (parts, None)
}
