//! `POST /api/run`: a command's events, one JSON object a line, as they happen.

use api::command::{RunEvent, RunRequest};
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use axum::{Extension, Json};
use futures_util::StreamExt;
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use portal::Actor;
use tokio_stream::wrappers::ReceiverStream;

use super::error::HttpError;
use super::{Server, limits};

/// Runs a command line. Closing the connection ends it as Ctrl-C would.
pub(crate) async fn run(
    State(server): State<Server>,
    Extension(actor): Extension<Actor>,
    Json(request): Json<RunRequest>,
) -> Result<Response, HttpError> {
    let permit = limits::take(&server.limits.runs)?;
    let events = ReceiverStream::new(server.portal.run_command(&actor, request));
    let lines = events.take_until(server.stop.cancelled_owned()).map(move |event| {
        let _place = &permit;
        line(&event)
    });
    let mut response = Response::new(Body::from_stream(lines));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-ndjson"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

fn line(event: &RunEvent) -> Result<Vec<u8>, serde_json::Error> {
    let mut line = serde_json::to_vec(event)?;
    line.push(b'\n');
    Ok(line)
}
