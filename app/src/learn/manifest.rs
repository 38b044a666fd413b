//! A manifest that the reader edits and applies. Highlighted by the server first; CodeMirror takes over when it is
//! first touched.

use api::learn::Manifest;
use leptos::prelude::*;

use crate::command::answer::AnswerView;
use crate::command::ask;
use crate::frame::reader::Reader;
use crate::learn::data::save_manifest;

/// How the last save went.
#[derive(Clone, Copy, PartialEq)]
enum Saved {
    Nothing,
    Yes,
    No,
}

/// One manifest.
#[component]
pub(crate) fn ManifestView(manifest: Manifest, lesson: StoredValue<String>) -> impl IntoView {
    let reader = Reader::of_page();
    let id = StoredValue::new(manifest.id.clone());
    let file = StoredValue::new(manifest.file.clone());
    let original = StoredValue::new(manifest.text.clone());
    let text = RwSignal::new(manifest.text);
    let state = StoredValue::new(lesson.with_value(|l| reader.panel(l, &manifest.id)));
    let place = NodeRef::<leptos::html::Div>::new();
    let editing = RwSignal::new(false);
    let saved = RwSignal::new(Saved::Nothing);
    let place_of = move || (lesson.get_value(), file.get_value());
    // What the reader made of it before.
    Effect::new(move |_| {
        let edit = reader.edits.with(|edits| edits.get(&place_of()).cloned());
        if let Some(edit) = edit.filter(|_| !editing.get_untracked()) {
            text.set(edit);
        }
    });
    let keep = move |new: String| {
        let own = original.with_value(|o| *o == new);
        text.set(new.clone());
        reader.edits.update(|edits| drop(edits.insert(place_of(), new.clone())));
        let (lesson, file) = (lesson.get_value(), file.get_value());
        async move {
            let kept = save_manifest(lesson, file, (!own).then_some(new)).await.is_ok();
            saved.try_set(if kept { Saved::Yes } else { Saved::No });
        }
    };
    let changed = move |new: String| {
        if text.try_get_untracked().is_some_and(|now| now != new) {
            leptos::task::spawn_local(keep(new));
        }
    };
    // What could not be saved is saved when the server can be heard again.
    Effect::new(move |_| {
        if reader.connected.get() && saved.get_untracked() == Saved::No {
            leptos::task::spawn_local(keep(text.get_untracked()));
        }
    });
    let run = move |verb: &'static str| {
        // The server applies what it has saved: what stands in the editor goes there first.
        let typed = typed(place).filter(|typed| *typed != text.get_untracked());
        leptos::task::spawn_local(async move {
            if let Some(typed) = typed {
                keep(typed).await;
            }
            let line = format!("kubectl {verb} -f {}", file.get_value());
            let step = Some((lesson.get_value(), id.get_value()));
            ask::run(&state.get_value(), reader, ask::request(reader, step, line, false));
        });
    };
    let edit_now = move || mount(place, editing, text.get_untracked(), file.get_value(), changed);
    let back = move |_| {
        let text = original.get_value();
        replace(place, &text);
        changed(text);
    };
    // An edited text is shown as it is; the lesson's own comes highlighted from the server. An editor takes the place
    // of both for good.
    let html = StoredValue::new(manifest.html);
    let shown = Memo::new(move |before: Option<&Option<String>>| match before {
        Some(before) if editing.get() => before.clone(),
        _ => text.with(|text| original.with_value(|own| own != text)).then(|| text.get()),
    });
    let done = Memo::new(move |_| lesson.with_value(|l| id.with_value(|i| reader.is_done(l, i))));
    let edited = Memo::new(move |_| text.with(|text| original.with_value(|own| own != text)));
    let note = move || match saved.get() {
        Saved::Nothing => "",
        Saved::Yes => reader.words().saved,
        Saved::No => reader.words().not_saved,
    };
    view! {
        <div class="panel manifest" id=format!("step-{}", manifest.id) data-done=move || done.get().to_string()>
            <div class="cmd">
                <code class="line">{manifest.file}</code>
                <span class="tick" aria-hidden="true">{move || if done.get() { "✓" } else { "" }}</span>
                <span class="note" role="status">{note}</span>
                <button class="needs-js" on:click=move |_| edit_now()>{reader.say(|w| w.edit)}</button>
                <button class="needs-js" disabled=move || !edited.get() on:click=back>{reader.say(|w| w.reset_manifest)}</button>
                <button class="needs-js" on:click=move |_| run("diff")>{reader.say(|w| w.diff)}</button>
                <button class="run needs-js" on:click=move |_| run("apply")>{reader.say(|w| w.apply)}</button>
            </div>
            <div class="editor" node_ref=place on:click=move |_| edit_now()>
                {move || match shown.get() {
                    Some(edit) => view! { <pre class="code" tabindex="0">{edit}</pre> }.into_any(),
                    None => view! { <div inner_html=html.get_value()></div> }.into_any(),
                }}
            </div>
            {view! { <AnswerView state /> }.into_any()}
        </div>
    }
}

/// What the editor holds, if there is one.
///
/// # Server-Side Rendering
/// Nothing: the editor is the browser's.
fn typed(place: NodeRef<leptos::html::Div>) -> Option<String> {
    #[cfg(feature = "hydrate")]
    if let Some(element) = place.get_untracked() {
        return crate::browser::editor_text(&element);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = place;
    None
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
    if let Some(element) = place.get_untracked() {
        if editing.get_untracked() {
            crate::browser::focus_editor(&element);
        } else {
            editing.set(true);
            crate::browser::mount_editor(&element, &text, &label, changed);
        }
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
