//! `/`: to the course map, in the language that was chosen or that the browser prefers.

use api::frame::Lang;
use axum::Extension;
use axum::extract::State;
use axum::response::Redirect;
use http::HeaderMap;
use http::header::ACCEPT_LANGUAGE;
use portal::Actor;

use super::Server;
use super::error::HttpError;

/// To the map.
pub(crate) async fn redirect(
    State(server): State<Server>,
    Extension(actor): Extension<Actor>,
    headers: HeaderMap,
) -> Result<Redirect, HttpError> {
    let chosen = server.portal.frame(&actor).await?.progress.lang;
    let preferred = || match headers.get(ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()) {
        Some(languages) if languages.trim_start().starts_with("zh") => Lang::Zh,
        _ => Lang::En,
    };
    Ok(Redirect::temporary(match chosen.unwrap_or_else(preferred) {
        Lang::En => "/learn",
        Lang::Zh => "/zh/learn",
    }))
}

/// To the Chinese map.
pub(crate) async fn redirect_zh() -> Redirect {
    Redirect::permanent("/zh/learn")
}
