//! Putting what the cluster says into text and drawings that came as whole HTML from the server.

use api::cluster::Lens;
use api::live::Drawn;

/// Writes live values into the text, and marks them; what the cluster does not say (any more) is the example again.
///
/// # Server-Side Rendering
/// Does nothing: the text has what stands there until the cluster answers.
pub(crate) fn write_values(drawn: &Drawn) {
    #[cfg(feature = "hydrate")]
    for (name, value) in &drawn.values {
        each(&format!("[data-live-value=\"{name}\"]"), |element| {
            let known = !value.is_empty();
            let example = element.get_attribute("data-default").unwrap_or_default();
            let text = if known { value.as_str() } else { example.as_str() };
            if element.text_content().as_deref() != Some(text) {
                element.set_text_content(Some(text));
            }
            element.set_class_name(if known { "live-value known" } else { "live-value" });
        });
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = drawn;
}

/// Marks the boxes of drawings with the health of what they stand for: `data-live="component/etcd"`, `node/worker-1`.
///
/// # Server-Side Rendering
/// Does nothing.
pub(crate) fn mark_health(lens: &Lens) {
    #[cfg(feature = "hydrate")]
    each("[data-live]", |element| {
        let name = element.get_attribute("data-live").unwrap_or_default();
        let found = match name.split_once('/') {
            Some(("component", name)) => lens.components.get(name).copied(),
            Some(("node", name)) => lens
                .nodes
                .get(name)
                .map(|n| if n.ready { api::cluster::Health::Good } else { api::cluster::Health::Bad }),
            _ => None,
        };
        let told = match found {
            Some(health) => element.set_attribute("data-health", crate::learn::owners::health(health)),
            None => element.remove_attribute("data-health"),
        };
        // Only a name that is no attribute name could be refused.
        debug_assert!(told.is_ok());
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = lens;
}

#[cfg(feature = "hydrate")]
fn each(selector: &str, change: impl Fn(&web_sys::Element)) {
    use wasm_bindgen::JsCast;
    let Ok(found) = leptos::prelude::document().query_selector_all(selector) else { return };
    for at in 0..found.length() {
        if let Some(element) = found.item(at).and_then(|node| node.dyn_into().ok()) {
            change(&element);
        }
    }
}
