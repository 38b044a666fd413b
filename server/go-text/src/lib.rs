//! Text as Go's standard library writes and reads it: what every program of Kubernetes' family has in common.
//!
//! Layer: a library without I/O, at the bottom; `kubectl`, `kubeadm` and `practice` say the same words with it. Expected
//! values are Go's own: `tests/real-cluster/kubernetes/vectors` writes `upstream.jsonl`.

pub mod base64;
mod duration;
mod number;
mod quote;
mod tabwriter;
#[cfg(test)]
mod tests;
pub mod value;

pub use duration::parse_duration;
pub use number::{parse_bool, parse_int, parse_uint};
pub use quote::quote;
pub use tabwriter::TabWriter;
