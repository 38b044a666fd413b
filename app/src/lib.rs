//! The pages: every component, and the server functions they call. Built twice: as wasm for the browser (feature
//! `hydrate`) and for rendering on the server (feature `ssr`).
//!
//! Layer: above `portal` (server half only) and `api`. [`pages`] has one file for each page, [`components`] one for each
//! component, [`data`] one for each server function, [`browser`] what touches the browser itself; on the server those
//! functions do nothing. [`words`] holds every text of the frame in both languages.

#![recursion_limit = "256"]

pub mod browser;
pub mod components;
pub mod data;
mod document;
pub mod pages;
pub mod reader;
mod route;
pub mod words;

pub use document::{App, document};

/// The browser's entry: takes over the page that the server rendered, once the code of that page is here.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn hydrate() {
    let path = leptos::prelude::location().pathname().unwrap_or_default();
    pages::load(&path).await;
    leptos::mount::hydrate_body(App);
}
