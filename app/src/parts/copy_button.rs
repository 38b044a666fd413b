//! The button that copies a command as plain text, and says so for a moment.

use std::time::Duration;

use leptos::prelude::*;

use crate::browser::copy;
use crate::frame::reader::Reader;

/// How long the button says that it copied.
const SAYS_SO: Duration = Duration::from_secs(2);

/// Copies what `text` gives when pressed.
#[component]
pub(crate) fn CopyButton(text: impl Fn() -> String + 'static) -> impl IntoView {
    let reader = Reader::of_page();
    let copied = RwSignal::new(false);
    let label = move || if copied.get() { reader.words().copied } else { reader.words().copy };
    view! {
        <button
            type="button"
            class="copy needs-js"
            on:click=move |_| {
                copy(&text());
                copied.set(true);
                set_timeout(move || { copied.try_set(false); }, SAYS_SO);
            }
        >
            {label}
        </button>
    }
}
