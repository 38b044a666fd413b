//! The course: its notes, what a reader answers and reviews, checks and what a lesson shows of the cluster, search.

mod answers;
pub(crate) mod blanks;
pub(crate) mod check;
pub(crate) mod drawn;
mod hints;
mod lessons;
pub(crate) mod notes;
mod owners;
pub(crate) mod pick;
mod review;
mod search;
mod timeline;
pub(crate) mod unwritten;
