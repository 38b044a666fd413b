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

/// The browser's entry: takes over the page that the server rendered.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_body(App);
}
