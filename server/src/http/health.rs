//! `/healthz` and `/readyz`, for whoever watches the process.

use axum::extract::State;

use super::Server;
use super::error::HttpError;

/// The process lives.
pub(crate) async fn alive() -> &'static str {
    "ok"
}

/// The process can serve: its database answers.
pub(crate) async fn ready(State(server): State<Server>) -> Result<&'static str, HttpError> {
    server.portal.ready().await?;
    Ok("ok")
}
