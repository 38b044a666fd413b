//! `GET /api/setup/...`: what the set-up page hands out as files.

use api::frame::Lang;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use portal::Actor;
use serde::Deserialize;

use super::Server;
use super::error::HttpError;

/// The language of the words in a script.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    lang: Lang,
}

/// The script of one machine.
pub(crate) async fn script(
    State(server): State<Server>,
    Extension(actor): Extension<Actor>,
    Path(machine): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, HttpError> {
    let script = server.portal.script(&actor, &machine, wanted.lang).await?;
    // A machine that has a script has a plain host name.
    Ok(file(&format!("{machine}.sh"), "text/x-shellscript; charset=utf-8", script))
}

/// The machines and choices, to be loaded again elsewhere.
pub(crate) async fn site(
    State(server): State<Server>,
    Extension(actor): Extension<Actor>,
) -> Result<Response, HttpError> {
    Ok(file("set-up.yaml", "application/yaml", server.portal.site_file(&actor).await?))
}

fn file(name: &str, kind: &'static str, text: String) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [
        (CONTENT_TYPE, kind),
        (CONTENT_DISPOSITION, disposition.as_str()),
        (CACHE_CONTROL, "no-store"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, text).into_response()
}
