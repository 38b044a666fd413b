//! Connections to clusters, and one shared watch for each cluster and kind.
//!
//! Layer: between kube's client and `portal`. [`registry`] knows which clusters there are and connects when first
//! needed; [`watch`] shares watches; [`served`] knows what each serves.

mod cluster;
mod id;
mod practice_client;
mod practice_clusters;
mod registry;
mod served;
pub mod watch;

pub use cluster::Cluster;
pub use id::{ClusterId, PracticeId};
pub use practice_clusters::PracticeClusters;
pub use registry::{ClusterError, Registry};
