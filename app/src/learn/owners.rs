//! What owns what, drawn live: the reader's own Deployment, its ReplicaSets, their pods.

use api::cluster::{Health, Owned};
use api::learn::Owners;
use leptos::prelude::*;

use crate::frame::reader::Reader;

/// The tree of one object.
#[component]
pub(crate) fn OwnersView(owners: Owners) -> impl IntoView {
    let reader = Reader::of_page();
    let id = StoredValue::new(owners.id.clone());
    let tree = Memo::new(move |_| {
        reader.drawn.with(|drawn| {
            let found = drawn.owners.iter().find(|(of, _)| id.with_value(|id| of == id));
            found.and_then(|(_, tree)| tree.clone())
        })
    });
    view! {
        <figure class="picture owners" id=format!("step-{}", owners.id)>
            <figcaption>{owners.title} " " <small>{reader.say(|w| w.live)}</small></figcaption>
            {move || match tree.get() {
                Some(tree) => view! { <ul class="tree">{branch(tree)}</ul> }.into_any(),
                None => view! { <p class="note">{reader.say(|w| w.not_there_yet)}</p> }.into_any(),
            }}
        </figure>
    }
}

fn branch(owned: Owned) -> AnyView {
    let below = (!owned.owns.is_empty())
        .then(|| view! { <ul>{owned.owns.into_iter().map(branch).collect_view()}</ul> });
    view! {
        <li>
            <span class="owned" data-health=health(owned.health)>
                <b>{owned.kind}</b>
                " "
                <code>{owned.name}</code>
                " "
                <small>{owned.status}</small>
            </span>
            {below}
        </li>
    }
    .into_any()
}

/// A health as style sheets know it.
pub(crate) fn health(health: Health) -> &'static str {
    match health {
        Health::Good => "good",
        Health::Moving => "moving",
        Health::Bad => "bad",
    }
}
