//! Harnesses for the tests that need more than one crate: a real Kubernetes cluster, commands run beside each other, the course
//! beside the notes that set its scope.
//!
//! Layer: tests only; nothing that ships depends on it.

pub mod ages;
pub mod coverage;
pub mod kubeadm_init;
pub mod outputs;
pub mod real_cluster;
