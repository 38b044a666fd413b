//! Connections to clusters, and one shared watch for each cluster and kind.
//!
//! Layer: between kube's client and `portal`. [`registry`] knows which clusters there are and connects when first
//! needed; [`watch`] shares watches; [`served`] knows what each serves.

mod practice_client;
pub mod registry;
mod served;
pub mod watch;

pub use registry::{Cluster, ClusterError, Registry};
