//! Under a command: the question before a deletion, the output, a dry run's diff, the hint, the API calls.

use api::command::{ApiCall, Change, Hint, Question, Verb};
use leptos::prelude::*;

use super::ask::confirm;
use super::state::{PanelState, Piece, Status};
use crate::browser::{at_end, focus_back, to_end};
use crate::frame::reader::Reader;
use crate::parts::later::later;

/// Everything that a command answered; its code is loaded when one runs for the first time.
#[component]
pub(crate) fn AnswerView(state: StoredValue<PanelState>) -> impl IntoView {
    let ran = Memo::new(move |before: Option<&bool>| {
        before.is_some_and(|before| *before) || state.with_value(|s| s.status.get() != Status::Idle)
    });
    later(move || ran.get(), move || answer(state))
}

#[lazy]
fn answer(state: StoredValue<PanelState>) -> AnyView {
    view! { <Answer state /> }.into_any()
}

#[component]
fn Answer(state: StoredValue<PanelState>) -> impl IntoView {
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
    let reason = StoredValue::new(question.reason.clone());
    let heading = move || match reason.get_value() {
        Some(reason) => reason,
        None if beyond => reader.words().ask_beyond.to_owned(),
        None => reader.words().ask_delete.to_owned(),
    };
    let safe = NodeRef::<leptos::html::Button>::new();
    let field = NodeRef::<leptos::html::Input>::new();
    // The question takes the keyboard: the name's field, or the answer that destroys nothing.
    Effect::new(move |_| match (field.get(), safe.get()) {
        (Some(field), _) => drop(field.focus()),
        (None, Some(safe)) => drop(safe.focus()),
        (None, None) => {}
    });
    let ready = move || name.with_value(|name| name.as_ref().is_none_or(|name| typed.with(|t| t == name)));
    view! {
        <div class="ask" role="alertdialog" aria-label=heading>
            <p>{heading}</p>
            <ul>{question.hits.into_iter().map(|hit| view! { <li><code>{hit}</code></li> }).collect_view()}</ul>
            {question.type_name.map(|name| view! {
                <label class="field">
                    {reader.say(|w| w.ask_type)} " " <b>{name}</b>
                    <input node_ref=field autocomplete="off" prop:value=typed on:input:target=move |e| typed.set(e.target().value()) />
                </label>
            })}
            <button
                class="danger"
                disabled=move || !ready()
                on:click=move |e| {
                    focus_back(&e);
                    confirm(&state.get_value(), reader, typed.get_untracked());
                }
            >
                {reader.say(|w| w.yes_do_it)}
            </button>
            <button
                node_ref=safe
                on:click=move |e| {
                    focus_back(&e);
                    state.get_value().refuse();
                }
            >{reader.say(|w| w.cancel)}</button>
        </div>
    }
}

#[component]
fn Output(state: StoredValue<PanelState>) -> impl IntoView {
    let pieces = move || state.with_value(|s| s.output.get());
    let place = NodeRef::<leptos::html::Pre>::new();
    // A stream is followed until its reader scrolls up.
    let following = StoredValue::new(true);
    Effect::new(move |_| {
        let streaming = state.with_value(|s| {
            s.output.track();
            s.status.get_untracked() == Status::Running
        });
        if streaming && following.get_value() {
            to_end(place);
        }
    });
    view! {
        <Show when=move || state.with_value(|s| s.output.with(|o| !o.is_empty()))>
            <pre class="out" tabindex="0" role="log" node_ref=place on:scroll=move |_| following.set_value(at_end(place))>
                {move || pieces().into_iter().map(piece).collect_view()}
            </pre>
        </Show>
    }
}

