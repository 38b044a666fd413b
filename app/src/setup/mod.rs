//! The set-up page: machines, choices, the runbook.

pub(crate) mod data;
mod desk;
mod files;
mod form;
mod machines;
pub(crate) mod page;
mod steps;
