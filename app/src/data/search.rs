//! Finding lessons, commands, terms and objects.

use api::lesson::Lang;
use api::search::Hit;
use leptos::prelude::*;

/// What fits to what was typed, best first.
#[server(prefix = "/api/fn", endpoint = "search", output = super::codec::Json)]
pub async fn search(cluster: String, lang: Lang, typed: String) -> Result<Vec<Hit>, ServerFnError> {
    let (portal, actor) = super::asked()?;
    portal.search(&actor, &cluster, lang, &typed).await.map_err(super::refused)
}
