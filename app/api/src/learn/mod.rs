//! The course: lessons with everything alive in them, reviews, what a search finds.

mod figure;
mod lesson;
mod review;
mod search;

pub use figure::*;
pub use lesson::*;
pub use review::*;
pub use search::*;
