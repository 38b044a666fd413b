//! What a page hears while it is open: the cluster lens and the checks, pushed over `GET /api/live`.

use serde::{Deserialize, Serialize};

use crate::cluster::{Lens, NodeImages, Owned};
use crate::learn::Moment;

/// One event of the live stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LiveEvent {
    /// Always the first event: which build of the program tells.
    Hello {
        /// Differs whenever the browser half does.
        build: String,
    },
    /// The cluster as it is now.
    Lens(Lens),
    /// How the lesson's checks stand; those that passed are on disk already.
    Checks {
        /// One for each check of the lesson, in order.
        checks: Vec<CheckState>,
        /// Ids of the steps that are done now.
        done: Vec<String>,
        /// Whether the state that the lesson starts from is there.
        ready: bool,
    },
    /// Values that the cluster gives to blanks: name and value.
    Blanks {
        /// Name and value of each blank that the cluster could fill.
        values: Vec<(String, String)>,
    },
    /// What the lesson's text and drawings show of the cluster.
    Drawn(Drawn),
    /// An author edited the notes: load the page again.
    Edited,
    /// The server is stopping: come back in a moment.
    Bye,
}

/// What a lesson's text and drawings show of the cluster.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Drawn {
    /// Live values: name and what the cluster says; empty where it cannot say.
    pub values: Vec<(String, String)>,
    /// Drawings of owners by id; `None` where the object is not there.
    pub owners: Vec<(String, Option<Owned>)>,
    /// Timelines by id, oldest first.
    pub timelines: Vec<(String, Vec<Moment>)>,
    /// Images of the nodes, by id.
    #[serde(default)]
    pub images: Vec<(String, NodeImages)>,
}

/// How a check stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CheckState {
    /// Step id.
    pub id: String,
    /// Whether the cluster agrees.
    pub passed: bool,
    /// What is missing and why, or what was found: "2 of 3 replicas ready: worker-1 cannot pull nginx:1.99".
    pub message: String,
    /// Short form for the badge: `2 of 3`.
    pub badge: Option<String>,
}
