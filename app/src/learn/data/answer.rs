//! Answering a quiz.

use api::frame::Lang;
use api::learn::Verdict;
use leptos::prelude::*;

/// Takes an answer and says whether it is right, and why; when it is, the step is on disk as done.
#[server(prefix = "/api/fn", endpoint = "answer", output = crate::frame::codec::Json)]
pub async fn answer_quiz(
    lang: Lang,
    cluster: String,
    lesson: String,
    quiz: String,
    answer: usize,
) -> Result<Verdict, ServerFnError> {
    let (portal, actor) = crate::frame::server::asked()?;
    portal
        .answer(&actor, lang, &cluster, (&lesson, &quiz), answer)
        .await
        .map_err(crate::frame::server::refused)
}
