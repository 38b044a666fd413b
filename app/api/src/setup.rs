//! Set-up: the machines of a cluster that somebody is going to build, and the runbook that fits them.

use serde::{Deserialize, Serialize};

use crate::learn::{Check, Failure};

/// What somebody said about the cluster to build. Every choice is the id of an [`Offer`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Site {
    /// Its name, for the file and the address.
    pub name: String,
    /// The machines, control-plane nodes first.
    pub machines: Vec<Machine>,
    /// Kubernetes' minor version: `1.36`.
    pub kubernetes: String,
    /// Container runtime.
    pub runtime: String,
    /// Pod network.
    pub network: String,
    /// Where packages and images come from.
    pub mirror: String,
    /// Name or address (without a port) that reaches all control-plane nodes; empty: the first one's address.
    pub endpoint: String,
    /// What makes the endpoint of several control-plane nodes; empty: it is there already.
    pub balancer: String,
    /// Addresses of pods, in CIDR form.
    pub pod_cidr: String,
    /// Addresses of Services, in CIDR form.
    pub service_cidr: String,
}

/// One machine.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Machine {
    /// Host name.
    pub name: String,
    /// IPv4 address.
    pub address: String,
    /// Whether the control plane runs there.
    pub control_plane: bool,
    /// Operating system.
    pub system: String,
    /// Processor: `amd64` or `arm64`.
    pub arch: String,
}

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// Id, as a [`Site`] has it.
    pub id: String,
    /// What is shown.
    pub label: String,
    /// What one should know before choosing it.
    pub note: String,
    /// Where that can be looked up.
    pub source: String,
    /// The day on which it was looked up, `2026-11-25`; `None`: nobody looked it up yet.
    pub checked: Option<String>,
}

/// Everything that can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Offers {
    /// Operating systems.
    pub systems: Vec<Offer>,
    /// Kubernetes' minor versions.
    pub versions: Vec<Offer>,
    /// Container runtimes.
    pub runtimes: Vec<Offer>,
    /// Pod networks.
    pub networks: Vec<Offer>,
    /// Where packages and images come from.
    pub mirrors: Vec<Offer>,
    /// What makes the endpoint of several control-plane nodes.
    pub balancers: Vec<Offer>,
}

/// The runbook of a [`Site`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Runbook {
    /// What has to be mended in the [`Site`] first; with any there are no steps.
    pub problems: Vec<Problem>,
    /// The steps, in order.
    pub steps: Vec<Step>,
}

/// Something of a [`Site`] that has to be mended.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// Where: the name of a field of [`Site`], `machines`, or `machines/0/address`.
    pub field: String,
    /// What is wrong, in words for the reader.
    pub text: String,
}

/// One step on one machine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Id, unique in the runbook: `MACHINE-STEP`; what is ticked.
    pub id: String,
    /// Name of the machine.
    pub machine: String,
    /// What it does.
    pub title: String,
    /// Why: plain text.
    pub why: String,
    /// The commands, as root, every blank filled.
    pub commands: String,
    /// What they print when it goes well; empty where that tells nothing.
    pub prints: String,
    /// What they print when it goes wrong, and what to do.
    pub fails: Vec<Failure>,
    /// How it is undone; empty where there is nothing to undo.
    pub undo: String,
    /// A command that shows whether it is done, and what it prints then.
    pub verify: Option<(String, String)>,
    /// What the cluster itself shows when it is done.
    pub check: Option<Check>,
    /// Whether it is for the weeks after the set-up, and no part of the script.
    pub later: bool,
}

/// A runbook for its reader.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SetUp {
    /// What was said about the cluster.
    pub site: Site,
    /// What can be chosen.
    pub offers: Offers,
    /// The runbook.
    pub runbook: Runbook,
    /// Ids of the steps that are done.
    pub done: Vec<String>,
}
