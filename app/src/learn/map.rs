//! The course map: where you are, what there is.

use api::learn::{CourseMap, LessonSummary};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::{LazyRoute, lazy_route};

use crate::frame::reader::Reader;
use crate::learn::data::get_map;
use crate::learn::nav::Ring;
use crate::parts::message::message;

/// The map; its code is loaded when it is first opened.
pub(crate) struct Map;

#[lazy_route]
impl LazyRoute for Map {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <Course /> }.into_any()
    }
}

#[component]
fn Course() -> impl IntoView {
    let reader = Reader::of_page();
    let map = Resource::new(move || reader.lang.get(), get_map);
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match map.await {
                    Ok(map) => view! { <Parts map /> }.into_any(),
                    Err(error) => view! { <main id="text" class="alone" role="alert">{message(&error)}</main> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Parts(map: CourseMap) -> impl IntoView {
    let reader = Reader::of_page();
    let lessons: Vec<LessonSummary> = map.parts.iter().flat_map(|p| p.lessons.clone()).collect();
    let parts = map.parts.into_iter().map(|part| {
        view! {
            <section>
                <h2>{part.title}</h2>
                <ul class="cards">{part.lessons.into_iter().map(|lesson| view! { <Card lesson /> }).collect_view()}</ul>
            </section>
        }
    });
    view! {
        <Title text=reader.say(|w| w.course_title) />
        <main id="text" class="map">
            <h1>{reader.say(|w| w.course_title)}</h1>
            <p class="lead">{reader.say(|w| w.course_intro)}</p>
            <Onward lessons=lessons.clone() />
            <Left lessons />
            <Due />
            {parts.collect_view()}
        </main>
    }
}

/// "Continue where you left off", or the first lesson.
#[component]
fn Onward(lessons: Vec<LessonSummary>) -> impl IntoView {
    let reader = Reader::of_page();
    let lessons = StoredValue::new(lessons);
    let left = move || {
        let place = reader.frame.with(|f| f.progress.place.clone());
        let left = lessons.with_value(|all| all.iter().find(|l| Some(&l.id) == place.as_ref()).cloned());
        let returning = left.is_some();
        Some((left.or_else(|| lessons.with_value(|all| all.first().cloned()))?, returning))
    };
    let path =
        move || left().map(|(lesson, _)| reader.lang.get().lesson_path(&lesson.id)).unwrap_or_default();
    let label =
        move || left().map(|(_, back)| if back { reader.words().continue_ } else { reader.words().start });
    let title = move || left().map(|(lesson, _)| lesson.title);
    view! { <p><A href=path attr:class="button run">{label} {title}</A></p> }
}

/// How much of the course is done, and how long the rest takes.
#[component]
fn Left(lessons: Vec<LessonSummary>) -> impl IntoView {
    let reader = Reader::of_page();
    let open =
        move |lesson: &&LessonSummary| !lesson.steps.iter().all(|step| reader.is_done(&lesson.id, step));
    let lessons = StoredValue::new(lessons);
    let told = move || {
        lessons.with_value(|lessons| {
            let left: Vec<&LessonSummary> = lessons.iter().filter(open).collect();
            let minutes: u32 = left.iter().map(|lesson| lesson.minutes).sum();
            let w = reader.words();
            format!(
                "{} / {} {} · {minutes} {}",
                lessons.len() - left.len(),
                lessons.len(),
                w.lessons_done,
                w.minutes_left
            )
        })
    };
    view! { <p class="meta">{told}</p> }
}

/// Reviews that are due.
#[component]
fn Due() -> impl IntoView {
    let reader = Reader::of_page();
    let due = move || reader.frame.with(|f| f.reviews_due);
    view! {
        <Show when=move || due() != 0>
            <p>
                <A href=move || reader.lang.get().page("/review") attr:class="button">
                    {move || format!("{} ({})", reader.words().review, due())}
                </A>
            </p>
        </Show>
    }
}

#[component]
fn Card(lesson: LessonSummary) -> impl IntoView {
    let reader = Reader::of_page();
    view! {
        <li class="card">
            <A href=reader.lang.get_untracked().lesson_path(&lesson.id)>
                <b><Ring id=lesson.id.clone() steps=lesson.steps />{lesson.title}</b>
                <span>{lesson.summary}</span>
                <small>{move || format!("{} {}", lesson.minutes, reader.words().minutes)}</small>
            </A>
        </li>
    }
}
