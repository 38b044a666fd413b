//! One lesson, and what the reader made of it.

use api::frame::{Lang, Work};
use api::learn::LessonPage;
use leptos::prelude::*;

/// The lesson as every reader gets it.
#[server(prefix = "/api/fn", endpoint = "lesson", output = crate::frame::codec::Json)]
pub async fn get_lesson(lang: Lang, id: String) -> Result<LessonPage, ServerFnError> {
    crate::frame::server::portal()?.lesson(lang, &id).map_err(crate::frame::server::refused)
}

/// Remembers that the reader is there, and in which language; returns what they made of it before.
#[server(prefix = "/api/fn", endpoint = "open-lesson", output = crate::frame::codec::Json)]
pub async fn open_lesson(lang: Lang, id: String) -> Result<Work, ServerFnError> {
    let (portal, actor) = crate::frame::server::asked()?;
    portal.open_lesson(&actor, lang, &id).await.map_err(crate::frame::server::refused)
}
