//! The types that cross between browser and server, and nothing else: serde only, so that both halves build them.
//!
//! Layer: below everything. The rooms have the names that those of `portal` and `app` have: what `portal::learn` answers is
//! in [`learn`], and the components of `app::learn` show it.

pub mod cluster;
pub mod command;
pub mod frame;
pub mod learn;
pub mod live;
pub mod setup;
