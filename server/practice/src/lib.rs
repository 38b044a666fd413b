//! The practice cluster: a Kubernetes API, its controllers, scheduler and kubelets, served in process.
//!
//! Layer: a library that knows nothing of the portal nor of kubectl; any client meets it over HTTP.

use std::path::PathBuf;

/// How a practice cluster is set up.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where its state is kept; `None` keeps it in memory (tests).
    pub data_dir: Option<PathBuf>,
    /// Worker nodes besides the one control-plane node.
    pub workers: u32,
    /// How many pods a node takes.
    pub pods_per_node: u32,
    /// How fast simulated time runs.
    pub speed: Speed,
}

/// How fast things happen: pulls, starts, back-offs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Speed {
    /// Believable times divided by this factor; 1 is real.
    Factor(f64),
    /// As fast as the machine can.
    Max,
}
