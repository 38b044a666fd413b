//! The frame around every page: the bar, messages, the page, the dock.

use leptos::prelude::*;
use leptos_meta::Html;

use crate::command::dock::DockView;
use crate::frame::reader::Reader;
use crate::frame::top::Top;
use crate::live::listen::{Offline, listen};

/// Everything around a page: it stays while pages change, and with it the dock and its shells.
#[component]
pub(crate) fn Around(children: Children) -> impl IntoView {
    let reader = Reader::provide();
    listen(reader);
    view! {
        <a class="skip" href="#text">{reader.say(|w| w.skip)}</a>
        <Html attr:lang=move || reader.html_lang() attr:data-theme=move || reader.theme() />
        {view! { <Top /> }.into_any()}
        <Offline />
        <Notices />
        {children()}
        {view! { <DockView /> }.into_any()}
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
