//! The API: what a request is, what it changes, and the one way to send it.
//!
//! Layer: [`request`] and [`planned`] are pure; [`send`] and [`socket`] are the only I/O of this library.

mod planned;
mod request;
mod send;
mod socket;

/// One step in a URL's path.
pub(crate) use apimachinery::escape::segment;
pub use planned::Planned;
pub use request::Request;
pub(crate) use send::unreachable;
