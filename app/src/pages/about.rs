//! What Wheelhouse is, and the licences of everything in it.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::components::framed::Framed;
use crate::components::live::use_live;
use crate::data::get_licences;
use crate::reader::Reader;

/// The About page.
#[component]
pub(crate) fn About() -> impl IntoView {
    view! { <Framed><Text /></Framed> }
}

#[component]
fn Text() -> impl IntoView {
    let reader = Reader::of_page();
    use_live(String::new());
    let licences = Resource::new(|| (), |()| get_licences());
    view! {
        <Title text=move || reader.words().about_title />
        <main id="text" class="alone">
            <h1>{move || reader.words().about_title}</h1>
            <p>{move || reader.words().about_text}</p>
            <p>{move || reader.words().about_trademark}</p>
            <h2>{move || reader.words().about_licences}</h2>
            <Suspense>
                <pre class="licences" tabindex="0">
                    {move || Suspend::new(async move { licences.await.unwrap_or_default() })}
                </pre>
            </Suspense>
        </main>
    }
}
