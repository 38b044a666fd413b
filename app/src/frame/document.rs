//! The HTML document around all pages.

use leptos::prelude::*;
use leptos_meta::{MetaTags, Title, provide_meta_context};
use leptos_router::components::Router;

use super::around::Around;
use super::pages::Pages;

/// The document that the server sends.
pub fn document(options: LeptosOptions) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" type="image/svg+xml" href="/pkg/wheel.svg" />
                <link rel="stylesheet" href="/pkg/wheelhouse.css" />
                // Taken out of the page by whoever knows its reader: see `Own`.
                <script type="application/json" id=api::frame::Own::ELEMENT>"null"</script>
                <HydrationScripts options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// The document's body: what surrounds every page, and the page of the address.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Title formatter=|title: String| if title.is_empty() { "Wheelhouse".to_owned() } else { format!("{title} · Wheelhouse") } />
        <Router>
            <Around>
                <Pages />
            </Around>
        </Router>
    }
}
