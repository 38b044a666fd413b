//! Finding lessons, commands, terms and objects.

use api::frame::Lang;
use api::learn::Hit;
use leptos::prelude::*;

/// What fits to what was typed, best first.
#[server(prefix = "/api/fn", endpoint = "search", output = crate::frame::codec::Json)]
pub async fn search(cluster: String, lang: Lang, typed: String) -> Result<Vec<Hit>, ServerFnError> {
    let (portal, actor) = crate::frame::server::asked()?;
    portal.search(&actor, &cluster, lang, &typed).await.map_err(crate::frame::server::refused)
}
