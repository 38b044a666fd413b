//! The course map.

use api::lesson::{CourseMap, Lang};
use leptos::prelude::*;

/// All lessons in reading order.
#[server(prefix = "/api/fn", endpoint = "map", output = super::codec::Json)]
pub async fn get_map(lang: Lang) -> Result<CourseMap, ServerFnError> {
    let (portal, _actor) = super::asked()?;
    Ok(portal.map(lang))
}
