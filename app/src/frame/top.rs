//! The bar at the top: brand, pages, cluster, language.

use api::frame::Lang;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

use crate::browser::spot;
use crate::cluster::switcher::Switcher;
use crate::frame::palette::Palette;
use crate::frame::reader::{Reader, other_language};

/// The bar at the top of every page.
#[component]
pub(crate) fn Top() -> impl IntoView {
    let reader = Reader::of_page();
    let location = use_location();
    let other = move || location.pathname.with(|path| other_language(path));
    let here = move |page: &str| location.pathname.with(|path| path.contains(page));
    view! {
        <header class="top">
            <A href=move || reader.lang.get().page("/learn") attr:class="brand">
                <Wheel />
                "Wheelhouse"
            </A>
            <nav class="tabs" aria-label="Wheelhouse">
                <a href=move || reader.lang.get().page("/learn") class:on=move || here("/learn")>{reader.say(|w| w.learn)}</a>
                <a href=move || reader.lang.get().page("/setup") class:on=move || here("/setup")>{reader.say(|w| w.set_up)}</a>
                <a href=move || reader.lang.get().page("/glossary") class:on=move || here("/glossary")>
                    {reader.say(|w| w.glossary)}
                </a>
                <a href=move || reader.lang.get().page("/about") class:on=move || here("/about")>
                    {reader.say(|w| w.about)}
                </a>
            </nav>
            <div class="grow"></div>
            {view! { <Palette /> }.into_any()}
            <Switcher />
            <a
                class="pill language"
                href=other
                data-noscroll="true"
                on:click=move |_| reader.spot.set_value(spot())
                lang=move || if reader.lang.get() == Lang::En { "zh-CN" } else { "en" }>
                {reader.say(|w| w.language)}
            </a>
        </header>
    }
}

/// The mark.
#[component]
fn Wheel() -> impl IntoView {
    view! {
        <svg class="wheel" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" aria-hidden="true">
            <circle cx="12" cy="12" r="6.2" />
            <circle cx="12" cy="12" r="1.8" />
            <path d="M12 1.5v4.3M12 18.2v4.3M1.5 12h4.3M18.2 12h4.3M4.6 4.6l3 3M16.4 16.4l3 3M19.4 4.6l-3 3M7.6 16.4l-3 3" />
        </svg>
    }
}
