//! A shell in a container: xterm.js, loaded when the first one is opened.

use api::command::{RunRequest, ShellRequest};
use leptos::prelude::*;

use crate::frame::reader::Reader;

/// One shell.
#[component]
pub(crate) fn ShellTab(request: RunRequest, on_close: impl Fn() + 'static) -> impl IntoView {
    let reader = Reader::of_page();
    let place = NodeRef::<leptos::html::Div>::new();
    let ended = RwSignal::new(None::<i32>);
    let step = request.lesson.clone().zip(request.step.clone());
    let request = StoredValue::new(ShellRequest { run: request, size: (80, 24) });
    Effect::new(move |_| start(place, request, ended));
    Effect::new(move |_| {
        // The server has saved the step by the time that the shell's end is told.
        if let (Some(code), Some((lesson, step))) = (ended.get(), &step)
            && code >= 0
        {
            reader.mark_done(lesson, step);
        }
    });
    let close = move |_| {
        stop(place);
        on_close();
    };
    let status = move || match ended.get() {
        None => String::new(),
        Some(-1) => reader.words().shell_broke.to_owned(),
        Some(code) => format!("{} {} {code}", reader.words().shell_ended, reader.words().failed),
    };
    view! {
        <div class="shell" node_ref=place></div>
        <div class="foot">
            <span role="status">{status}</span>
            <span>{reader.say(|w| w.leave_shell)}</span>
            <button on:click=close>{reader.say(|w| w.close)}</button>
        </div>
    }
}

/// # Server-Side Rendering
/// Never called: effects run in the browser only.
fn start(
    place: NodeRef<leptos::html::Div>,
    request: StoredValue<ShellRequest>,
    ended: RwSignal<Option<i32>>,
) {
    #[cfg(feature = "hydrate")]
    if let Some(element) = place.get() {
        let request = request.with_value(|r| serde_json::to_string(r).unwrap_or_default());
        crate::browser::open_shell(&element, &request, move |code| ended.set(Some(code)));
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (place, request, ended);
}

/// # Server-Side Rendering
/// Does nothing.
fn stop(place: NodeRef<leptos::html::Div>) {
    #[cfg(feature = "hydrate")]
    if let Some(element) = place.get_untracked() {
        crate::browser::close_shell(&element);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = place;
}
