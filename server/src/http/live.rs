//! `GET /api/live`: the one stream of a browser, as server-sent events; `POST /api/live/{stream}`: what it wants to hear of.

use api::live::{Hello, Wanted};
use axum::extract::{Path, State};
use axum::response::Sse;
use axum::response::sse::Event;
use axum::{Extension, Json};
use futures_util::stream::{self, Stream, StreamExt};
use http::{HeaderMap, StatusCode};
use portal::{Actor, Heard, Resume};
use tokio_stream::wrappers::ReceiverStream;

use super::error::HttpError;
use super::{Server, assets, limits};

/// Opens the stream, or goes on with one that broke: the browser says what it heard last. When the server stops, it is told.
pub(crate) async fn live(
    State(server): State<Server>,
    Extension(actor): Extension<Actor>,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, axum::Error>>>, HttpError> {
    let permit = limits::take(&server.limits.streams)?;
    let resume = headers.get("last-event-id").and_then(|id| resume(id.to_str().ok()?));
    let (name, heard) = server.portal.open_stream(&actor, resume.as_ref());
    let hello =
        Event::default().event("hello").json_data(Hello { build: assets::build(), stream: name.clone() });
    let bye = Event::default().event("bye").data("{}");
    let events = ReceiverStream::new(heard).map(move |heard| Ok(event(&name, &heard)));
    let events = events.take_until(server.stop.cancelled_owned());
    let events = stream::iter([hello]).chain(events).chain(stream::iter([Ok(bye)]));
    Ok(Sse::new(events.inspect(move |_| {
        // A place is taken for as long as the stream is.
        let _place = &permit;
    })))
}

/// Takes what a browser wants to hear of from now on.
pub(crate) async fn want(
    State(server): State<Server>,
    Extension(actor): Extension<Actor>,
    Path(stream): Path<String>,
    Json(wanted): Json<Wanted>,
) -> Result<StatusCode, HttpError> {
    server.portal.want(&actor, &stream, wanted.topics)?;
    Ok(StatusCode::NO_CONTENT)
}

fn event(stream: &str, heard: &Heard) -> Event {
    let event = Event::default().event(heard.event).data(&heard.data);
    match heard.number {
        0 => event,
        number => event.id(format!("{stream}.{number}")),
    }
}

fn resume(id: &str) -> Option<Resume> {
    let (stream, number) = id.rsplit_once('.')?;
    Some(Resume { stream: stream.to_owned(), number: number.parse().ok()? })
}
