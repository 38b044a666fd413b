//! Spaced review: questions and checks that come back.

use serde::{Deserialize, Serialize};

use crate::learn::Quiz;

/// Something to review.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// Lesson id.
    pub lesson: String,
    /// The lesson's title.
    pub title: String,
    /// Step id.
    pub step: String,
    /// What is asked.
    pub asks: Asks,
}

/// What a review asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asks {
    /// A question of the lesson, to be answered again.
    Quiz(Quiz),
    /// A check of the lesson, HTML of one line: could its reader bring that about again without looking?
    Check(String),
}

/// How well it was remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remembered {
    /// Yes.
    Yes,
    /// With effort.
    Hardly,
    /// No.
    No,
}
