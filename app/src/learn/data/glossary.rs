//! The glossary.

use api::frame::Lang;
use api::learn::Term;
use leptos::prelude::*;

/// Every term, by id.
#[server(prefix = "/api/fn", endpoint = "glossary", output = crate::frame::codec::Json)]
pub async fn get_glossary(lang: Lang) -> Result<Vec<Term>, ServerFnError> {
    Ok(crate::frame::server::portal()?.glossary(lang))
}
