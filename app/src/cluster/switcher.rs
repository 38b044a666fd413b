//! Which cluster commands run on: always plain to see, changed here.

use leptos::prelude::*;

use crate::browser::{outside, shut};
use crate::cluster::data::{choose_cluster, choose_namespace, remove_namespace, start_over};
use crate::frame::data::choose_theme;
use crate::frame::reader::Reader;
use crate::parts::later::later;
use crate::parts::message::message;

/// The pill that names the cluster, and what opens under it.
#[component]
pub(crate) fn Switcher() -> impl IntoView {
    let reader = Reader::of_page();
    let label = move || {
        let version = reader.lens.with(|l| l.as_ref().map(|l| l.version.clone()).unwrap_or_default());
        let name = if reader.on_practice() { reader.words().practice.to_owned() } else { reader.cluster() };
        if version.is_empty() { name } else { format!("{name} · {version}") }
    };
    let healthy = move || reader.lens.with(|l| l.as_ref().is_some_and(|l| l.problem().is_none()));
    let place = NodeRef::<leptos::html::Details>::new();
    let opened = RwSignal::new(false);
    Effect::new(move |_| {
        let listening = window_event_listener(leptos::ev::pointerdown, move |event| {
            if outside(place, &event) {
                shut(place, false);
            }
        });
        on_cleanup(move || listening.remove());
    });
    view! {
        <details
            class="switcher"
            node_ref=place
            on:toggle=move |_| opened.set(true)
            on:keydown=move |e| if e.key() == "Escape" { shut(place, true) }
        >
            <summary class="pill" class:real=move || !reader.on_practice()>
                <span class="dot" class:ok=healthy></span>
                {label}
            </summary>
            <div class="sheet">{later(move || opened.get(), sheet)}</div>
        </details>
    }
}

/// What opens; its code is loaded when that happens for the first time.
#[lazy]
fn sheet() -> AnyView {
    let reader = Reader::of_page();
    view! {
        <ClusterChoice />
        {move || if reader.on_practice() { view! { <StartOver /> }.into_any() } else { view! { <Namespace /> }.into_any() }}
        <Theme />
    }
    .into_any()
}

#[component]
fn ClusterChoice() -> impl IntoView {
    let reader = Reader::of_page();
    let choose = Action::new(move |name: &String| {
        let name = name.clone();
        async move {
            choose_cluster(name.clone()).await?;
            reader.lens.set(None);
            reader.picked.update(std::collections::BTreeMap::clear);
            reader.copied.update(std::collections::BTreeMap::clear);
            reader.did.update(Vec::clear);
            reader.frame.update(|f| f.cluster = name);
            Ok::<(), ServerFnError>(())
        }
    });
    let problem = move || choose.value().get().and_then(Result::err).map(|e| message(&e));
    view! {
        <fieldset>
            <legend>{reader.say(|w| w.cluster_choice)}</legend>
            <For each=move || reader.frame.with(|f| f.clusters.clone()) key=|c| c.name.clone() let:cluster>
                {
                    let name = StoredValue::new(cluster.name.clone());
                    let shown = cluster.name.clone();
                    let practice = cluster.practice;
                    view! {
                        <label class="choice">
                            <input
                                type="radio"
                                name="cluster"
                                prop:checked=move || reader.cluster() == name.get_value()
                                on:change=move |_| { choose.dispatch(name.get_value()); }
                            />
                            {move || if practice { reader.words().practice.to_owned() } else { shown.clone() }}
                        </label>
                    }
                }
            </For>
            <p class="bad" role="alert">{problem}</p>
        </fieldset>
    }
}

#[component]
fn StartOver() -> impl IntoView {
    let reader = Reader::of_page();
    let asked = RwSignal::new(false);
    let start = Action::new(move |(): &()| {
        let cluster = untrack(|| reader.cluster());
        async move {
            let answer = start_over(cluster).await;
            reader.did.update(Vec::clear);
            asked.set(false);
            answer
        }
    });
    let problem = move || start.value().get().and_then(Result::err).map(|e| message(&e));
    view! {
        <p class="note">{reader.say(|w| w.practice_note)}</p>
        <Show
            when=move || asked.get()
            fallback=move || view! { <button on:click=move |_| asked.set(true)>{reader.say(|w| w.start_over)}</button> }
        >
            <div class="ask" role="alertdialog" aria-label=reader.say(|w| w.start_over)>
                <p>{reader.say(|w| w.start_over_ask)}</p>
                <button class="danger" disabled=move || start.pending().get() on:click=move |_| { start.dispatch(()); }>{reader.say(|w| w.yes_do_it)}</button>
                <button on:click=move |_| asked.set(false)>{reader.say(|w| w.cancel)}</button>
            </div>
        </Show>
        <p class="bad" role="alert">{problem}</p>
    }
}

