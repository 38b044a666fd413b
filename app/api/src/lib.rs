//! The types that cross between browser and server, and nothing else: serde only, so that both halves build them.
//!
//! Layer: below everything. `course` produces [`lesson`], `cluster` and `portal` produce [`live`], `portal` produces
//! [`run`] and [`progress`]; `app` shows them all.

pub mod figure;
pub mod lesson;
pub mod live;
pub mod progress;
pub mod review;
pub mod run;
pub mod search;
pub mod setup;
pub mod texts;
