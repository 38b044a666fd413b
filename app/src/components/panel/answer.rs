//! Under a command: the question before a deletion, the output, a dry run's diff, the hint, the API calls.

use api::run::{ApiCall, Change, Hint, Question, Verb};
use leptos::prelude::*;

use super::{PanelState, Status};
use crate::components::top::page;
use crate::reader::Reader;

/// Everything that a command answered.
#[component]
pub(crate) fn AnswerView(state: StoredValue<PanelState>) -> impl IntoView {
    let asking = move || {
        state.with_value(|s| match s.status.get() {
            Status::Asking(asked) => Some(asked.0),
            _ => None,
        })
    };
    view! {
        {move || asking().map(|question| view! { <Ask state question /> })}
        <Output state />
        <Changes state />
        {move || state.with_value(|s| s.hint.get()).map(|hint| view! { <HintView hint /> })}
        <Foot state />
    }
}

/// The question before something is destroyed, or touched beyond the lesson.
#[component]
fn Ask(state: StoredValue<PanelState>, question: Question) -> impl IntoView {
    let reader = Reader::of_page();
    let typed = RwSignal::new(String::new());
    let name = StoredValue::new(question.type_name.clone());
    let beyond = question.type_name.is_some();
    let heading = move || if beyond { reader.words().ask_beyond } else { reader.words().ask_delete };
    let ready = move || name.with_value(|name| name.as_ref().is_none_or(|name| typed.with(|t| t == name)));
    view! {
        <div class="ask" role="alertdialog" aria-label=heading>
            <p>{heading}</p>
            <ul>{question.hits.into_iter().map(|hit| view! { <li><code>{hit}</code></li> }).collect_view()}</ul>
            {question.type_name.map(|name| view! {
                <label class="field">
                    {move || reader.words().ask_type} " " <b>{name}</b>
                    <input autocomplete="off" prop:value=typed on:input:target=move |e| typed.set(e.target().value()) />
                </label>
            })}
            <button
                class="danger"
                disabled=move || !ready()
                on:click=move |_| state.get_value().confirm(reader, typed.get_untracked())
            >
                {move || reader.words().yes_do_it}
            </button>
            <button on:click=move |_| state.get_value().refuse()>{move || reader.words().cancel}</button>
        </div>
    }
}

#[component]
fn Output(state: StoredValue<PanelState>) -> impl IntoView {
    let pieces = move || state.with_value(|s| s.output.get());
    view! {
        <Show when=move || state.with_value(|s| s.output.with(|o| !o.is_empty()))>
            <pre class="out" tabindex="0" role="log">
                {move || pieces().into_iter().map(|p| view! { <span class:err=p.error>{p.text}</span> }).collect_view()}
            </pre>
        </Show>
    }
}

#[component]
fn Changes(state: StoredValue<PanelState>) -> impl IntoView {
    let reader = Reader::of_page();
    let found = move || state.with_value(|s| s.changes.get());
    let ended = move || state.with_value(|s| matches!(s.status.get(), Status::Ended(0, _)));
    move || {
        let changes = found()?;
        if !ended() {
            return None;
        }
        let w = reader.words();
        let heading = if changes.is_empty() { w.would_change_nothing } else { w.would_change };
        Some(view! {
            <div class="changes">
                <p>{heading}</p>
                {changes.into_iter().map(|change| view! { <ChangeView change /> }).collect_view()}
            </div>
        })
    }
}

#[component]
fn ChangeView(change: Change) -> impl IntoView {
    let w = Reader::of_page().words();
    let verb = match change.verb {
        Verb::Created => w.created,
        Verb::Changed => w.changed,
        Verb::Deleted => w.deleted,
        Verb::Unchanged => w.unchanged,
    };
    let lines = change.diff.lines().filter(|l| !l.starts_with("@@")).map(|line| {
        let class = match line.as_bytes().first() {
            Some(b'+') => "add",
            Some(b'-') => "cut",
            _ => "",
        };
        view! { <span class=class>{format!("{line}\n")}</span> }
    });
    let diff = (!change.diff.is_empty()).then(|| view! { <pre class="out diff" tabindex="0">{lines.collect_view()}</pre> });
    view! { <p class="change"><code>{change.object}</code> " " <b>{verb}</b></p> {diff} }
}

#[component]
fn HintView(hint: Hint) -> impl IntoView {
    let reader = Reader::of_page();
    view! {
        <div class="hint" role="note">
            <b>{move || reader.words().usual_cause}</b>
            " "
            {hint.text}
            {hint.lesson.map(|(id, title)| view! {
                " " {move || reader.words().explained_in} " "
                <a href=move || page(reader.lang.get(), &format!("/learn/{id}"))>{title}</a>
            })}
        </div>
    }
}

/// How it ended, and the calls that it made.
#[component]
fn Foot(state: StoredValue<PanelState>) -> impl IntoView {
    let reader = Reader::of_page();
    let status = move || {
        let w = reader.words();
        state.with_value(|s| match s.status.get() {
            Status::Idle | Status::Asking(_) => None,
            Status::Running => Some(w.running.to_owned()),
            Status::Ended(0, millis) => Some(format!("{} {millis} ms", w.done_in)),
            Status::Ended(code, _) => Some(format!("{} {code}", w.failed)),
            Status::Stopped => Some(w.stopped.to_owned()),
            Status::Broken => Some(w.broken.to_owned()),
        })
    };
    let calls = move || state.with_value(|s| s.calls.get());
    view! {
        <Show when=move || status().is_some()>
            <div class="foot">
                <span class="status" role="status">{status}</span>
                <Show when=move || !calls().is_empty()>
                    <details class="calls">
                        <summary>{move || calls().len()} " " {move || reader.words().api_calls}</summary>
                        <ol>{move || calls().into_iter().map(|call| view! { <CallView call /> }).collect_view()}</ol>
                    </details>
                </Show>
            </div>
        </Show>
    }
}

/// One API call; a click shows the bodies.
#[component]
fn CallView(call: ApiCall) -> impl IntoView {
    let w = Reader::of_page().words();
    let status = call.status.map_or_else(|| "—".to_owned(), |s| s.to_string());
    let body = |text: Option<String>| text.filter(|t| !t.is_empty()).unwrap_or_else(|| w.no_body.to_owned());
    view! {
        <li>
            <details>
                <summary>
                    <code>{call.method} " " {call.path}</code>
                    " "
                    <span>{status} " · " {call.millis} " ms"</span>
                </summary>
                <b>{w.request}</b>
                <pre tabindex="0">{body(call.request)}</pre>
                <b>{w.response}</b>
                <pre tabindex="0">{body(call.response)}</pre>
            </details>
        </li>
    }
}
