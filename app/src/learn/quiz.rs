//! A question whose every answer is explained, once it was given: what is right is not in the page before.

use api::learn::{Quiz, Verdict};
use leptos::prelude::*;

use crate::frame::reader::Reader;
use crate::learn::data::answer_quiz;
use crate::parts::message::message;

/// One question.
#[component]
pub(crate) fn QuizView(quiz: Quiz, lesson: StoredValue<String>) -> impl IntoView {
    let reader = Reader::of_page();
    let id = StoredValue::new(quiz.id);
    let done = Memo::new(move |_| lesson.with_value(|l| id.with_value(|i| reader.is_done(l, i))));
    let refused = RwSignal::new(None::<String>);
    // What is said of each answer; in an export it stands there already.
    let verdicts =
        RwSignal::new(quiz.answers.iter().map(|answer| answer.verdict.clone()).collect::<Vec<_>>());
    let send = Action::new(move |answer: &usize| {
        let answer = *answer;
        let (lang, cluster) = untrack(|| (reader.lang.get(), reader.cluster()));
        async move {
            match answer_quiz(lang, cluster, lesson.get_value(), id.get_value(), answer).await {
                Ok(verdict) => {
                    refused.set(None);
                    if verdict.right {
                        lesson.with_value(|l| id.with_value(|i| reader.mark_done(l, i)));
                    }
                    verdicts.update(|all| all[answer] = Some(verdict));
                }
                Err(error) => refused.set(Some(message(&error))),
            }
        }
    });
    let answers = quiz.answers.into_iter().enumerate().map(move |(number, answer)| {
        let verdict = Signal::derive(move || verdicts.with(|all| all[number].clone()));
        let chosen = move || {
            if verdict.with_untracked(Option::is_none) {
                send.dispatch(number);
            }
        };
        view! { <AnswerView text=answer.text verdict chosen /> }
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
fn AnswerView(text: String, verdict: Signal<Option<Verdict>>, chosen: impl Fn() + 'static) -> impl IntoView {
    let reader = Reader::of_page();
    let right = move || verdict.with(|v| v.as_ref().is_some_and(|v| v.right));
    let said = move || {
        verdict.get().map(|verdict| {
            let word = move || if verdict.right { reader.words().right } else { reader.words().wrong };
            view! { <b>{word}</b> " " <span inner_html=verdict.why></span> }
        })
    };
    view! {
        <details class="answer" class:right=right>
            <summary on:click=move |_| chosen()><span inner_html=text></span></summary>
            <div class="why">{said}</div>
        </details>
    }
}
