//! A command that was let through, with all that was found out about it.
//!
//! Layer: data that the steps of a use case hand on.

use std::sync::Arc;

use cluster::Cluster;
use kubectl::{Impact, Plan};
use store::Step;

use crate::command::program::Program;
use crate::command::record::Record;

/// How many events may wait for a slow page before the command waits too: few, since one may be what a connection
/// reads at once, some 400 KiB.
pub(super) const EVENTS: usize = 16;

/// A command that was let through and is ready to run.
pub(crate) struct Prepared {
    pub(crate) program: Program,
    pub(crate) impact: Impact,
    pub(crate) cluster: Arc<Cluster>,
    pub(crate) namespace: String,
    /// What it would change; of what only looks there is none.
    pub(crate) plan: Option<Plan>,
    /// The namespace that changes may not leave: nobody said yes to more.
    pub(super) fence: Option<String>,
    pub(super) record: Option<Record>,
    pub(super) step: Option<Step>,
}

impl Prepared {
    /// Whether something goes into the lessons' namespace, or may.
    pub(super) fn needs_its_namespace(&self) -> bool {
        let plan = self.plan.as_ref();
        plan.is_none_or(|plan| plan.unsure || plan.changes().any(|change| change.is_in(&self.namespace)))
    }
}
