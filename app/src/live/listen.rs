//! Keeps the page in touch with the cluster: one stream for each open page.

use api::live::LiveEvent;
use leptos::prelude::*;

use crate::browser::reload;
use crate::frame::reader::Reader;
use crate::live::events::{Following, follow};

/// Follows the cluster in use for as long as the calling page is open. `lesson` is empty on pages without one.
///
/// # Server-Side Rendering
/// Nothing happens: effects run in the browser only.
pub(crate) fn use_live(lesson: String) {
    let reader = Reader::of_page();
    let cluster = Memo::new(move |_| reader.cluster());
    // The effect holds the open stream: its next run and the end of the page drop it.
    Effect::new(move |_open: Option<Following>| {
        let cluster = cluster.get();
        let lang = reader.lang.get().code();
        let url = format!("/api/live?cluster={}&lesson={lesson}&lang={lang}", encoded(&cluster));
        let id = lesson.clone();
        let heard = move |event: Option<LiveEvent>| {
            reader.connected.set(event.is_some() && event != Some(LiveEvent::Bye));
            if let Some(event) = event {
                hear(reader, &id, event);
            }
        };
        follow(&url, heard)
    });
}

/// The stream of a page without a lesson: for the cluster's state in the bar.
#[component]
pub(crate) fn Live() -> impl IntoView {
    use_live(String::new());
}

fn hear(reader: Reader, lesson: &str, event: LiveEvent) {
    match event {
        LiveEvent::Hello { build } => {
            // Parts of the code are loaded later: all of it has to be from one build.
            let before = reader.build.with_value(Clone::clone);
            if !before.is_empty() && before != build {
                reload();
            }
            reader.build.set_value(build);
        }
        LiveEvent::Lens(lens) => reader.lens.set(Some(lens)),
        LiveEvent::Blanks { values } => reader.picked.set(values.into_iter().collect()),
        LiveEvent::Checks { checks, done, ready } => {
            for step in done {
                reader.mark_done(lesson, &step);
            }
            reader.checks.set(checks);
            if ready {
                reader.started.set_value(lesson.to_owned());
            }
            let took_apart = reader.started.with_value(|id| id == lesson)
                && reader.did.with_untracked(|did| !did.is_empty());
            reader.ready.set(ready || took_apart);
        }
        LiveEvent::Drawn(drawn) => reader.drawn.set(drawn),
        LiveEvent::Edited => reload(),
        LiveEvent::Bye => {}
    }
}

/// Percent-encodes what a context's name may have in it (RFC 3986, unreserved characters stay).
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(b).to_string(),
            _ => format!("%{b:02X}"),
        })
        .collect()
}

/// The banner while the server cannot be heard.
#[component]
pub(crate) fn Offline() -> impl IntoView {
    let reader = Reader::of_page();
    view! {
        <div role="status">
            <Show when=move || !reader.connected.get()>
                <p class="banner offline">{reader.say(|w| w.offline)}</p>
            </Show>
        </div>
    }
}
