//! Full-text search over the notes, as one types: lessons, commands and the glossary, in English and Chinese.
//!
//! Layer: a library without I/O, with an index in memory for each language: how text becomes tokens ([`tokens`]), and how
//! what was typed is found: every word has to be there, the last one may be unfinished, and a typo is forgiven.

mod index;
pub mod tokens;

pub use index::Index;

/// What kind of place a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The head of a lesson.
    Lesson,
    /// A section of a lesson.
    Section,
    /// A command of a lesson.
    Command,
    /// A term of the glossary.
    Term,
}

/// A piece of text that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub kind: Kind,
    /// The address that it is found at, `/learn/pods#why`.
    pub path: String,
    /// What is shown in bold: a title, a heading, a command, a term.
    pub title: String,
    /// Where it stands: the lesson's title; empty for a lesson itself.
    pub place: String,
    /// The text that is searched besides the title.
    pub text: String,
}

/// A passage that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The passage, its text cut to what is around the words that were found.
    pub passage: Passage,
    /// How well it fits; only good for comparing.
    pub score: f32,
}
