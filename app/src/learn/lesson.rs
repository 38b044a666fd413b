//! A lesson: outline at the left, text in the middle, the cluster at the right.

use api::learn::{CourseMap, Lesson, Link};
use api::live::Drawn;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use crate::browser::return_to;
use crate::cluster::lens::LensView;
use crate::frame::not_found::Nothing;
use crate::frame::reader::Reader;
use crate::learn::blocks::{BlockView, Shared};
use crate::learn::data::{get_lesson, get_map, open_lesson};
use crate::learn::draw::{mark_health, write_values};
use crate::learn::nav::Nav;
use crate::learn::offer::SetupOffer;
use crate::live::listen::use_live;

/// The page of the lesson that the address names.
#[component]
pub(crate) fn LessonPage() -> impl IntoView {
    let params = use_params_map();
    let lang = Reader::of_page().lang;
    let id = Memo::new(move |_| params.with(|p| p.get("id").unwrap_or_default()));
    let loaded = Resource::new(
        move || (lang.get(), id.get()),
        |(lang, id)| async move {
            let page = get_lesson(lang, id).await?;
            Ok::<_, ServerFnError>((page, get_map(lang).await?))
        },
    );
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok((page, map)) => view! { <Columns page map /> }.into_any(),
                    Err(_) => view! { <Nothing /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Columns(page: api::learn::LessonPage, map: CourseMap) -> impl IntoView {
    let reader = Reader::of_page();
    let api::learn::LessonPage { lesson, panels } = page;
    reader.checks.set(Vec::new());
    reader.drawn.set(Drawn::default());
    reader.ready.set(true);
    use_live(lesson.id.clone());
    use_work(lesson.id.clone());
    Effect::new(move |_| {
        if let Some(spot) = reader.spot.try_update_value(Option::take).flatten() {
            return_to(spot);
        }
    });
    Effect::new(move |_| reader.drawn.with(write_values));
    Effect::new(move |_| reader.lens.with(|lens| lens.as_ref().map(mark_health)));
    let shared = Shared {
        lesson: StoredValue::new(lesson.id.clone()),
        blanks: StoredValue::new(lesson.blanks.clone()),
        traits: StoredValue::new(panels),
    };
    let here = lesson.id.clone();
    view! {
        <Title text=lesson.title.clone() />
        <div class="cols">
            <details class="drawer"><summary>{reader.say(|w| w.menu)}</summary><Nav map=map.clone() here=here.clone() headings=lesson.outline.clone() /></details>
            {view! { <Nav map=map.clone() here headings=lesson.outline.clone() /> }.into_any()}
            <main id="text" class="lesson">
                {view! { <Head lesson=lesson.clone() map /> }.into_any()}
                <SetupOffer commands=lesson.setup.commands lesson=shared.lesson />
                {lesson.blocks.into_iter().map(|block| view! { <BlockView block shared /> }).collect_view()}
                <Onward prev=lesson.prev next=lesson.next />
            </main>
            {view! { <LensView /> }.into_any()}
        </div>
    }
}

/// Tells the server where the reader is, and asks what they made of a lesson before. The page that was loaded as a whole has it.
fn use_work(lesson: String) {
    let reader = Reader::of_page();
    let told = StoredValue::new(reader.lang.get_untracked());
    Effect::new(move |_| {
        let (lang, lesson) = (reader.lang.get(), lesson.clone());
        if reader.has_work(&lesson) && told.get_value() == lang {
            return;
        }
        told.set_value(lang);
        leptos::task::spawn_local(async move {
            if let Ok(work) = open_lesson(lang, lesson).await {
                reader.take_work(work);
            }
        });
    });
}

#[component]
fn Head(lesson: Lesson, map: CourseMap) -> impl IntoView {
    let reader = Reader::of_page();
    let steps: Vec<String> = map
        .parts
        .into_iter()
        .flat_map(|p| p.lessons)
        .find(|l| l.id == lesson.id)
        .map(|l| l.steps)
        .unwrap_or_default();
    let id = lesson.id;
    let progress = move || {
        let done = steps.iter().filter(|s| reader.is_done(&id, s)).count();
        format!("{done}/{} {}", steps.len(), reader.words().steps_done)
    };
    let changes = lesson.changes;
    view! {
        <p class="crumb">{lesson.part}</p>
        <h1>{lesson.title}</h1>
        <p class="meta">
            <span>{move || format!("{} {}", lesson.minutes, reader.words().minutes)}</span>
            <span class="progress">{progress}</span>
            <span>{move || changes.clone().unwrap_or_else(|| reader.words().only_looks.to_owned())}</span>
        </p>
        <nav class="toc" aria-label=reader.say(|w| w.on_this_page)>
            {lesson.outline.into_iter().map(|h| view! { <a href=format!("#{}", h.id)>{h.title}</a> }).collect_view()}
        </nav>
        <noscript inner_html=format!("<p class=\"banner\">{}</p>", untrack(|| reader.words()).no_js)></noscript>
    }
}

/// Previous and next.
#[component]
fn Onward(prev: Option<Link>, next: Option<Link>) -> impl IntoView {
    let reader = Reader::of_page();
    let link = move |link: Option<Link>, class: &'static str, next: bool| {
        link.map(|link| {
            let label = move || if next { reader.words().next } else { reader.words().previous };
            view! {
                <A href=reader.lang.get_untracked().lesson_path(&link.id) attr:class=class>
                    <small>{label}</small>
                    {link.title}
                </A>
            }
        })
    };
    view! { <nav class="onward" aria-label=reader.say(|w| w.onward)>{link(prev, "prev", false)} {link(next, "next", true)}</nav> }
}
