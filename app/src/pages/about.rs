//! What Wheelhouse is, and the licences of everything in it.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::components::framed::Framed;
use crate::components::live::use_live;
use crate::reader::Reader;

/// The licences of the software and fonts inside, written by `cargo xtask licences`.
const LICENCES: &str = include_str!("../../../docs/licences.txt");

/// The About page.
#[component]
pub(crate) fn About() -> impl IntoView {
    use_live(String::new());
    view! { <Framed><Text /></Framed> }
}

#[component]
fn Text() -> impl IntoView {
    let reader = Reader::of_page();
    view! {
        <Title text=move || reader.words().about_title />
        <main id="text" class="alone">
            <h1>{move || reader.words().about_title}</h1>
            <p>{move || reader.words().about_text}</p>
            <p>{move || reader.words().about_trademark}</p>
            <h2>{move || reader.words().about_licences}</h2>
            <pre class="licences" tabindex="0">{LICENCES}</pre>
        </main>
    }
}
