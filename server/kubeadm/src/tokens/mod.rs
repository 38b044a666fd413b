//! `token`: bootstrap tokens, each a Secret in kube-system.
//!
//! Layer: commands. Upstream: `app/cmd/token.go`.

pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod generate;
mod join_command;
pub(crate) mod list;

/// Where tokens are kept.
const SECRETS: &str = "/api/v1/namespaces/kube-system/secrets";
