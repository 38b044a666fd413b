//! The editor and the terminal: JavaScript of their own (`app/web/src`), loaded when first used.

#[cfg(feature = "hydrate")]
use wasm_bindgen::prelude::*;

#[cfg(feature = "hydrate")]
#[wasm_bindgen(inline_js = r#"
export async function mountEditor(element, text, label, changed) {
  const { mount } = await import("/pkg/editor.js");
  mount(element, text, label, changed);
}
export function focusEditor(element) { element.wheelhouseEditor?.focus(); }
export function editorText(element) { return element.wheelhouseEditor?.text(); }
export function setEditor(element, text) { element.wheelhouseEditor?.set(text); }
export async function openShell(element, request, ended) {
  const { open } = await import("/pkg/terminal.js");
  open(element, request, ended);
}
export function closeShell(element) { element.wheelhouseShell?.close(); }
"#)]
extern "C" {
    #[wasm_bindgen(js_name = mountEditor)]
    fn js_mount_editor(
        element: &web_sys::Element,
        text: &str,
        label: &str,
        changed: &Closure<dyn Fn(String)>,
    );
    #[wasm_bindgen(js_name = setEditor)]
    fn js_set_editor(element: &web_sys::Element, text: &str);
    #[wasm_bindgen(js_name = focusEditor)]
    fn js_focus_editor(element: &web_sys::Element);
    #[wasm_bindgen(js_name = editorText)]
    fn js_editor_text(element: &web_sys::Element) -> Option<String>;
    #[wasm_bindgen(js_name = openShell)]
    fn js_open_shell(element: &web_sys::Element, request: &str, ended: &Closure<dyn Fn(i32)>);
    #[wasm_bindgen(js_name = closeShell)]
    fn js_close_shell(element: &web_sys::Element);
}

/// Puts an editor into an element; `changed` gets the whole text a moment after typing stops.
///
/// # Server-Side Rendering
/// Not there: elements are the browser's.
#[cfg(feature = "hydrate")]
pub fn mount_editor(element: &web_sys::Element, text: &str, label: &str, changed: impl Fn(String) + 'static) {
    let changed = Closure::new(changed);
    js_mount_editor(element, text, label, &changed);
    changed.forget();
}

/// Replaces the text of the editor in an element.
///
/// # Server-Side Rendering
/// Not there: elements are the browser's.
#[cfg(feature = "hydrate")]
pub fn set_editor(element: &web_sys::Element, text: &str) {
    js_set_editor(element, text);
}

/// Gives the keyboard to the editor in an element.
///
/// # Server-Side Rendering
/// Not there: elements are the browser's.
#[cfg(feature = "hydrate")]
pub fn focus_editor(element: &web_sys::Element) {
    js_focus_editor(element);
}

/// What the editor in an element holds; `None` without an editor.
///
/// # Server-Side Rendering
/// Not there: elements are the browser's.
#[cfg(feature = "hydrate")]
pub fn editor_text(element: &web_sys::Element) -> Option<String> {
    js_editor_text(element)
}

/// Opens a shell in an element; `request` is a `ShellRequest` as JSON; `ended` gets the exit code, -1 for a connection
/// that broke.
///
/// # Server-Side Rendering
/// Not there: elements are the browser's.
#[cfg(feature = "hydrate")]
pub fn open_shell(element: &web_sys::Element, request: &str, ended: impl Fn(i32) + 'static) {
    let ended = Closure::new(ended);
    js_open_shell(element, request, &ended);
    ended.forget();
}

/// Closes the shell in an element and ends the remote process.
///
/// # Server-Side Rendering
/// Not there: elements are the browser's.
#[cfg(feature = "hydrate")]
pub fn close_shell(element: &web_sys::Element) {
    js_close_shell(element);
}
