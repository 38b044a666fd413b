//! Facts of the Kubernetes API that clients and servers have in common: paths into objects, selectors, quantities, what a server
//! serves and how it is called, Tables, ages, names.
//!
//! Layer: a library without I/O, below everything that speaks the API; it fetches nothing. Named after `k8s.io/apimachinery`,
//! which every program of Kubernetes is linked with. Expected values are its own answers:
//! `tests/real-cluster/kubernetes/vectors` writes `upstream.jsonl`.

pub mod discovery;
pub mod duration;
pub mod escape;
pub mod names;
pub mod path;
pub mod quantity;
pub mod selector;
pub mod table;
#[cfg(test)]
mod tests;
