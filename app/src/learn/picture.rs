//! A picture: one drawing, or several frames that are shown one after the other.

use api::learn::{Frame, Picture};
use leptos::prelude::*;

use crate::frame::reader::Reader;

/// A picture of a lesson. Without scripts, and on paper, all frames stand below each other.
#[component]
pub(crate) fn PictureView(picture: Picture) -> impl IntoView {
    let Picture { id, title, frames } = picture;
    let anchor = format!("step-{id}");
    if frames.len() < 2 {
        let svg = frames.into_iter().next().map(|frame| frame.svg).unwrap_or_default();
        return view! {
            <figure class="picture" id=anchor>
                <div tabindex="0" inner_html=svg></div>
                <figcaption>{title}</figcaption>
            </figure>
        }
        .into_any();
    }
    view! { <Frames anchor title frames /> }.into_any()
}

#[component]
fn Frames(anchor: String, title: String, frames: Vec<Frame>) -> impl IntoView {
    let reader = Reader::of_page();
    let last = frames.len() - 1;
    // All are shown until the scripts run: then one.
    let shown = RwSignal::new(None::<usize>);
    Effect::new(move |_| shown.set(Some(0)));
    let here = move || shown.get().unwrap_or_default();
    let frames = frames.into_iter().enumerate().map(move |(at, frame)| {
        view! {
            <li hidden=move || shown.get().is_some_and(|shown| shown != at)>
                <div tabindex="0" inner_html=frame.svg></div>
                <p inner_html=frame.caption></p>
            </li>
        }
    });
    view! {
        <figure class="picture frames" id=anchor>
            <figcaption>{title}</figcaption>
            <ol aria-live="polite">{frames.collect_view()}</ol>
            <div class="steps needs-js">
                <button type="button" disabled=move || here() == 0 on:click=move |_| shown.set(Some(here().saturating_sub(1)))>
                    {reader.say(|w| w.frame_back)}
                </button>
                <span>{move || format!("{} / {}", here() + 1, last + 1)}</span>
                <button type="button" disabled=move || here() == last on:click=move |_| shown.set(Some((here() + 1).min(last)))>
                    {reader.say(|w| w.frame_next)}
                </button>
            </div>
        </figure>
    }
}
