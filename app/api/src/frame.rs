//! What surrounds every page: what is remembered of its reader (steps done, blanks, the place, language and theme), the clusters.

mod lang;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use lang::{Lang, Texts};

/// Everything that a page needs to know about its reader.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// Steps done, by lesson.
    pub done: BTreeMap<String, Vec<String>>,
    /// What was typed into blanks, by name.
    pub blanks: BTreeMap<String, String>,
    /// The lesson that was open last.
    pub place: Option<String>,
    /// The language that was chosen; `None` when none was yet.
    pub lang: Option<Lang>,
    /// `light`, `dark`, or empty for what the system says.
    pub theme: String,
}

/// A cluster that a page can be switched to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClusterInfo {
    /// Name: `practice`, or the context's.
    pub name: String,
    /// Whether this is the practice cluster.
    pub practice: bool,
    /// The namespace that lessons work in there.
    pub namespace: String,
}

/// Everything that the frame around each page shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// What is remembered of the reader.
    pub progress: Progress,
    /// The clusters, the practice cluster first.
    pub clusters: Vec<ClusterInfo>,
    /// Name of the one in use.
    pub cluster: String,
    /// How many reviews are due.
    #[serde(default)]
    pub reviews_due: usize,
    /// Messages from the start, such as a state file that was set aside.
    pub notices: Vec<String>,
}

/// What is a reader's own on a page: it stands in the page beside what all readers get, and is taken in once the page lives.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Own {
    /// What surrounds the page.
    pub frame: Frame,
    /// What the reader made of the lesson on it; `None` on other pages.
    pub work: Option<Work>,
}

impl Own {
    /// The id of the element that holds it, as JSON.
    pub const ELEMENT: &str = "own";
}

/// What a reader made of a lesson.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Work {
    /// Lesson id.
    pub lesson: String,
    /// Its manifests as the reader edited them: file and text.
    pub edits: Vec<(String, String)>,
}
