//! Where on the page its reader is: the same step in the other language stands elsewhere in pixels.

/// A heading or step, and how far below the window's top it stands, in pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    id: String,
    top: f64,
}

/// The first heading or step that is in sight.
///
/// # Server-Side Rendering
/// Nowhere.
pub(crate) fn spot() -> Option<Spot> {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let marked = leptos::prelude::document().query_selector_all("main [id]").ok()?;
        (0..marked.length()).filter_map(|i| marked.item(i)?.dyn_into::<web_sys::Element>().ok()).find_map(
            |element| {
                let place = element.get_bounding_client_rect();
                (place.bottom() > BAR).then(|| Spot { id: element.id(), top: place.top() })
            },
        )
    }
    #[cfg(not(feature = "hydrate"))]
    None
}

/// Loads the page again; the browser keeps the place.
///
/// # Server-Side Rendering
/// Does nothing.
pub(crate) fn reload() {
    #[cfg(feature = "hydrate")]
    if leptos::prelude::window().location().reload().is_err() {
        leptos::logging::warn!("the page could not be loaded again");
    }
}

/// How far down the bar at the top reaches, in pixels.
#[cfg(feature = "hydrate")]
const BAR: f64 = 60.0;

/// Scrolls so that the place stands where it stood.
///
/// # Server-Side Rendering
/// Does nothing.
pub(crate) fn return_to(spot: Spot) {
    #[cfg(feature = "hydrate")]
    leptos::prelude::request_animation_frame(move || {
        let Some(element) = leptos::prelude::document().get_element_by_id(&spot.id) else { return };
        let options = web_sys::ScrollToOptions::new();
        options.set_top(element.get_bounding_client_rect().top() - spot.top);
        options.set_behavior(web_sys::ScrollBehavior::Instant);
        leptos::prelude::window().scroll_by_with_scroll_to_options(&options);
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = spot;
}
