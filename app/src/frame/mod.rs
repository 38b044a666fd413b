//! What surrounds every page: the document and its routes, the bar, the reader, words, and the pages that belong to no room.

mod about;
pub(crate) mod around;
pub(crate) mod codec;
pub(crate) mod data;
pub(crate) mod document;
pub(crate) mod not_found;
pub mod pages;
mod palette;
pub mod reader;
mod route;
#[cfg(feature = "ssr")]
pub mod server;
mod top;
pub mod words;
