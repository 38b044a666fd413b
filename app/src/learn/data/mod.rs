//! The server functions of the course.

mod answer;
mod glossary;
mod lesson;
mod manifest;
mod map;
mod review;

pub use answer::answer_quiz;
pub use glossary::get_glossary;
pub use lesson::{get_lesson, open_lesson};
pub use manifest::save_manifest;
pub use map::get_map;
pub use review::{get_reviews, remember};
