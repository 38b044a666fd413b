//! The reader's progress, the clusters, the choices.

use api::progress::Frame;
use leptos::prelude::*;

/// Everything that surrounds a page.
#[server(prefix = "/api/fn", endpoint = "frame", output = super::codec::Json)]
pub async fn get_frame() -> Result<Frame, ServerFnError> {
    let (portal, actor) = super::asked()?;
    portal.frame(&actor).await.map_err(super::refused)
}
