//! `set`: single fields of objects.
//!
//! Layer: commands. Upstream: `kubectl/pkg/cmd/set`.

pub(super) mod image;
