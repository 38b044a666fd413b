//! What pages hear while they are open: topics that a browser asks for over one stream, `GET /api/live`, each told whole first and then as
//! differences.
//!
//! The stream's events, by their name: `hello` ([`Hello`]), `set` (a topic as a whole), `merge` (what changed in it, RFC 7386: so what
//! has no value is left out), `beat` (nothing is new), `edited` (the notes are others now: load the page again), `bye` (the server stops).
//! `set` and `merge` are `{"topic": KEY, "state": …}`; [`Topic::key`] is the key.

use serde::{Deserialize, Serialize};

use crate::cluster::{NodeImages, Owned};
use crate::frame::Lang;
use crate::learn::Moment;

/// What a page can ask to hear of.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// The cluster beside the text: a [`Lens`](crate::cluster::Lens).
    Lens {
        /// The cluster.
        cluster: String,
        /// The namespace whose pods come first, and the only one where rights reach no further.
        namespace: String,
    },
    /// A lesson's checks, blanks and drawings: a [`LessonLive`].
    Lesson {
        /// The cluster.
        cluster: String,
        /// Lesson id, or `set-up` for the runbook.
        lesson: String,
        /// The language of what is said.
        lang: Lang,
    },
    /// What is kept of the reader: a [`Progress`](crate::frame::Progress).
    Own,
}

impl Topic {
    /// By what the stream calls it: its JSON.
    pub fn key(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// The first event of a stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hello {
    /// Differs whenever the browser half does.
    pub build: String,
    /// The stream's name: topics are asked for with it.
    pub stream: String,
}

/// The body of `POST /api/live/{stream}`: what the browser wants to hear of from now on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wanted {
    /// Keys of topics.
    pub topics: Vec<String>,
}

/// How a lesson stands on a cluster.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LessonLive {
    /// One for each check of the lesson, in order; those that passed are on disk already.
    pub checks: Vec<CheckState>,
    /// Ids of the steps that are done now.
    pub done: Vec<String>,
    /// Whether the state that the lesson starts from is there.
    pub ready: bool,
    /// Name and value of each blank that the cluster could fill.
    pub blanks: Vec<(String, String)>,
    /// What its text and drawings show.
    pub drawn: Drawn,
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub badge: Option<String>,
}
