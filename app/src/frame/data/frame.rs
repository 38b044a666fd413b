//! The reader's progress, the clusters, the choices.

use api::frame::Frame;
use leptos::prelude::*;

/// Everything that surrounds a page.
#[server(prefix = "/api/fn", endpoint = "frame", output = crate::frame::codec::Json)]
pub async fn get_frame() -> Result<Frame, ServerFnError> {
    let (portal, actor) = crate::frame::server::asked()?;
    portal.frame(&actor).await.map_err(crate::frame::server::refused)
}
