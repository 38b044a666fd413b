//! The set-up page: what was said about a cluster to build, its runbook, and the ticks on it.

use api::frame::Lang;
use api::setup::{Runbook, SetUp, Site};
use leptos::prelude::*;

/// The saved site, or an example, with everything that belongs to it.
#[server(prefix = "/api/fn", endpoint = "set-up", output = crate::frame::codec::Json)]
pub async fn get_set_up(lang: Lang) -> Result<SetUp, ServerFnError> {
    let (portal, actor) = crate::frame::server::asked()?;
    portal.set_up(&actor, lang).await.map_err(crate::frame::server::refused)
}

/// Saves a site as it is typed; the runbook says what is still wrong with it.
#[server(prefix = "/api/fn", endpoint = "save-site", input = crate::frame::codec::Json, output = crate::frame::codec::Json)]
pub async fn save_site(site: Site, lang: Lang) -> Result<Runbook, ServerFnError> {
    let (portal, actor) = crate::frame::server::asked()?;
    portal.save_site(&actor, &site, lang).await.map_err(crate::frame::server::refused)
}

/// Takes a site from a file's text.
#[server(prefix = "/api/fn", endpoint = "load-site", input = crate::frame::codec::Json, output = crate::frame::codec::Json)]
pub async fn load_site(text: String, lang: Lang) -> Result<SetUp, ServerFnError> {
    let (portal, actor) = crate::frame::server::asked()?;
    portal.load_site(&actor, &text, lang).await.map_err(crate::frame::server::refused)
}

/// Ticks a step that was done on a host, or takes the tick back.
#[server(prefix = "/api/fn", endpoint = "tick-setup", output = crate::frame::codec::Json)]
pub async fn tick_setup(step: String, done: bool) -> Result<(), ServerFnError> {
    let (portal, actor) = crate::frame::server::asked()?;
    portal.tick_setup(&actor, &step, done).await.map_err(crate::frame::server::refused)
}