#[component]
fn Namespace() -> impl IntoView {
    let reader = Reader::of_page();
    let typed = RwSignal::new(untrack(|| reader.namespace()));
    let save = Action::new(move |namespace: &String| {
        let (cluster, namespace) = (untrack(|| reader.cluster()), namespace.clone());
        async move {
            choose_namespace(cluster.clone(), namespace.clone()).await?;
            reader.frame.update(|f| {
                if let Some(entry) = f.clusters.iter_mut().find(|c| c.name == cluster) {
                    entry.namespace = namespace;
                }
            });
            Ok::<(), ServerFnError>(())
        }
    });
    let problem = move || save.value().get().and_then(Result::err).map(|e| message(&e));
    view! {
        <p class="note">{reader.say(|w| w.real_note)} " " <code>{move || reader.namespace()}</code></p>
        <label class="field">
            {reader.say(|w| w.namespace)}
            <input prop:value=typed on:input:target=move |e| typed.set(e.target().value()) />
        </label>
        <button on:click=move |_| { save.dispatch(typed.get()); }>{reader.say(|w| w.save)}</button>
        <p class="bad" role="alert">{problem}</p>
        <RemoveNamespace />
    }
}

/// Takes the lessons' namespace off the cluster, after a question that names it.
#[component]
fn RemoveNamespace() -> impl IntoView {
    let reader = Reader::of_page();
    let asked = RwSignal::new(false);
    let remove = Action::new(move |(): &()| {
        let cluster = untrack(|| reader.cluster());
        async move {
            let answer = remove_namespace(cluster).await;
            asked.set(false);
            answer
        }
    });
    let problem = move || remove.value().get().and_then(Result::err).map(|e| message(&e));
    let removed = move || {
        let gone = !asked.get() && matches!(remove.value().get(), Some(Ok(())));
        gone.then(|| reader.words().remove_namespace_done)
    };
    view! {
        <Show
            when=move || asked.get()
            fallback=move || view! { <button class="danger" on:click=move |_| asked.set(true)>{reader.say(|w| w.remove_namespace)}</button> }
        >
            <div class="ask" role="alertdialog" aria-label=reader.say(|w| w.remove_namespace)>
                <p>{reader.say(|w| w.remove_namespace_ask)} " " <b>{move || reader.cluster()} "/" {move || reader.namespace()}</b></p>
                <button class="danger" disabled=move || remove.pending().get() on:click=move |_| { remove.dispatch(()); }>{reader.say(|w| w.yes_do_it)}</button>
                <button on:click=move |_| asked.set(false)>{reader.say(|w| w.cancel)}</button>
            </div>
        </Show>
        <p class="note" role="status">{removed}</p>
        <p class="bad" role="alert">{problem}</p>
    }
}

#[component]
fn Theme() -> impl IntoView {
    let reader = Reader::of_page();
    let choose = Action::new(|theme: &String| choose_theme(theme.clone()));
    let current = move || reader.theme().unwrap_or_default();
    let choices = move || {
        let w = reader.words();
        [("", w.theme_system), ("light", w.theme_light), ("dark", w.theme_dark)]
    };
    view! {
        <label class="field">
            {reader.say(|w| w.theme)}
            <select on:change:target=move |e| {
                let theme = e.target().value();
                reader.frame.update(|f| f.progress.theme.clone_from(&theme));
                choose.dispatch(theme);
            }>
                {move || {
                    choices()
                        .into_iter()
                        .map(|(value, text)| view! { <option value=value selected=move || current() == value>{text}</option> })
                        .collect_view()
                }}
            </select>
        </label>
    }
}
