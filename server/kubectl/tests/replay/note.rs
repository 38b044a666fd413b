//! What happens while a command is recorded, one line each: what a stopped command saw is there too.
//!
//! Layer: test data.

use serde::{Deserialize, Serialize};

/// One line of a recording.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Note {
    /// The engine looked at the clock.
    Now(String),
    /// The exchange with this number began.
    Asked(usize, Vec<String>),
    /// Its answer's head.
    Answered(usize, u16, Vec<(String, String)>),
    /// A piece of its body.
    Piece(usize, String),
    /// Its end.
    Ended(usize),
}
