//! The command palette (Ctrl K): pages, lessons, sections, commands, terms, objects of the cluster, as one types.

use std::time::Duration;

use api::learn::{Hit, HitKind};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::browser::use_shortcut;
use crate::frame::data::search;
use crate::frame::reader::Reader;
use crate::frame::words::Words;
use crate::parts::later::later;

/// How long typing rests before it is searched for.
const REST: Duration = Duration::from_millis(60);

/// The field in the bar that opens the palette, and the palette.
#[component]
pub(crate) fn Palette() -> impl IntoView {
    let reader = Reader::of_page();
    let open = RwSignal::new(false);
    use_shortcut("k", move || open.set(true));
    view! {
        <button type="button" class="search needs-js" aria-haspopup="dialog" on:click=move |_| open.set(true)>
            <span>{reader.say(|w| w.search_hint)}</span>
            <kbd>"Ctrl K"</kbd>
        </button>
        {later(move || open.get(), move || dialog(open))}
    }
}

/// What opens; its code is loaded when that happens for the first time.
#[lazy]
fn dialog(open: RwSignal<bool>) -> AnyView {
    view! { <Dialog open /> }.into_any()
}

#[component]
fn Dialog(open: RwSignal<bool>) -> impl IntoView {
    let reader = Reader::of_page();
    let typed = RwSignal::new(String::new());
    // No resource: the bar lies in a Suspense, which would take the field away while one loads.
    let find = Action::new(move |typed: &String| {
        let typed = typed.clone();
        let (cluster, lang) = untrack(|| (reader.cluster(), reader.lang.get()));
        async move { if typed.trim().is_empty() { Ok(Vec::new()) } else { search(cluster, lang, typed).await } }
    });
    let found = find.value();
    let at = RwSignal::new(0usize);
    let field = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| field.get().map(|field| field.focus()));
    let resting = StoredValue::new(0u32);
    let type_in = move |text: String| {
        typed.set(text.clone());
        at.set(0);
        let turn = resting.get_value().wrapping_add(1);
        resting.set_value(turn);
        set_timeout(
            move || {
                if resting.try_get_value() == Some(turn) {
                    find.dispatch(text);
                }
            },
            REST,
        );
    };
    let hits = Memo::new(move |_| {
        let mut hits = pages(reader, &typed.get());
        hits.extend(found.get().and_then(Result::ok).unwrap_or_default());
        hits
    });
    let navigate = use_navigate();
    let choose = StoredValue::new(move |hit: Hit| {
        open.set(false);
        match hit.kind {
            HitKind::Object => reader.dock.run_line(&hit.target),
            _ => navigate(&hit.target, leptos_router::NavigateOptions::default()),
        }
    });
    let keys = move |event: KeyboardEvent| {
        let last = hits.with(Vec::len).saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1).min(last)),
            "ArrowUp" => at.update(|at| *at = at.saturating_sub(1)),
            "Escape" => open.set(false),
            "Enter" => {
                if let Some(hit) = hits.with(|hits| hits.get(at.get()).cloned()) {
                    choose.with_value(|choose| choose(hit));
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let failed =
        move || found.get().and_then(Result::err).map(|error| crate::parts::message::message(&error));
    view! {
        <div class="veil" on:click=move |_| open.set(false)></div>
        <div class="palette" role="dialog" aria-modal="true" aria-label=reader.say(|w| w.search_hint) on:keydown=keys>
            <input
                node_ref=field
                role="combobox"
                aria-expanded="true"
                aria-controls="palette-hits"
                aria-label=reader.say(|w| w.search_hint)
                aria-activedescendant=move || hits.with(|h| (!h.is_empty()).then(|| format!("hit-{}", at.get())))
                placeholder=reader.say(|w| w.search_hint)
                autocomplete="off"
                spellcheck="false"
                prop:value=typed
                on:input:target=move |e| type_in(e.target().value())
            />
            {move || failed().map(|why| view! { <p class="bad" role="alert">{why}</p> })}
            <ul id="palette-hits" role="listbox" aria-label=reader.say(|w| w.search_hint)>
                {move || hits.get().into_iter().enumerate().map(|(number, hit)| {
                    let shown = hit.clone();
                    view! {
                        <li
                            id=format!("hit-{number}")
                            role="option"
                            aria-selected=move || (at.get() == number).to_string()
                            on:pointermove=move |_| at.set(number)
                            on:click=move |_| choose.with_value(|choose| choose(hit.clone()))
                        >
                            <small>{kind(shown.kind, reader.words())}</small>
                            <b>{shown.title}</b>
                            <span>{shown.place}</span>
                            <p>{shown.text}</p>
                        </li>
                    }
                }).collect_view()}
            </ul>
            <Show when=move || hits.with(Vec::is_empty) && !typed.with(|t| t.trim().is_empty())>
                <p class="note" role="status">{reader.say(|w| w.nothing_found)}</p>
            </Show>
        </div>
    }
}

/// The portal's own pages whose names have in them what was typed; all of them for nothing typed.
fn pages(reader: Reader, typed: &str) -> Vec<Hit> {
    let w = reader.words();
    let lang = reader.lang.get();
    [(w.course_title, "/learn"), (w.set_up, "/setup"), (w.glossary, "/glossary"), (w.about, "/about")]
        .into_iter()
        .filter(|(title, _)| title.to_lowercase().contains(&typed.trim().to_lowercase()))
        .map(|(title, path)| Hit {
            kind: HitKind::Page,
            title: title.to_owned(),
            place: String::new(),
            text: String::new(),
            target: lang.page(path),
        })
        .collect()
}

fn kind(kind: HitKind, w: &Words) -> &'static str {
    match kind {
        HitKind::Page => w.hit_page,
        HitKind::Lesson => w.hit_lesson,
        HitKind::Section => w.hit_section,
        HitKind::Command => w.hit_command,
        HitKind::Term => w.hit_term,
        HitKind::Object => w.hit_object,
    }
}
