//! The cluster beside the text, and which one it is.

pub(crate) mod data;
pub(crate) mod lens;
pub(crate) mod switcher;
