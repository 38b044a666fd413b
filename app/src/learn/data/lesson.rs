//! One lesson with what the reader made of it.

use api::frame::Lang;
use api::learn::LessonPage;
use leptos::prelude::*;

/// The lesson; opening it remembers the place and the language.
#[server(prefix = "/api/fn", endpoint = "lesson", output = crate::frame::codec::Json)]
pub async fn get_lesson(lang: Lang, id: String) -> Result<LessonPage, ServerFnError> {
    let (portal, actor) = crate::frame::server::asked()?;
    portal.lesson(&actor, lang, &id).await.map_err(crate::frame::server::refused)
}
