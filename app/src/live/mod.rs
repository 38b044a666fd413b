//! Keeps pages in touch with the server.

mod connection;
pub(crate) mod listen;
