//! `auth`: who one is, and what one may do.
//!
//! Layer: commands. Upstream: `kubectl/pkg/cmd/auth`.

pub(super) mod can_i;
mod rules;
pub(super) mod whoami;
