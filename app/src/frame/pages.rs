//! Every page with its address: a new one is a file in its room and a line here.

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route};
use leptos_router::{Lazy, SsrMode, path};

use super::about::About;
use super::not_found::NotFound;
use super::route::Language;
use crate::learn::glossary::Glossary;
use crate::learn::lesson::LessonPage;
use crate::learn::map::Map;
use crate::learn::review::Reviews;
use crate::setup::page::SetUpPage;

/// Makes the routes, and what loads the code of the pages that come by themselves.
macro_rules! pages {
    (at once { $($path:tt => $page:ident,)* } later { $($lazy_path:tt => $lazy:ident $($own:ident)?,)* }) => {
        /// The addresses of all pages, in English; `:id` stands for a lesson's id.
        pub const PATHS: &[&str] = &[$($path,)* $($lazy_path,)*];

        /// Whether the page at an address is its reader's altogether; all others are the same for everybody.
        pub fn is_own(path: &str) -> bool {
            match path.strip_prefix("/zh").unwrap_or(path).trim_end_matches('/') {
                $($($lazy_path => stringify!($own) == "own",)?)*
                _ => false,
            }
        }

        /// The routes. English lives at the root, Chinese under `/zh`. Every page is rendered whole before its first byte.
        #[component]
        pub(crate) fn Pages() -> impl IntoView {
            view! {
                <FlatRoutes fallback=NotFound>
                    $(<Route path=(Language, path!($path)) view=$page ssr=SsrMode::Async />)*
                    $(<Route path=(Language, path!($lazy_path)) view={Lazy::<$lazy>::new()} ssr=SsrMode::Async />)*
                </FlatRoutes>
            }
        }

        /// Loads the code of the page at an address, where that comes by itself: a page is taken over as a whole.
        #[cfg(feature = "hydrate")]
        pub(crate) async fn load(path: &str) {
            use leptos_router::LazyRoute;
            match path.strip_prefix("/zh").unwrap_or(path).trim_end_matches('/') {
                $($lazy_path => $lazy::preload().await,)*
                _ => {}
            }
        }
    };
}

pages! {
    at once {
        "/learn/:id" => LessonPage,
    }
    later {
        "/learn" => Map,
        "/setup" => SetUpPage own,
        "/glossary" => Glossary,
        "/review" => Reviews own,
        "/about" => About,
    }
}
