//! Answering a quiz.

use leptos::prelude::*;

/// Takes an answer; `true` when it is right, and then the step is on disk as done.
#[server(prefix = "/api/fn", endpoint = "answer", output = crate::frame::codec::Json)]
pub async fn answer_quiz(
    cluster: String,
    lesson: String,
    quiz: String,
    answer: usize,
) -> Result<bool, ServerFnError> {
    let (portal, actor) = crate::frame::server::asked()?;
    portal.answer(&actor, &cluster, &lesson, &quiz, answer).await.map_err(crate::frame::server::refused)
}
