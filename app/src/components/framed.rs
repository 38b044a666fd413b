//! The frame around every page: loads what is known of the reader, then the bar, the page, the dock.

use leptos::prelude::*;

use crate::components::dock::DockView;
use crate::components::live::Offline;
use crate::components::top::Top;
use crate::data::get_frame;
use crate::reader::{Reader, use_lang};

/// A page with everything around it.
#[component]
pub(crate) fn Framed(children: ChildrenFn) -> impl IntoView {
    let reader = Reader::of_page();
    let lang = use_lang();
    reader.lang.set(lang.get_untracked());
    Effect::new(move |_| reader.lang.set(lang.get()));
    let frame = Resource::new_blocking(|| (), |()| get_frame());
    let children = StoredValue::new(children);
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match frame.await {
                    Ok(frame) => {
                        if !reader.loaded.get_untracked() {
                            reader.frame.set(frame);
                            reader.loaded.set(true);
                        }
                        view! {
                            <a class="skip" href="#text">{move || reader.words().skip}</a>
                            {view! { <Top /> }.into_any()}
                            <Offline />
                            <Notices />
                            {children.with_value(|children| children())}
                            {view! { <DockView /> }.into_any()}
                        }
                        .into_any()
                    }
                    Err(error) => view! { <main id="text" class="problem" role="alert">{message(&error)}</main> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// Messages from the start, such as a state file that was set aside.
#[component]
fn Notices() -> impl IntoView {
    let reader = Reader::of_page();
    move || {
        reader.frame.with(|f| f.notices.clone()).into_iter().map(|text| view! { <p class="banner" role="status">{text}</p> }).collect_view()
    }
}

/// A server function's error in words for the reader.
pub(crate) fn message(error: &ServerFnError) -> String {
    match error {
        ServerFnError::ServerError(text) => text.clone(),
        other => other.to_string(),
    }
}
