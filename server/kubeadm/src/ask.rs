//! Asking the cluster, with kubeadm's words for one that does not answer.
//!
//! Layer: I/O through kubectl's API. Upstream: `client-go/rest/request.go`.

use kubectl::toolkit::{Context, Failure as Cause, Request};
use serde_json::Value;

use crate::failure::{Failure, Outcome};

/// Sends a request; a server that cannot be reached is named as Go's client does: verb, URL, why.
pub(crate) async fn ask(cx: &Context, verb: &str, target: &str, request: Request) -> Outcome<Value> {
    match cx.json(request).await {
        Ok(value) => Ok(value),
        Err(Cause::Connection { why, .. }) => {
            let server =
                cx.connection().await.map(|connection| connection.server.clone()).unwrap_or_default();
            let server = server.trim_end_matches('/').to_owned();
            // kubeadm gives up after ten seconds, which Go's client says in the query.
            let limit = if target.contains('?') { "" } else { "?timeout=10s" };
            Err(Failure::Kubeadm(format!("{verb} \"{server}{target}{limit}\": {why}")))
        }
        Err(other) => Err(other.into()),
    }
}
