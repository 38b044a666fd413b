//! Files that a reader chooses.

/// Reads the file that was chosen in a field, and empties the field, so that the same file can be chosen again.
///
/// # Server-Side Rendering
/// Does nothing.
pub(crate) fn chosen_text(
    field: &leptos::ev::Targeted<leptos::ev::Event, leptos::web_sys::HtmlInputElement>,
    read: impl FnOnce(String) + 'static,
) {
    #[cfg(feature = "hydrate")]
    {
        let field = field.target();
        let Some(file) = field.files().and_then(|files| files.get(0)) else { return };
        leptos::task::spawn_local(async move {
            match wasm_bindgen_futures::JsFuture::from(file.text()).await {
                Ok(text) => read(text.as_string().unwrap_or_default()),
                Err(problem) => leptos::logging::warn!("{problem:?}"),
            }
            field.set_value("");
        });
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (field, read);
}
