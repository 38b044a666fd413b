//! The line that joins a machine with a token.
//!
//! Layer: part of `token create`. Upstream: `app/cmd/util/join.go`.

use kubectl::toolkit::Context;

use crate::failure::Outcome;
use crate::info::ClusterInfo;
use crate::token::Token;

/// The line that a new machine is given. Address and CA are those that the cluster publishes: what a machine that is not
/// this one will find.
pub(super) async fn join_command(cx: &Context, token: &Token, key: &str) -> Outcome<String> {
    let info = ClusterInfo::fetch(cx).await?;
    let mut line = format!("kubeadm join {} --token {} ", info.endpoint, token.text());
    for pin in info.pins()? {
        line += &format!("--discovery-token-ca-cert-hash sha256:{pin} ");
    }
    if !key.is_empty() {
        line += &format!("--control-plane --certificate-key {key}");
    }
    Ok(line + "\n")
}
