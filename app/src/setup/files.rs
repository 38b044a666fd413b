//! The site as a file: saved, shared, loaded again.

use leptos::prelude::*;

use super::desk::Desk;
use crate::browser::chosen_text;
use crate::parts::message::message;
use crate::setup::data::load_site;

/// The link that saves the file and the field that loads one.
#[component]
pub(crate) fn FilesView(desk: Desk) -> impl IntoView {
    let reader = desk.reader;
    let load = move |text: String| {
        leptos::task::spawn_local(async move {
            match load_site(text, reader.lang.get_untracked()).await {
                Ok(set_up) => desk.take(set_up),
                Err(error) => desk.refused.set(Some(message(&error))),
            }
        });
    };
    view! {
        <p class="files">
            <a class="button" href="/api/setup/site" download="set-up.yaml" rel="external">{reader.say(|w| w.save_file)}</a>
            <label class="button needs-js">
                {reader.say(|w| w.load_file)}
                <input type="file" accept=".yaml,.yml" on:change:target=move |e| chosen_text(&e, load) />
            </label>
        </p>
    }
}
