//! The outline at the left: parts, lessons, how far each is.

use api::learn::{CourseMap, Heading};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::browser::use_section;
use crate::frame::reader::Reader;

/// The outline. `here` is the lesson that is open; its headings stand below it, and the one that is read is marked.
#[component]
pub(crate) fn Nav(map: CourseMap, here: String, headings: Vec<Heading>) -> impl IntoView {
    let reader = Reader::of_page();
    let section = use_section(headings.iter().map(|heading| heading.id.clone()).collect());
    let headings = StoredValue::new(headings);
    let here = StoredValue::new(here);
    let parts = map.parts.into_iter().map(move |part| {
        let lessons = part.lessons.clone();
        let finished = move || {
            let done = lessons.iter().filter(|l| share(reader, &l.id, &l.steps) >= 100).count();
            format!("{done}/{}", lessons.len())
        };
        let entries = part.lessons.into_iter().map(move |lesson| {
            let on = here.with_value(|id| *id == lesson.id);
            let path = reader.lang.get_untracked().lesson_path(&lesson.id);
            let below = on.then(|| {
                headings.get_value().into_iter().map(|heading| below(heading, section)).collect_view()
            });
            view! {
                <A href=path attr:class=if on { "on" } else { "" }>
                    <Ring id=lesson.id steps=lesson.steps />
                    {lesson.title}
                </A>
                {below}
            }
        });
        view! {
            <h2><span>{part.title}</span><span>{finished}</span></h2>
            {entries.collect_view()}
        }
    });
    view! { <nav class="nav" aria-label=reader.say(|w| w.course)>{parts.collect_view()}</nav> }
}

/// A heading of the lesson that is open.
fn below(heading: Heading, section: RwSignal<String>) -> impl IntoView {
    let id = StoredValue::new(heading.id.clone());
    let here = move || id.with_value(|id| section.with(|section| section == id));
    view! {
        <a class="heading" href=format!("#{}", heading.id) aria-current=move || here().then_some("location")>{heading.title}</a>
    }
}

/// How much of a lesson is done, in percent.
fn share(reader: Reader, lesson: &str, steps: &[String]) -> usize {
    if steps.is_empty() {
        return 0;
    }
    steps.iter().filter(|step| reader.is_done(lesson, step)).count() * 100 / steps.len()
}

/// A ring that fills as steps are done.
#[component]
pub(crate) fn Ring(id: String, steps: Vec<String>) -> impl IntoView {
    let reader = Reader::of_page();
    let percent = Memo::new(move |_| share(reader, &id, &steps));
    let finished = move || percent.get() >= 100;
    view! {
        <span
            class="ring"
            class:done=finished
            data-percent=move || (percent.get() / 10 * 10).to_string()
            aria-hidden="true"
        >
            {move || if finished() { "✓" } else { "" }}
        </span>
    }
}
