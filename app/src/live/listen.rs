//! What the page wants to hear of, and where it goes: the cluster's lens, what is the reader's own, and how the open lesson stands.

use api::cluster::{Fresh, Lens};
use api::frame::Progress;
use api::live::{LessonLive, Topic};
use leptos::prelude::*;
use serde::de::DeserializeOwned;

use super::connection::{Heard, connect, want};
use crate::browser::{now, reload};
use crate::frame::reader::Reader;

/// Keeps the page in touch for as long as it is there.
///
/// # Server-Side Rendering
/// Nothing happens: effects run in the browser only.
pub(crate) fn listen(reader: Reader) {
    Effect::new(move |begun: Option<()>| {
        if begun.is_none() {
            connect(move |heard| hear(reader, heard));
        }
    });
    let topics = Memo::new(move |_| topics(reader));
    Effect::new(move |_| want(topics.with(|topics| topics.iter().map(Topic::key).collect())));
}

/// The page that calls this shows a lesson's checks, or the runbook's.
pub(crate) fn use_live(lesson: String) {
    let reader = Reader::of_page();
    let number = reader.shown.with_value(|shown| shown + 1);
    reader.shown.set_value(number);
    Effect::new(move |_| reader.lesson.set(Some((number, lesson.clone()))));
    on_cleanup(move || {
        // What comes in its place, the same lesson in the other language, may have said so already.
        reader.lesson.try_update(|now| {
            if now.as_ref().is_some_and(|(shown, _)| *shown == number) {
                *now = None;
            }
        });
    });
}

fn topics(reader: Reader) -> Vec<Topic> {
    let (cluster, lesson) = (reader.cluster(), reader.lesson.get());
    let mut topics = vec![Topic::Own];
    if !cluster.is_empty() {
        if let Some((_, lesson)) = lesson {
            topics.push(Topic::Lesson { cluster: cluster.clone(), lesson, lang: reader.lang.get() });
        }
        topics.push(Topic::Lens { cluster, namespace: reader.namespace() });
    }
    topics
}

fn hear(reader: Reader, heard: Heard) {
    match heard {
        Heard::Hello(build) => {
            // Parts of the code are loaded later: all of it has to be from one build.
            let before = reader.build.with_value(Clone::clone);
            if !before.is_empty() && before != build {
                reload();
            }
            reader.build.set_value(build);
        }
        Heard::Connected(connected) => reader.connected.set(connected),
        Heard::Edited => reload(),
        Heard::Refused(key, why) => {
            if let Some(Topic::Lens { .. }) = wanted(reader, &key) {
                let fresh = Fresh::Missing { since: now(), why };
                reader.lens.set(Some(Lens { fresh, ..Lens::default() }));
            }
        }
        Heard::State(key, state) => {
            match wanted(reader, &key) {
                Some(Topic::Own) => read(&state, |progress| take_progress(reader, progress)),
                Some(Topic::Lens { .. }) => read(&state, |lens: Lens| reader.lens.set(Some(lens))),
                Some(Topic::Lesson { lesson, .. }) => read(&state, |live| take_lesson(reader, &lesson, live)),
                // Of a page that was left a moment ago.
                None => {}
            }
        }
    }
}

/// The topic with this key, if the page still wants it.
fn wanted(reader: Reader, key: &str) -> Option<Topic> {
    untrack(|| topics(reader)).into_iter().find(|topic| topic.key() == key)
}

fn read<T: DeserializeOwned>(state: &str, take: impl FnOnce(T)) {
    match serde_json::from_str(state) {
        Ok(state) => take(state),
        Err(error) => leptos::logging::warn!("{error}"),
    }
}

/// What other pages of the reader did; what is being saved from here stays as it was typed.
fn take_progress(reader: Reader, progress: Progress) {
    let saving = reader.saving.with_value(Clone::clone);
    reader.frame.update(|frame| {
        let now = &mut frame.progress;
        now.done = progress.done;
        now.blanks.retain(|name, _| saving.contains(name));
        now.blanks.extend(progress.blanks.into_iter().filter(|(name, _)| !saving.contains(name)));
    });
}

fn take_lesson(reader: Reader, lesson: &str, live: LessonLive) {
    let LessonLive { checks, done, ready, blanks, drawn } = live;
    for step in done {
        reader.mark_done(lesson, &step);
    }
    reader.picked.set(blanks.into_iter().collect());
    reader.drawn.set(drawn);
    reader.checks.set(checks);
    if ready {
        reader.started.set_value(lesson.to_owned());
    }
    let took_apart =
        reader.started.with_value(|id| id == lesson) && reader.did.with_untracked(|did| !did.is_empty());
    reader.ready.set(ready || took_apart);
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
