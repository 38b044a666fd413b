//! The glossary.

use api::figure::Term;
use api::lesson::Lang;
use leptos::prelude::*;

/// Every term, by id.
#[server(prefix = "/api/fn", endpoint = "glossary", output = super::codec::Json)]
pub async fn get_glossary(lang: Lang) -> Result<Vec<Term>, ServerFnError> {
    let (portal, _) = super::asked()?;
    Ok(portal.glossary(lang))
}
