//! What open pages hear.

pub(crate) mod page;
