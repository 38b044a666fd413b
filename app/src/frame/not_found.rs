//! No such page.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::frame::reader::Reader;

/// What an address that is nobody's shows; the status is 404.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::NOT_FOUND);
    }
    view! { <Nothing /> }
}

#[component]
pub(crate) fn Nothing() -> impl IntoView {
    let reader = Reader::of_page();
    view! {
        <Title text=reader.say(|w| w.not_found) />
        <main id="text" class="alone">
            <h1>{reader.say(|w| w.not_found)}</h1>
            <p><a href=move || reader.lang.get().page("/learn")>{reader.say(|w| w.to_course)}</a></p>
        </main>
    }
}
