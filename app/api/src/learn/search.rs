//! What the palette finds: places in the notes, terms, commands, objects of the cluster in use.

use serde::{Deserialize, Serialize};

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// What it is.
    pub kind: HitKind,
    /// Shown in bold: a title, a command, an object's name.
    pub title: String,
    /// Where it stands: a lesson's title, a namespace.
    pub place: String,
    /// The text around what was found; empty where there is none.
    pub text: String,
    /// What choosing it does: an address to go to, or, for an object, the command that describes it.
    pub target: String,
}

/// What kind of thing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HitKind {
    /// A page of the portal.
    Page,
    /// A lesson.
    Lesson,
    /// A section of a lesson.
    Section,
    /// A command in a lesson.
    Command,
    /// A term of the glossary.
    Term,
    /// An object of the cluster.
    Object,
}
