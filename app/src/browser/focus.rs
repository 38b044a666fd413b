//! Giving the keyboard back to where its reader was.

/// Focuses the button that runs the panel in which something was pressed, or the prompt's field.
///
/// # Server-Side Rendering
/// Does nothing: nothing is pressed.
pub(crate) fn focus_back(event: &leptos::ev::MouseEvent) {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let pressed = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let around = pressed.and_then(|pressed| pressed.closest(".panel, .prompt").ok().flatten());
        let Some(around) = around else { return };
        // Once the question is gone.
        leptos::prelude::request_animation_frame(move || {
            let found = around.query_selector(".go, form input.line, .run").ok().flatten();
            if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
                drop(found.focus());
            }
        });
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = event;
}
