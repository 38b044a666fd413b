//! What another program of Kubernetes' family is made of: flags with pflag's words, calls that are recorded.
//!
//! Layer: a door to this library's own rooms, for `kubeadm`. Nothing here prints a command's answer.

pub use crate::api::Request;
pub use crate::commands::distance;
pub use crate::context::Context;
pub use crate::failure::{Failure, Outcome};
pub use crate::flags::{Args, Flag, FlagError, Kind, Table, flag, parse_duration, short};
pub use crate::printers::json::to_json;
pub use crate::printers::yaml::to_yaml;
