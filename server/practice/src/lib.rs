//! The practice cluster: a Kubernetes API, its controllers, scheduler and kubelets, served in process.
//!
//! Layer: a library that knows nothing of the portal nor of kubectl; any client meets it over HTTP.
//!
//! What it shares with clients is what Kubernetes itself links into both sides: `apimachinery` (paths, quantities, selectors,
//! the words about names, ages), and `strategic-merge`. Their expected values are upstream's, and each of our two sides is tested
//! against the real program of the other (`tests/conformance`: the real kubectl on this cluster; `tests/differential`: our kubectl
//! on a real one), so that a mistake in them cannot hide. All that the two tell each other it writes by itself, lest one mistake be made
//! twice and fit: its kinds, discovery documents and OpenAPI ([`kinds`], [`http`], [`schema`]), Tables and their cells, URLs, `Status`
//! and its words, validation, defaults, and server-side apply.

mod accounts;
mod admission;
mod bootstrap;
mod clock;
mod controllers;
mod http;
mod images;
mod json;
mod kinds;
mod kubelet;
mod network;
mod open;
mod registry;
mod schema;
mod shell;
mod status;
mod store;
pub mod tls;
mod world;

use std::path::PathBuf;

pub use http::faults::{Fault, Faults};
pub use open::{OpenError, Practice};

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

impl Default for Options {
    fn default() -> Options {
        Options { data_dir: None, workers: 2, pods_per_node: 110, speed: Speed::Factor(1.0) }
    }
}

/// How fast things happen: pulls, starts, back-offs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Speed {
    /// Believable times divided by this factor; 1 is real.
    Factor(f64),
    /// As fast as the machine can.
    Max,
}
