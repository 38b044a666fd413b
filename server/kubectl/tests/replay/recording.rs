//! What real kubectl printed for every form, and what the engine asked and was answered when it printed the same.
//!
//! Layer: test data. One file, `recording.json.gz`: every text is in it once. `RECORD=1` with the differential test renews it.

use serde::{Deserialize, Serialize};

/// All forms.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Recording {
    /// The kubeconfig that was used.
    pub(crate) kubeconfig: String,
    /// Every text that occurs anywhere below.
    pub(crate) texts: Vec<String>,
    pub(crate) forms: Vec<Form>,
}

/// One form.
#[derive(Serialize, Deserialize)]
pub(crate) struct Form {
    pub(crate) key: Key,
    pub(crate) stdout: usize,
    pub(crate) stderr: usize,
    pub(crate) code: Option<i32>,
    pub(crate) clock: Vec<String>,
    pub(crate) exchanges: Vec<Kept>,
}

/// Which form: its file, its line, and how many lines like it come before.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Key(pub(crate) String, pub(crate) String, pub(crate) usize);

/// An `Exchange` whose texts are numbers.
#[derive(Serialize, Deserialize)]
pub(crate) struct Kept {
    pub(crate) asked: Vec<usize>,
    pub(crate) status: Option<u16>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) pieces: Vec<usize>,
    pub(crate) ended: bool,
}
