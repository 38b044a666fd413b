//! The cluster beside the text: the lens, its namespace for lessons, the images of its nodes, starting over.

pub(crate) mod images;
pub(crate) mod lens;
pub(crate) mod namespace;
mod practice_cluster;
