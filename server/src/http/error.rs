//! The one error at the edge: a message for the person, one for the log, kept apart.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use portal::PortalError;

/// What a handler refuses with.
#[derive(Debug)]
pub(crate) struct HttpError {
    status: StatusCode,
    message: String,
    log: Option<String>,
}

impl HttpError {
    /// 401: this browser has no session.
    pub(crate) fn no_session() -> HttpError {
        let message = "this browser has no session: open the page in it first".to_owned();
        HttpError { status: StatusCode::UNAUTHORIZED, message, log: None }
    }

    /// 403, with the reason.
    pub(crate) fn forbidden(message: impl Into<String>) -> HttpError {
        HttpError { status: StatusCode::FORBIDDEN, message: message.into(), log: None }
    }

    /// 429: as much is open as this server takes.
    pub(crate) fn too_many() -> HttpError {
        let message = "too much is open at once: close a page, a shell or a running command".to_owned();
        HttpError { status: StatusCode::TOO_MANY_REQUESTS, message, log: None }
    }

    /// 503: a page could not be made.
    pub(crate) fn page(cause: std::io::Error) -> HttpError {
        let message = "the page could not be made: load it again".to_owned();
        HttpError { status: StatusCode::SERVICE_UNAVAILABLE, message, log: Some(cause.to_string()) }
    }

    /// 500: a handler panicked.
    pub(crate) fn mistake() -> HttpError {
        let message = "a mistake in Wheelhouse: its log says where".to_owned();
        HttpError {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            message,
            log: Some("its handler panicked".to_owned()),
        }
    }

    /// 404.
    pub(crate) fn not_found() -> HttpError {
        HttpError { status: StatusCode::NOT_FOUND, message: "there is nothing here".to_owned(), log: None }
    }
}

/// The HTTP status of a use case's refusal.
pub(crate) fn status(error: &PortalError) -> StatusCode {
    match error {
        PortalError::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
        PortalError::Cluster(_) => StatusCode::BAD_GATEWAY,
        PortalError::Forbidden(_) => StatusCode::FORBIDDEN,
        PortalError::NoLesson(_) | PortalError::NoSuch(_) => StatusCode::NOT_FOUND,
        PortalError::Bad(_) | PortalError::NoPractice => StatusCode::BAD_REQUEST,
    }
}

impl From<PortalError> for HttpError {
    fn from(error: PortalError) -> HttpError {
        let status = status(&error);
        let log = status.is_server_error().then(|| format!("{error:?}"));
        HttpError { status, message: error.to_string(), log }
    }
}

/// What the log should hear of a response; travels in its extensions.
#[derive(Clone)]
struct Cause(String);

impl IntoResponse for HttpError {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.message).into_response();
        if let Some(log) = self.log {
            response.extensions_mut().insert(Cause(log));
        }
        response
    }
}

/// The one place that logs errors.
pub(crate) async fn log(request: Request, next: Next) -> Response {
    let line = format!("{} {}", request.method(), request.uri().path());
    let response = next.run(request).await;
    if let Some(Cause(cause)) = response.extensions().get() {
        tracing::error!(%line, %cause, "a request failed");
    }
    response
}
