//! `GET /api/live`: what an open page hears, as server-sent events.

use api::frame::Lang;
use api::live::LiveEvent;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use futures_util::stream::{self, Stream, StreamExt};
use portal::Actor;
use serde::Deserialize;
use tokio_stream::wrappers::ReceiverStream;

use super::error::HttpError;
use super::{Server, assets, limits};

/// What a page wants to hear of.
#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    cluster: String,
    #[serde(default)]
    lesson: String,
    lang: Lang,
}

/// Follows a cluster for a page. When the server stops, the page is told.
pub(crate) async fn live(
    State(server): State<Server>,
    Extension(actor): Extension<Actor>,
    Query(wanted): Query<Wanted>,
) -> Result<Sse<impl Stream<Item = Result<Event, axum::Error>>>, HttpError> {
    let permit = limits::take(&server.limits.streams)?;
    let lesson = Some(wanted.lesson.as_str()).filter(|id| !id.is_empty());
    let events = server.portal.follow(&actor, &wanted.cluster, lesson, wanted.lang).await?;
    let hello = stream::iter([LiveEvent::Hello { build: assets::build() }]);
    let bye = stream::iter([LiveEvent::Bye]);
    let events = ReceiverStream::new(events).take_until(server.stop.cancelled_owned());
    let events = hello.chain(events).chain(bye);
    let events = events.map(move |event| {
        let _place = &permit;
        Event::default().json_data(event)
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::default()))
}
