//! A manifest that the reader edits and applies. Highlighted by the server first; CodeMirror takes over when it is
//! first touched.

use api::lesson::Manifest;
use leptos::prelude::*;

use crate::components::panel::{AnswerView, ask};
use crate::data::save_manifest;
use crate::reader::Reader;

/// One manifest.
#[component]
pub(crate) fn ManifestView(manifest: Manifest, edit: Option<String>, lesson: StoredValue<String>) -> impl IntoView {
    let reader = Reader::of_page();
    let id = StoredValue::new(manifest.id.clone());
    let file = StoredValue::new(manifest.file.clone());
    let original = StoredValue::new(manifest.text.clone());
    let text = RwSignal::new(edit.clone().unwrap_or(manifest.text));
    let state = StoredValue::new(lesson.with_value(|l| reader.panel(l, &manifest.id)));
    let place = NodeRef::<leptos::html::Div>::new();
    let editing = RwSignal::new(false);
    let saved = RwSignal::new(false);
    let save = Action::new(move |new: &Option<String>| {
        let new = new.clone();
        async move {
            saved.set(save_manifest(lesson.get_value(), file.get_value(), new).await.is_ok());
        }
    });
    let changed = move |new: String| {
        saved.set(false);
        let own = original.with_value(|o| *o == new);
        text.set(new.clone());
        save.dispatch((!own).then_some(new));
    };
    let run = move |verb: &str| {
        let line = format!("kubectl {verb} -f {}", file.get_value());
        state.get_value().run(reader, ask(reader, Some((lesson.get_value(), id.get_value())), line, false));
    };
    let edit_now = move || mount(place, editing, text.get_untracked(), file.get_value(), changed);
    let back = move |_| {
        let text = original.get_value();
        replace(place, &text);
        changed(text);
    };
    // An edited text is shown as it is; the lesson's own comes highlighted from the server.
    let shown = match edit {
        Some(edit) => view! { <pre class="code">{edit}</pre> }.into_any(),
        None => view! { <div inner_html=manifest.html></div> }.into_any(),
    };
    let done = Memo::new(move |_| lesson.with_value(|l| id.with_value(|i| reader.is_done(l, i))));
    view! {
        <div class="panel manifest" id=format!("step-{}", manifest.id) data-done=move || done.get().to_string()>
            <div class="cmd">
                <code class="line">{manifest.file}</code>
                <span class="tick" aria-hidden="true">{move || if done.get() { "✓" } else { "" }}</span>
                <span class="note">{move || if saved.get() { reader.words().saved } else { "" }}</span>
                <button class="needs-js" on:click=move |_| edit_now()>{move || reader.words().edit}</button>
                <button class="needs-js" on:click=back>{move || reader.words().reset_manifest}</button>
                <button class="needs-js" on:click=move |_| run("diff")>{move || reader.words().diff}</button>
                <button class="run needs-js" on:click=move |_| run("apply")>{move || reader.words().apply}</button>
            </div>
            <div class="editor" node_ref=place on:click=move |_| edit_now()>{shown}</div>
            {view! { <AnswerView state /> }.into_any()}
        </div>
    }
}

/// # Server-Side Rendering
/// Does nothing: the editor is the browser's.
fn mount(
    place: NodeRef<leptos::html::Div>,
    editing: RwSignal<bool>,
    text: String,
    label: String,
    changed: impl Fn(String) + 'static,
) {
    #[cfg(feature = "hydrate")]
    if let Some(element) = place.get_untracked()
        && !editing.get_untracked()
    {
        editing.set(true);
        crate::browser::mount_editor(&element, &text, &label, changed);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (place, editing, text, label, changed);
}

/// # Server-Side Rendering
/// Does nothing: the editor is the browser's.
fn replace(place: NodeRef<leptos::html::Div>, text: &str) {
    #[cfg(feature = "hydrate")]
    if let Some(element) = place.get_untracked() {
        crate::browser::set_editor(&element, text);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (place, text);
}
