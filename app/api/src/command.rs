//! One command from a panel or the prompt: what is asked, and the events that answer it, one JSON object a line.

use serde::{Deserialize, Serialize};

use crate::frame::Lang;

/// A command line to run: the body of `POST /api/run`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunRequest {
    /// The cluster that the page says it will touch.
    pub cluster: String,
    /// The lesson that the panel stands in.
    pub lesson: Option<String>,
    /// The step that this command is; `None` from the prompt.
    pub step: Option<String>,
    /// The language for hints.
    pub lang: Lang,
    /// The whole line, `kubectl` included, blanks filled in.
    pub line: String,
    /// Show what would change and change nothing.
    pub preview: bool,
    /// The answer to a [`Question`]: the cluster's name where it asked for one, otherwise empty.
    pub confirmed: Option<String>,
}

/// One event of a command's answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunEvent {
    /// Text for standard output.
    Out {
        /// The text.
        text: String,
    },
    /// Text for standard error.
    Err {
        /// The text.
        text: String,
    },
    /// An API call that was made.
    Call(ApiCall),
    /// Nothing was sent yet: the reader has to say yes first.
    Ask(Question),
    /// What a preview found, one for each object.
    Change(Change),
    /// What usually causes this failure.
    Hint(Hint),
    /// The step that this command was is on disk as done.
    Done {
        /// Lesson id.
        lesson: String,
        /// Step id.
        step: String,
    },
    /// The command ended. Always the last event; without it the connection broke.
    Exit {
        /// kubectl's exit code.
        code: i32,
        /// How long it took.
        millis: u64,
    },
}

/// One API call as the panel shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApiCall {
    /// HTTP method.
    pub method: String,
    /// Path and query.
    pub path: String,
    /// HTTP status; `None` when no answer came.
    pub status: Option<u16>,
    /// Milliseconds until the answer's head.
    pub millis: u64,
    /// Request body, cut at 64 KiB.
    pub request: Option<String>,
    /// Response body, cut at 64 KiB.
    pub response: Option<String>,
}

/// A question before something is destroyed or touched beyond the lesson.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Why it is asked, where that is neither a deletion nor the reach: in the reader's language.
    pub reason: Option<String>,
    /// What would be hit, one line each.
    pub hits: Vec<String>,
    /// The cluster's name, to be typed, where the command reaches beyond what the lesson made.
    pub type_name: Option<String>,
}

/// What a change would do to one object: a unified diff of its YAML.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// `deployment.apps/web`, as kubectl names it.
    pub object: String,
    /// `created`, `changed`, `deleted` or `unchanged`.
    pub verb: Verb,
    /// Unified diff without file heads; empty when unchanged.
    pub diff: String,
}

/// What happens to an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// It does not exist yet.
    Created,
    /// It will differ.
    Changed,
    /// It will be gone.
    Deleted,
    /// Nothing about it changes.
    Unchanged,
}

/// The usual cause of a failure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hint {
    /// HTML from the course.
    pub html: String,
    /// The lesson that explains it, and its title; none where it is the one that is read.
    pub lesson: Option<(String, String)>,
}

/// First message on `/api/shell`, as text; afterwards binary frames are bytes, text frames are [`ShellResize`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShellRequest {
    /// What to run: an `exec -it` line.
    pub run: RunRequest,
    /// Columns and rows.
    pub size: (u16, u16),
}

/// The terminal's new size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShellResize {
    /// Columns and rows.
    pub size: (u16, u16),
}
