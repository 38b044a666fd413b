//! One lesson with what the reader made of it.

use api::lesson::{Lang, LessonPage};
use leptos::prelude::*;

/// The lesson; opening it remembers the place and the language.
#[server(prefix = "/api/fn", endpoint = "lesson", output = super::codec::Json)]
pub async fn get_lesson(lang: Lang, id: String) -> Result<LessonPage, ServerFnError> {
    let (portal, actor) = super::asked()?;
    let page = portal.lesson(&actor, lang, &id).await;
    if matches!(page, Err(portal::PortalError::NoLesson(_)))
        && let Some(response) = use_context::<leptos_axum::ResponseOptions>()
    {
        response.set_status(http::StatusCode::NOT_FOUND);
    }
    page.map_err(super::refused)
}
