//! The frame around every page: loads what is known of the reader, then the bar, the page, the dock.

use leptos::prelude::*;
use leptos_meta::Html;

use crate::command::dock::DockView;
use crate::frame::reader::Reader;
use crate::frame::top::Top;
use crate::live::listen::Offline;

/// Everything around a page: it stays while pages change, and with it the dock and its shells.
#[component]
pub(crate) fn Around(children: Children) -> impl IntoView {
    let reader = Reader::provide();
    view! {
        <a class="skip" href="#text">{reader.say(|w| w.skip)}</a>
        <Framed>
            <Html attr:lang=move || reader.html_lang() attr:data-theme=move || reader.theme() />
            {view! { <Top /> }.into_any()}
            <Offline />
            <Notices />
        </Framed>
        {children()}
        <Framed>{view! { <DockView /> }.into_any()}</Framed>
    }
}

/// What needs to know the reader: shown once that is loaded.
#[component]
pub(crate) fn Framed(children: ChildrenFn) -> impl IntoView {
    let reader = Reader::of_page();
    let children = StoredValue::new(children);
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match reader.load.await {
                    // On the server the page may be over by now, and with it everything that it held: then nobody looks.
                    Ok(frame) => reader
                        .take(frame)
                        .and_then(|()| children.try_with_value(|children| children().into_any()))
                        .unwrap_or_else(|| ().into_any()),
                    Err(error) => view! { <p class="banner" role="alert">{message(&error)}</p> }.into_any(),
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
        reader
            .frame
            .with(|f| f.notices.clone())
            .into_iter()
            .map(|text| view! { <p class="banner" role="status">{text}</p> })
            .collect_view()
    }
}

/// A server function's error in words for the reader.
pub(crate) fn message(error: &ServerFnError) -> String {
    match error {
        ServerFnError::ServerError(text) => text.clone(),
        other => other.to_string(),
    }
}
