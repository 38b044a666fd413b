//! What is the reader's own on a page, as the server put it beside the page.

use api::frame::Own;

/// What stands there; `None` on a page without a server.
///
/// # Server-Side Rendering
/// Nothing: a page is rendered for all its readers.
pub(crate) fn own() -> Option<Own> {
    #[cfg(feature = "hydrate")]
    {
        let element = leptos::prelude::document().get_element_by_id(Own::ELEMENT)?;
        serde_json::from_str(&element.text_content()?).ok()
    }
    #[cfg(not(feature = "hydrate"))]
    None
}
