//! The pages: every component, and the server functions they call. Built twice: as wasm for the browser (feature
//! `hydrate`) and for rendering on the server (feature `ssr`).
//!
//! Layer: above `portal` (server half only) and `api`, whose rooms have the same names. Each room has one file for each page
//! and component, and the server functions that they call in its `data`. [`parts`] is what pages share, [`browser`] what
//! touches the browser itself; on the server those functions do nothing.

#![recursion_limit = "256"]

pub mod browser;
pub mod cluster;
pub mod command;
pub mod frame;
pub mod learn;
pub mod live;
mod parts;
pub mod setup;

pub use frame::document::{App, document};

/// The browser's entry: takes over the page that the server rendered, once the code of that page is here.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn hydrate() {
    let path = leptos::prelude::location().pathname().unwrap_or_default();
    frame::pages::load(&path).await;
    leptos::mount::hydrate_body(App);
}
