//! The HTML document around all pages, and the routes.

use leptos::prelude::*;
use leptos_meta::{MetaTags, Title, provide_meta_context};
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{Lazy, SsrMode, path};

use crate::components::framed::Around;
use crate::pages::{About, Glossary, LessonPage, Map, NotFound, Reviews, SetUpPage};
use crate::route::Language;

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
                <HydrationScripts options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// The routes. English lives at the root, Chinese under `/zh`.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Title formatter=|title: String| if title.is_empty() { "Wheelhouse".to_owned() } else { format!("{title} · Wheelhouse") } />
        <Router>
            <Around>
                <FlatRoutes fallback=NotFound>
                    <Route path=(Language, path!("/learn")) view={Lazy::<Map>::new()} ssr=SsrMode::Async />
                    <Route path=(Language, path!("/learn/:id")) view=LessonPage ssr=SsrMode::Async />
                    <Route path=(Language, path!("/setup")) view={Lazy::<SetUpPage>::new()} ssr=SsrMode::Async />
                    <Route path=(Language, path!("/glossary")) view={Lazy::<Glossary>::new()} ssr=SsrMode::Async />
                    <Route path=(Language, path!("/review")) view={Lazy::<Reviews>::new()} ssr=SsrMode::Async />
                    <Route path=(Language, path!("/about")) view={Lazy::<About>::new()} ssr=SsrMode::Async />
                </FlatRoutes>
            </Around>
        </Router>
    }
}
