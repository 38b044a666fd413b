//! `config`: looks at the kubeconfig, and chooses in it.
//!
//! Layer: commands. Upstream: `kubectl/pkg/cmd/config`.

pub(super) mod current_context;
pub(super) mod get_contexts;
pub(super) mod set_context;
pub(super) mod use_context;
pub(super) mod view;

use serde_json::Value;

use crate::context::Context;
use crate::failure::{Failure, Outcome};
use crate::text::str_at;

/// Why a page changes no kubeconfig.
const CHANGES: &str = "it changes a file of the server; choose the cluster and its namespace in the page";

/// The merged kubeconfig as JSON.
fn load(cx: &Context) -> Outcome<Value> {
    let config = cx.session.clusters.kubeconfig(cx.connection_flags()).map_err(Failure::Message)?;
    serde_json::to_value(config).map_err(|error| Failure::Message(error.to_string()))
}

/// The name of the context that counts: the flag's, or the kubeconfig's own.
fn current(cx: &Context, config: &Value) -> String {
    match cx.connection_flags().context.as_str() {
        "" => str_at(config, &["current-context"]).to_owned(),
        given => given.to_owned(),
    }
}
