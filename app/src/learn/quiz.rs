//! A question whose every answer is explained. Answers open by themselves, also without scripts.

use api::learn::{Answer, Quiz};
use leptos::prelude::*;

use crate::frame::framed::message;
use crate::frame::reader::Reader;
use crate::learn::data::answer_quiz;

/// One question.
#[component]
pub(crate) fn QuizView(quiz: Quiz, lesson: StoredValue<String>) -> impl IntoView {
    let reader = Reader::of_page();
    let id = StoredValue::new(quiz.id);
    let done = Memo::new(move |_| lesson.with_value(|l| id.with_value(|i| reader.is_done(l, i))));
    let refused = RwSignal::new(None::<String>);
    let send = Action::new(move |answer: &usize| {
        let answer = *answer;
        let cluster = untrack(|| reader.cluster());
        async move {
            match answer_quiz(cluster, lesson.get_value(), id.get_value(), answer).await {
                Ok(true) => {
                    refused.set(None);
                    lesson.with_value(|l| id.with_value(|i| reader.mark_done(l, i)));
                }
                Ok(false) => refused.set(None),
                Err(error) => refused.set(Some(message(&error))),
            }
        }
    });
    let answers = quiz.answers.into_iter().enumerate().map(move |(number, answer)| {
        view! { <AnswerView answer chosen=move || { send.dispatch(number); } /> }
    });
    view! {
        <section class="panel quiz" id=format!("step-{}", id.get_value()) data-done=move || done.get().to_string()>
            <div class="question">
                <div inner_html=quiz.question></div>
                <Show when=move || done.get()><span class="badge ok">{reader.say(|w| w.answered)}</span></Show>
            </div>
            {answers.collect_view()}
            {move || refused.get().map(|why| view! { <p class="bad" role="alert">{why}</p> })}
        </section>
    }
}

/// One answer: opens to its explanation.
#[component]
fn AnswerView(answer: Answer, chosen: impl Fn() + 'static) -> impl IntoView {
    let reader = Reader::of_page();
    let right = answer.right;
    let verdict = move || if right { reader.words().right } else { reader.words().wrong };
    view! {
        <details class="answer" class:right=right>
            <summary on:click=move |_| chosen()><span inner_html=answer.text></span></summary>
            <div class="why"><b>{verdict}</b> " " <span inner_html=answer.why></span></div>
        </details>
    }
}
