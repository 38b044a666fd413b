//! Harnesses for the tests that need more than one crate: a real Kubernetes cluster, commands run beside each other.
//!
//! Layer: tests only; nothing that ships depends on it.

pub mod real_cluster;
