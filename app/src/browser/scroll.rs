//! Keeping the end of an output in sight while it grows.

use leptos::prelude::*;

/// How far from its end an output may be, in pixels, and still be at its end.
#[cfg(feature = "hydrate")]
const NEAR: i32 = 40;

/// Whether an output shows its end.
///
/// # Server-Side Rendering
/// Always: there is nothing to scroll.
pub(crate) fn at_end(place: NodeRef<leptos::html::Pre>) -> bool {
    #[cfg(feature = "hydrate")]
    if let Some(element) = place.get_untracked() {
        return element.scroll_height() - element.client_height() - element.scroll_top() < NEAR;
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = place;
    true
}

/// Shows the end of an output, once it is drawn.
///
/// # Server-Side Rendering
/// Does nothing: there is nothing to scroll.
pub(crate) fn to_end(place: NodeRef<leptos::html::Pre>) {
    #[cfg(feature = "hydrate")]
    request_animation_frame(move || {
        if let Some(element) = place.try_get_untracked().flatten() {
            element.set_scroll_top(element.scroll_height());
        }
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = place;
}
