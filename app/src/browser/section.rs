//! Which section of a page its reader is in.

use leptos::prelude::*;

/// The id of the heading that was passed last, of those with these ids in the order in which they stand; empty above the
/// first. Follows scrolling for as long as the calling component lives.
///
/// # Server-Side Rendering
/// Always empty: nobody scrolls there.
pub(crate) fn use_section(ids: Vec<String>) -> RwSignal<String> {
    let section = RwSignal::new(String::new());
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        let ids = ids.clone();
        let look = move || {
            let passed = ids.iter().rev().find(|id| {
                document()
                    .get_element_by_id(id)
                    .is_some_and(|heading| heading.get_bounding_client_rect().top() < PASSED)
            });
            let now = passed.cloned().unwrap_or_default();
            if section.try_with_untracked(|before| *before != now) == Some(true) {
                section.set(now);
            }
        };
        look();
        let listening = window_event_listener(leptos::ev::scroll, move |_| look());
        on_cleanup(move || listening.remove());
    });
    #[cfg(not(feature = "hydrate"))]
    drop(ids);
    section
}

/// How far below the window's top a heading counts as passed, in pixels: the bar, and a little of the text.
#[cfg(feature = "hydrate")]
const PASSED: f64 = 120.0;
