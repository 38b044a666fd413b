//! What open pages hear: topics, each worked out once for all who look at the same, and the one stream of each browser.

pub(crate) mod facts;
pub(crate) mod freshness;
pub(crate) mod lesson;
mod own;
mod published;
mod shared;
pub(crate) mod sources;
mod stream;
mod topic;

pub(crate) use facts::Facts;
pub(crate) use published::Publisher;
pub(crate) use stream::Streams;
pub use stream::{Heard, Resume};
pub(crate) use topic::Topics;
