//! The course map.

use api::frame::Lang;
use api::learn::CourseMap;
use leptos::prelude::*;

/// All lessons in reading order.
#[server(prefix = "/api/fn", endpoint = "map", output = crate::frame::codec::Json)]
pub async fn get_map(lang: Lang) -> Result<CourseMap, ServerFnError> {
    Ok(crate::frame::server::portal()?.map(lang))
}
