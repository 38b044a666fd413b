//! `kubeadm` without a host: what older notes type on a control-plane machine, worked out from the cluster itself with
//! the words of kubeadm 1.36.3.
//!
//! Layer: a library beside `kubectl`, whose sessions, calls and flags it uses; knows the Kubernetes API and nothing of the
//! portal. It runs no program and reads no file.
//!
//! The forms that there are:
//!
//! - `kubeadm token list [-o text|json|yaml]`
//! - `kubeadm token create [TOKEN] [--ttl D] [--description S] [--usages U,...] [--groups G,...] [--print-join-command]
//!   [--certificate-key KEY]`; a token that never expires (`--ttl 0`) only when the reader insists: [`doubt`]
//! - `kubeadm token delete ID|TOKEN...`, `kubeadm token generate`
//! - `kubeadm config images list [--kubernetes-version V] [--image-repository R] [-o text|json|yaml]`
//! - `kubeadm version [-o short|json|yaml]`
//! - `kubeadm join HOST:PORT --token T --discovery-token-ca-cert-hash sha256:H [--node-name N]`, on a practice cluster,
//!   which gives the new node a simulated kubelet; elsewhere it says where it belongs
//! - the pipe of `openssl` that gives the hash of a cluster's CA, in the forms that notes have it ([`parse_line`])

mod ask;
mod ca;
mod classify;
mod command;
mod doubt;
mod failure;
mod flags;
mod images;
mod info;
mod join;
mod line;
mod output;
mod run;
mod secret;
mod spec;
mod token;
mod tokens;
mod version;

pub use classify::{classify, doubt, masked, plan};
pub use command::secrets;
pub use doubt::Doubt;
pub use images::{Needed, needed};
pub use line::{LineError, check_line, is_line, parse_line};
pub use run::run;

/// What only the caller knows about a line.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place {
    /// The cluster is for practice: a machine that joins it is simulated.
    pub practice: bool,
    /// The reader was asked about what [`doubt`] says, and wants it.
    pub insisted: bool,
}
