//! Reads YAML as kubectl does: by the rules of YAML 1.1 (`yes` is true, `0644` is 420), then as JSON.
//!
//! Layer: pure. kubectl reads with `sigs.k8s.io/yaml`, which is go-yaml v2 with nothing known of types: what a plain word
//! means is settled before anybody knows which field it is for. Upstream: `go.yaml.in/yaml/v2/decode.go`, `resolve.go`.

mod decode;
mod go;
mod json;
mod scalar;
mod stream;
#[cfg(test)]
mod tests;
mod tree;

use serde_json::Value;

pub(crate) use go::float;
pub(crate) use stream::documents;

/// How deep a document may be nested. go-yaml allows 10,000, of which nobody has use.
const DEPTH: usize = 200;

/// The first document of a text as JSON; `null` when there is none. The error is in go-yaml's words.
pub(crate) fn parse(text: &[u8]) -> Result<Value, String> {
    match tree::read(text)? {
        Some(document) => decode::json(&document),
        None => Ok(Value::Null),
    }
}

/// Whether a word without quotes is read as text, and not as a moment.
pub(crate) fn is_text(word: &str) -> bool {
    scalar::is_text(word)
}

fn too_deep() -> String {
    format!("yaml: exceeded max depth of {DEPTH}")
}