/// A piece of output; words that kubectl uses for a state have its colour.
fn piece(piece: Piece) -> AnyView {
    if piece.error {
        return view! { <span class="err">{piece.text}</span> }.into_any();
    }
    let mut parts = Vec::new();
    let mut plain = String::new();
    for word in piece.text.split_inclusive(char::is_whitespace) {
        let trimmed = word.trim_end();
        match look(trimmed) {
            Some(class) if parts.len() < COLOURED => {
                parts.push(view! { <span>{std::mem::take(&mut plain)}</span> }.into_any());
                parts.push(view! { <span class=class>{trimmed.to_owned()}</span> }.into_any());
                plain.push_str(&word[trimmed.len()..]);
            }
            _ => plain.push_str(word),
        }
    }
    parts.push(view! { <span>{plain}</span> }.into_any());
    parts.into_any()
}

/// How many parts of one output are coloured at most.
const COLOURED: usize = 400;

fn look(word: &str) -> Option<&'static str> {
    match word {
        "Running" | "Ready" | "Completed" | "Active" => Some("good"),
        "Pending" | "ContainerCreating" | "Terminating" | "Ready,SchedulingDisabled" => Some("moving"),
        "Error" | "CrashLoopBackOff" | "ErrImagePull" | "ImagePullBackOff" | "NotReady" | "Failed"
        | "OOMKilled" => Some("err"),
        _ => None,
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
    let reader = Reader::of_page();
    let verb = move || match change.verb {
        Verb::Created => reader.words().created,
        Verb::Changed => reader.words().changed,
        Verb::Deleted => reader.words().deleted,
        Verb::Unchanged => reader.words().unchanged,
    };
    let lines = change.diff.lines().filter(|l| !l.starts_with("@@")).map(|line| {
        let class = match line.as_bytes().first() {
            Some(b'+') => "add",
            Some(b'-') => "cut",
            _ => "",
        };
        view! { <span class=class>{format!("{line}\n")}</span> }
    });
    let diff = (!change.diff.is_empty())
        .then(|| view! { <pre class="out diff" tabindex="0">{lines.collect_view()}</pre> });
    view! { <p class="change"><code>{change.object}</code> " " <b>{verb}</b></p> {diff} }
}

#[component]
fn HintView(hint: Hint) -> impl IntoView {
    let reader = Reader::of_page();
    view! {
        <div class="hint" role="note">
            <b>{reader.say(|w| w.usual_cause)}</b>
            " "
            <span inner_html=hint.html></span>
            {hint.lesson.map(|(id, title)| view! {
                " " {reader.say(|w| w.explained_in)} " "
                <a href=move || reader.lang.get().page(&format!("/learn/{id}"))>{title}</a>
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
    let number = move || state.with_value(|s| s.calls.with(Vec::len));
    let count = move || match number() {
        1 => format!("1 {}", reader.words().api_call),
        number => format!("{number} {}", reader.words().api_calls),
    };
    // A single call needs no list to be seen.
    let only = move || match calls().as_slice() {
        [call] => format!("{} {}", call.method, call.path.split('?').next().unwrap_or_default()),
        _ => String::new(),
    };
    view! {
        <Show when=move || status().is_some()>
            <div class="foot">
                <span class="status" role="status">{status}</span>
                <Show when=move || number() != 0>
                    <details class="calls">
                        <summary>{count} " " <code>{only}</code></summary>
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
    let reader = Reader::of_page();
    let status = call.status.map_or_else(|| "—".to_owned(), |s| s.to_string());
    let body = move |text: Option<String>| {
        let text = text.filter(|t| !t.is_empty());
        move || text.clone().unwrap_or_else(|| reader.words().no_body.to_owned())
    };
    view! {
        <li>
            <details>
                <summary>
                    <code>{format!("{} {}", call.method, call.path)}</code>
                    " "
                    <span>{format!("{status} · {} ms", call.millis)}</span>
                </summary>
                <b>{reader.say(|w| w.request)}</b>
                <pre tabindex="0">{body(call.request)}</pre>
                <b>{reader.say(|w| w.response)}</b>
                <pre tabindex="0">{body(call.response)}</pre>
            </details>
        </li>
    }
}
