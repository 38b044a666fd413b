//! What another program of Kubernetes' family is made of: flags with pflag's words and all that they state, calls that are
//! recorded, plans, masked lines.
//!
//! Layer: a door to this library's own rooms, for `kubeadm`. Nothing here prints a command's answer.

pub use crate::api::Request;
pub use crate::context::Context;
pub use crate::failure::{Failure, Outcome};
pub use crate::flags::{
    Array, Flag, FlagError, Flags, Given, HIDDEN, Kept, Kind, Length, Page, Parsed, Parser, Positional, Row,
    Secret, Slice, Table, Value, Words, flag, short,
};
pub use crate::holds::places;
pub use crate::mask::line as masked_line;
pub use crate::plan::watch;
pub use crate::printers::json::to_json;
pub use crate::printers::yaml::to_yaml;
pub use crate::spec::{Spec, Where};
