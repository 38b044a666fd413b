//! The set-up page: what was said about a cluster to build, its runbook, and the ticks on it.

use api::lesson::Lang;
use api::setup::{Runbook, SetUp, Site};
use leptos::prelude::*;

/// The saved site, or an example, with everything that belongs to it.
#[server(prefix = "/api/fn", endpoint = "set-up", output = super::codec::Json)]
pub async fn get_set_up(lang: Lang) -> Result<SetUp, ServerFnError> {
    let (portal, actor) = super::asked()?;
    portal.set_up(&actor, lang).await.map_err(super::refused)
}

/// Saves a site as it is typed; the runbook says what is still wrong with it.
#[server(prefix = "/api/fn", endpoint = "save-site", input = super::codec::Json, output = super::codec::Json)]
pub async fn save_site(site: Site, lang: Lang) -> Result<Runbook, ServerFnError> {
    let (portal, actor) = super::asked()?;
    portal.save_site(&actor, &site, lang).await.map_err(super::refused)
}

/// Takes a site from a file's text.
#[server(prefix = "/api/fn", endpoint = "load-site", input = super::codec::Json, output = super::codec::Json)]
pub async fn load_site(text: String, lang: Lang) -> Result<SetUp, ServerFnError> {
    let (portal, actor) = super::asked()?;
    portal.load_site(&actor, &text, lang).await.map_err(super::refused)
}

/// Ticks a step that was done on a host, or takes the tick back.
#[server(prefix = "/api/fn", endpoint = "tick-setup", output = super::codec::Json)]
pub async fn tick_setup(step: String, done: bool) -> Result<(), ServerFnError> {
    let (portal, actor) = super::asked()?;
    portal.tick_setup(&actor, &step, done).await.map_err(super::refused)
}
