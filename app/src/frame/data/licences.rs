//! The licences of everything inside: only the server carries the text, so that the browser half stays small.

use leptos::prelude::*;

/// Name, version and licence of each crate, package and font.
#[server(prefix = "/api/fn", endpoint = "licences", output = crate::frame::codec::Json)]
pub async fn get_licences() -> Result<String, ServerFnError> {
    Ok(include_str!("../../../../docs/licences.txt").to_owned())
}
