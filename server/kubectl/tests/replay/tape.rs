//! What an engine asked and was answered.
//!
//! Layer: test data.

use serde::{Deserialize, Serialize};

/// A request, and what came back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Exchange {
    /// Method, path and query, `Accept`, `Content-Type` and body: what a request is known by.
    pub(crate) asked: Vec<String>,
    /// HTTP status; `None` where the server did not answer.
    pub(crate) status: Option<u16>,
    /// Headers of the answer that the engine reads.
    pub(crate) headers: Vec<(String, String)>,
    /// The body, in the pieces that came; of a WebSocket its messages in base64.
    pub(crate) pieces: Vec<String>,
    /// Whether it came to an end.
    pub(crate) ended: bool,
}

/// All that one command saw.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Tape {
    /// What the clock said, in order.
    pub(crate) clock: Vec<String>,
    /// Requests and answers, in order.
    pub(crate) exchanges: Vec<Exchange>,
}
