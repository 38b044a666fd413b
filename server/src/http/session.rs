//! Who asks. The first page sets the session; everything else needs one.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{COOKIE, SET_COOKIE};
use http::{HeaderMap, HeaderValue, Method};
use portal::Actor;

use super::Server;
use super::error::HttpError;

/// The cookie's name. Without TLS a `__Host-` prefix is not possible.
const COOKIE_NAME: &str = "wheelhouse";

/// For pages: finds the session or starts one (single-user mode).
pub(crate) async fn let_in(State(server): State<Server>, mut request: Request, next: Next) -> Response {
    let known = match actor(&server, request.headers()).await {
        Ok(known) => known,
        Err(error) => return error.into_response(),
    };
    if let Some(actor) = known {
        request.extensions_mut().insert(actor);
        return next.run(request).await;
    }
    if request.method() != Method::GET {
        return HttpError::no_session().into_response();
    }
    let (actor, token) = match server.portal.let_in().await {
        Ok(made) => made,
        Err(error) => return HttpError::from(error).into_response(),
    };
    request.extensions_mut().insert(actor);
    let mut response = next.run(request).await;
    let cookie = format!("{COOKIE_NAME}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000");
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, value);
    }
    response
}

/// For everything inside: 401 without a session.
pub(crate) async fn require(State(server): State<Server>, mut request: Request, next: Next) -> Response {
    match actor(&server, request.headers()).await {
        Ok(Some(actor)) => {
            request.extensions_mut().insert(actor);
            next.run(request).await
        }
        Ok(None) => HttpError::no_session().into_response(),
        Err(error) => error.into_response(),
    }
}

async fn actor(server: &Server, headers: &HeaderMap) -> Result<Option<Actor>, HttpError> {
    let Some(token) = token(headers) else { return Ok(None) };
    Ok(server.portal.actor_of(token).await?)
}

fn token(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, value)| *name == COOKIE_NAME && !value.is_empty())
        .map(|(_, value)| value)
}
