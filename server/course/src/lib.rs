//! Turns `content/` into lessons: `api::lesson::Lesson` in English and Chinese, matched panel for panel.
//!
//! Layer: a library without I/O but its [`Source`]; it knows Markdown and the lesson format, and nothing of clusters.
//!
//! The hierarchy, and where each level is read:
//!
//! ```text
//! course    content/course.yaml        parts in order, blanks that lessons share      plan.rs
//!   part      `parts:`                 id, titles, lesson ids
//!     lesson    content/en/ID.md         front matter between `---` lines               front.rs
//!                                        Markdown below it, one typed tree             tree.rs
//!       block     a fence with an id       panel, manifest, check, quiz, picture, ...   blocks/
//!                 anything else            prose, rendered to HTML                      passes/
//! shelf     glossary.yaml, terms.yaml  what lessons look up, and pictures/                shelf.rs
//! causes    causes.yaml              what usually causes an error message              causes.rs
//! set-up    setup/                     what a runbook is made from: the crate `runbook`   setup.rs
//! ```
//!
//! One file becomes a lesson in named steps (`draft.rs` runs them): front matter, Markdown to [tree](tree), the live
//! fences to [blocks](blocks), prose through [passes](passes) (links, highlighting, HTML). Then every rule over whole
//! lessons and over both languages runs ([rules]); a course with a problem is not loaded.

mod blocks;
mod causes;
mod course;
mod draft;
mod fence;
mod front;
mod glossary;
mod passes;
mod plan;
mod problem;
mod rules;
mod setup;
mod shelf;
mod source;
mod tree;
mod words;

pub use causes::Cause;
pub use course::{Course, LineCheck, lint, panels};
pub use draft::Section;
pub use problem::Problem;
pub use source::{Dir, Embedded, Source};
pub use words::{Unsplit, split};
