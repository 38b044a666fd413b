//! What opens over the page and closes again: by Escape, or when something else is pressed.

use leptos::ev::PointerEvent;
use leptos::html::Details;
use leptos::prelude::*;

/// Closes; `refocus` gives the keyboard back to what opened it.
///
/// # Server-Side Rendering
/// Does nothing: nothing is open.
pub(crate) fn shut(place: NodeRef<Details>, refocus: bool) {
    #[cfg(feature = "hydrate")]
    if let Some(details) = place.get_untracked() {
        use wasm_bindgen::JsCast;
        details.set_open(false);
        if refocus
            && let Ok(Some(summary)) = details.query_selector("summary")
            && let Ok(summary) = summary.dyn_into::<web_sys::HtmlElement>()
        {
            let _ = summary.focus();
        }
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (place, refocus);
}

/// Whether something outside was pressed.
///
/// # Server-Side Rendering
/// Never: nothing is pressed.
pub(crate) fn outside(place: NodeRef<Details>, event: &PointerEvent) -> bool {
    #[cfg(feature = "hydrate")]
    if let Some(details) = place.try_get_untracked().flatten() {
        use wasm_bindgen::JsCast;
        let target = event.target().and_then(|t| t.dyn_into::<web_sys::Node>().ok());
        return !details.contains(target.as_ref());
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (place, event);
    false
}
