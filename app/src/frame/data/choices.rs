//! Small choices that stay: blanks and the theme.

use leptos::prelude::*;

/// Remembers what was typed into a blank.
#[server(prefix = "/api/fn", endpoint = "blank", output = crate::frame::codec::Json)]
pub async fn save_blank(name: String, value: String) -> Result<(), ServerFnError> {
    let (portal, actor) = crate::frame::server::asked()?;
    portal.save_blank(&actor, &name, &value).await.map_err(crate::frame::server::refused)
}

/// Remembers the theme.
#[server(prefix = "/api/fn", endpoint = "theme", output = crate::frame::codec::Json)]
pub async fn choose_theme(theme: String) -> Result<(), ServerFnError> {
    let (portal, actor) = crate::frame::server::asked()?;
    portal.choose_theme(&actor, &theme).await.map_err(crate::frame::server::refused)
}
