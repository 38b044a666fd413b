//! Spaced review.

use api::lesson::Lang;
use api::review::{Remembered, Review};
use leptos::prelude::*;

/// What is due, the longest overdue first.
#[server(prefix = "/api/fn", endpoint = "reviews", output = super::codec::Json)]
pub async fn get_reviews(lang: Lang) -> Result<Vec<Review>, ServerFnError> {
    let (portal, actor) = super::asked()?;
    portal.reviews(&actor, lang).await.map_err(super::refused)
}

/// Says how well something was remembered.
#[server(prefix = "/api/fn", endpoint = "remember", output = super::codec::Json)]
pub async fn remember(lesson: String, step: String, how: Remembered) -> Result<(), ServerFnError> {
    let (portal, actor) = super::asked()?;
    portal.remember(&actor, &lesson, &step, how).await.map_err(super::refused)
}
