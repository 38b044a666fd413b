//! Clients of HTTP/1.0 that ask to keep the connection (`ab -k`, old health checks).

use axum::body::HttpBody;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::Version;

/// Ends the connection after an answer whose length nobody knows: HTTP/1.0 has no chunks, so its end is the connection's. hyper keeps
/// it open for a client that asks for that, unless the answer itself is of HTTP/1.0.
pub(crate) async fn ends_are_seen(request: Request, next: Next) -> Response {
    let old = request.version() == Version::HTTP_10;
    let mut response = next.run(request).await;
    if old && response.body().size_hint().exact().is_none() {
        *response.version_mut() = Version::HTTP_10;
    }
    response
}
