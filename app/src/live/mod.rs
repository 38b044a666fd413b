//! Keeps pages in touch with the server.

mod events;
pub(crate) mod listen;
