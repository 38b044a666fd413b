//! Spaced review.

use api::frame::Lang;
use api::learn::{Remembered, Review};
use leptos::prelude::*;

/// What is due, the longest overdue first.
#[server(prefix = "/api/fn", endpoint = "reviews", output = crate::frame::codec::Json)]
pub async fn get_reviews(lang: Lang) -> Result<Vec<Review>, ServerFnError> {
    let (portal, actor) = crate::frame::server::asked()?;
    portal.reviews(&actor, lang).await.map_err(crate::frame::server::refused)
}

/// Says how well something was remembered.
#[server(prefix = "/api/fn", endpoint = "remember", output = crate::frame::codec::Json)]
pub async fn remember(lesson: String, step: String, how: Remembered) -> Result<(), ServerFnError> {
    let (portal, actor) = crate::frame::server::asked()?;
    portal.remember(&actor, &lesson, &step, how).await.map_err(crate::frame::server::refused)
}
