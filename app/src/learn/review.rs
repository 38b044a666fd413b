//! Spaced review: what is due, one at a time.

use api::learn::{Asks, Remembered, Review, Verdict};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::{LazyRoute, lazy_route};

use crate::frame::reader::Reader;
use crate::learn::data::{answer_quiz, get_reviews, remember};
use crate::parts::message::message;

/// The page of reviews; its code is loaded when it is first opened.
pub(crate) struct Reviews;

#[lazy_route]
impl LazyRoute for Reviews {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <Reviewing /> }.into_any()
    }
}

#[component]
fn Reviewing() -> impl IntoView {
    let reader = Reader::of_page();
    let due = Resource::new(move || reader.lang.get(), get_reviews);
    view! {
        <Title text=reader.say(|w| w.review) />
        <main id="text" class="map review">
            <h1>{reader.say(|w| w.review)}</h1>
            <p class="lead">{reader.say(|w| w.review_intro)}</p>
            <Transition>
                {move || Suspend::new(async move {
                    match due.await {
                        Ok(due) => view! { <Sitting due /> }.into_any(),
                        Err(error) => view! { <p role="alert">{message(&error)}</p> }.into_any(),
                    }
                })}
            </Transition>
        </main>
    }
}

/// One sitting: the first is asked, then the next.
#[component]
fn Sitting(due: Vec<Review>) -> impl IntoView {
    let reader = Reader::of_page();
    let total = due.len();
    let at = RwSignal::new(0usize);
    let failed = RwSignal::new(None::<String>);
    let due = StoredValue::new(due);
    let rate = Action::new(move |(review, how): &(Review, Remembered)| {
        let (lesson, step, how) = (review.lesson.clone(), review.step.clone(), *how);
        async move {
            match remember(lesson, step, how).await {
                Ok(()) => {
                    failed.set(None);
                    reader.frame.update(|f| f.reviews_due = f.reviews_due.saturating_sub(1));
                    at.update(|at| *at += 1);
                }
                Err(error) => failed.set(Some(message(&error))),
            }
        }
    });
    let rate = move |review: Review, how: Remembered| {
        rate.dispatch((review, how));
    };
    move || {
        let w = reader.words();
        let Some(review) = due.with_value(|due| due.get(at.get()).cloned()) else {
            return view! { <p class="note" role="status">{w.nothing_due}</p> }.into_any();
        };
        let path = reader.lang.get().lesson_path(&review.lesson);
        let title = review.title.clone();
        view! {
            <section class="panel quiz" aria-live="polite">
                <p class="crumb">{format!("{} / {total} · ", at.get() + 1)} <A href=path>{title}</A></p>
                {asked(review, rate)}
            </section>
            {move || failed.get().map(|why| view! { <p class="bad" role="alert">{why}</p> })}
        }
        .into_any()
    }
}

fn asked(review: Review, rate: impl Fn(Review, Remembered) + Copy + Send + Sync + 'static) -> AnyView {
    match review.asks.clone() {
        Asks::Quiz(quiz) => {
            let reader = Reader::of_page();
            let given = RwSignal::new(None::<(usize, Verdict)>);
            let (lesson, id) = (StoredValue::new(review.lesson.clone()), StoredValue::new(quiz.id));
            let send = Action::new(move |answer: &usize| {
                let answer = *answer;
                let (lang, cluster) = untrack(|| (reader.lang.get(), reader.cluster()));
                async move {
                    let verdict =
                        answer_quiz(lang, cluster, lesson.get_value(), id.get_value(), answer).await?;
                    given.set(Some((answer, verdict)));
                    Ok::<(), ServerFnError>(())
                }
            });
            let right = move || given.with(|given| given.as_ref().is_some_and(|(_, verdict)| verdict.right));
            let review = StoredValue::new(review);
            let again = move || if right() { Remembered::Yes } else { Remembered::No };
            let shown = quiz.answers.into_iter().enumerate().map(move |(at, answer)| {
                let why = move || given.with(|given| given.clone().filter(|(of, _)| *of == at).map(|(_, v)| v.why));
                let choose = move |_| {
                    send.dispatch(at);
                };
                view! {
                    <li>
                        <button type="button" disabled=move || send.pending().get() || given.with(Option::is_some) on:click=choose>
                            <span inner_html=answer.text></span>
                        </button>
                        {move || why().map(|why| view! { <p class="why" role="status" inner_html=why></p> })}
                    </li>
                }
            });
            let refused = move || send.value().get().and_then(Result::err).map(|error| message(&error));
            view! {
                <div class="question" inner_html=quiz.question></div>
                <ul class="choices">{shown.collect_view()}</ul>
                {move || refused().map(|why| view! { <p class="bad" role="alert">{why}</p> })}
                <Show when=move || given.with(Option::is_some)>
                    <p class="steps">
                        <b>{move || if right() { reader.words().right } else { reader.words().wrong }}</b>
                        " "
                        <button type="button" class="run" on:click=move |_| rate(review.get_value(), again())>
                            {reader.say(|w| w.next)}
                        </button>
                    </p>
                </Show>
            }
            .into_any()
        }
        Asks::Check(title) => {
            let reader = Reader::of_page();
            let review = StoredValue::new(review);
            let button = move |how: Remembered, label: fn(&crate::frame::words::Words) -> &'static str| {
                view! {
                    <button type="button" on:click=move |_| rate(review.get_value(), how)>
                        {move || label(reader.words())}
                    </button>
                }
            };
            view! {
                <div class="question">{reader.say(|w| w.could_you)} " " <span inner_html=title></span></div>
                <p class="steps">
                    {button(Remembered::Yes, |w| w.remembered)}
                    {button(Remembered::Hardly, |w| w.hardly)}
                    {button(Remembered::No, |w| w.forgotten)}
                </p>
            }
            .into_any()
        }
    }
}
