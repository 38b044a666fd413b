//! Loopback mode answers to loopback names only: a name that was rebound to 127.0.0.1 is same-origin to every other
//! check (DNS rebinding).

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::HOST;
use http::uri::Authority;

use super::error::HttpError;

/// 403 for every `Host` but localhost, 127.0.0.1 and [::1], with any port.
pub(crate) async fn only_loopback_names(request: Request, next: Next) -> Response {
    let from_header = || request.headers().get(HOST)?.to_str().ok()?.parse::<Authority>().ok();
    let authority = request.uri().authority().cloned().or_else(from_header);
    let known = authority.is_some_and(|a| ["localhost", "127.0.0.1", "[::1]"].contains(&a.host()));
    if known {
        next.run(request).await
    } else {
        HttpError::forbidden("this server answers to localhost, 127.0.0.1 and [::1] only").into_response()
    }
}
