//! What Wheelhouse is, and the licences of everything in it.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{LazyRoute, lazy_route};

use crate::frame::data::get_licences;
use crate::frame::reader::Reader;

/// The About page; its code is loaded when it is first opened.
pub(crate) struct About;

#[lazy_route]
impl LazyRoute for About {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <Telling /> }.into_any()
    }
}

#[component]
fn Telling() -> impl IntoView {
    view! { <Text /> }
}

#[component]
fn Text() -> impl IntoView {
    let reader = Reader::of_page();
    let licences = Resource::new(|| (), |()| get_licences());
    view! {
        <Title text=reader.say(|w| w.about_title) />
        <main id="text" class="alone">
            <h1>{reader.say(|w| w.about_title)}</h1>
            <p>{reader.say(|w| w.about_text)}</p>
            <p>{reader.say(|w| w.about_trademark)}</p>
            <h2>{reader.say(|w| w.about_licences)}</h2>
            <Suspense>
                <pre class="licences" tabindex="0">
                    {move || Suspend::new(async move { licences.await.unwrap_or_default() })}
                </pre>
            </Suspense>
        </main>
    }
}
