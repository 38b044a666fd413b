//! Connections to clusters, and one shared watch for each cluster and kind.
//!
//! Layer: between kube's client and `portal`. [`registry`] knows which clusters there are and connects when first
//! needed; [`watch`] shares watches.

pub mod object;
mod practice_client;
pub mod registry;
pub mod watch;

pub use registry::{Cluster, ClusterError, Registry};
