//! Connections to clusters, one shared watch for each cluster and kind, and what is worked out from those watches: the
//! lens, the checks, the values of blanks.
//!
//! Layer: between kube's client and `portal`. [`registry`] knows which clusters there are and connects when first
//! needed; [`watch`] shares watches; [`lens`], [`check`], [`owners`], [`timeline`] and [`pick`] are pure functions over their objects.

pub mod check;
pub mod lens;
pub mod object;
pub mod owners;
pub mod pick;
mod practice_client;
pub mod registry;
pub mod timeline;
pub mod watch;

pub use registry::{Cluster, ClusterError, Registry};
