//! The content of a lesson, block by block.

use api::learn::{Blank, Block, PanelTraits};
use leptos::prelude::*;

use crate::command::panel::CommandPanel;
use crate::frame::reader::Reader;
use crate::learn::check::CheckView;
use crate::learn::host::HostPanel;
use crate::learn::images::ImagesView;
use crate::learn::manifest::ManifestView;
use crate::learn::owners::OwnersView;
use crate::learn::picture::PictureView;
use crate::learn::quiz::QuizView;
use crate::learn::timeline::TimelineView;

/// What the blocks of one lesson share.
#[derive(Clone, Copy)]
pub(crate) struct Shared {
    pub(crate) lesson: StoredValue<String>,
    pub(crate) blanks: StoredValue<Vec<Blank>>,
    pub(crate) traits: StoredValue<Vec<PanelTraits>>,
}

/// One block.
#[component]
pub(crate) fn BlockView(block: Block, shared: Shared) -> impl IntoView {
    let Shared { lesson, blanks, traits } = shared;
    match block {
        Block::Html { html } => {
            // A table's empty corner heads nothing: screen readers should not announce it as a heading.
            let html = html.replace("<th></th>", "<td></td>");
            view! { <div class="prose" inner_html=html></div> }.into_any()
        }
        Block::Aside { html } => view! { <Aside html /> }.into_any(),
        Block::Panel(panel) => {
            let traits =
                traits.with_value(|all| all.iter().find(|t| t.id == panel.id).cloned().unwrap_or_default());
            view! { <CommandPanel panel traits lesson blanks /> }.into_any()
        }
        Block::Manifest(manifest) => view! { <ManifestView manifest lesson /> }.into_any(),
        Block::Host(host) => view! { <HostPanel host blanks /> }.into_any(),
        Block::Check(check) => view! { <CheckView check lesson blanks /> }.into_any(),
        Block::Picture(picture) => view! { <PictureView picture /> }.into_any(),
        Block::Owners(owners) => view! { <OwnersView owners /> }.into_any(),
        Block::Timeline(timeline) => view! { <TimelineView timeline /> }.into_any(),
        Block::Images(images) => view! { <ImagesView images /> }.into_any(),
        Block::Quiz(quiz) => view! { <QuizView quiz lesson /> }.into_any(),
    }
}

/// "Older notes say otherwise."
#[component]
fn Aside(html: String) -> impl IntoView {
    let reader = Reader::of_page();
    view! {
        <div class="since" role="note">
            <b>{reader.say(|w| w.older_notes)}</b>
            <div inner_html=html></div>
        </div>
    }
}
