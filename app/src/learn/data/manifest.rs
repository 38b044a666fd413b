//! Keeping an edited manifest.

use leptos::prelude::*;

/// Saves the text of a manifest; `None` brings the lesson's own back.
#[server(prefix = "/api/fn", endpoint = "manifest", input = crate::frame::codec::Json, output = crate::frame::codec::Json)]
pub async fn save_manifest(lesson: String, file: String, text: Option<String>) -> Result<(), ServerFnError> {
    let (portal, actor) = crate::frame::server::asked()?;
    portal.save_manifest(&actor, &lesson, &file, text.as_deref()).await.map_err(crate::frame::server::refused)
}
