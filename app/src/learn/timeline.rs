//! Everything that happened to some objects, in order: who did what, how long after the first.

use api::learn::{Moment, Timeline};
use leptos::prelude::*;

use crate::frame::reader::Reader;

/// A timeline of a lesson.
#[component]
pub(crate) fn TimelineView(timeline: Timeline) -> impl IntoView {
    let reader = Reader::of_page();
    let id = StoredValue::new(timeline.id.clone());
    let moments = Memo::new(move |_| {
        reader.drawn.with(|drawn| {
            let found = drawn.timelines.iter().find(|(of, _)| id.with_value(|id| of == id));
            found.map(|(_, moments)| moments.clone()).unwrap_or_default()
        })
    });
    view! {
        <figure class="picture timeline" id=format!("step-{}", timeline.id)>
            <figcaption>{timeline.title} " " <small>{reader.say(|w| w.live)}</small></figcaption>
            {move || {
                let moments = moments.get();
                let Some(first) = moments.first().map(|m| m.at) else {
                    return view! { <p class="note">{reader.words().not_there_yet}</p> }.into_any();
                };
                view! { <ol>{moments.into_iter().map(|m| entry(m, first)).collect_view()}</ol> }.into_any()
            }}
        </figure>
    }
}

fn entry(moment: Moment, first: i64) -> impl IntoView {
    let Moment { at, who, object, reason, message } = moment;
    let after = (at - first).max(0);
    view! {
        <li>
            <small class="age">{format!("+{}.{:01} s", after / 1000, after % 1000 / 100)}</small>
            <span class="who">{who}</span>
            <span class="what"><b>{reason}</b> " " <code>{object}</code> " " {message}</span>
        </li>
    }
}
