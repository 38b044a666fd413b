//! The set-up page: the site and its runbook.

pub(crate) mod site;
