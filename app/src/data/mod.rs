//! The server functions that pages call, one file each. On the server each asks who the actor is before anything else.

mod answer;
mod choices;
mod cluster_choice;
mod codec;
mod frame;
mod glossary;
mod lesson;
mod licences;
mod manifest;
mod map;
mod review;
mod search;
mod set_up;

pub use answer::answer_quiz;
pub use choices::{choose_theme, save_blank};
pub use cluster_choice::{choose_cluster, choose_namespace, remove_namespace, start_over};
pub use frame::get_frame;
pub use glossary::get_glossary;
pub use lesson::get_lesson;
pub use licences::get_licences;
pub use manifest::save_manifest;
pub use map::get_map;
pub use review::{get_reviews, remember};
pub use search::search;
pub use set_up::{get_set_up, load_site, save_site, tick_setup};

/// The use cases and who asks, as the server's middleware left them.
#[cfg(feature = "ssr")]
fn asked() -> Result<(portal::Portal, portal::Actor), leptos::prelude::ServerFnError> {
    use leptos::prelude::{ServerFnError, use_context};
    let missing = || ServerFnError::new("open the page first: this browser has no session");
    Ok((use_context().ok_or_else(missing)?, use_context().ok_or_else(missing)?))
}

/// The HTTP status of a use case's refusal.
#[cfg(feature = "ssr")]
pub fn status(error: &portal::PortalError) -> http::StatusCode {
    use http::StatusCode;
    use portal::PortalError;
    match error {
        PortalError::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
        PortalError::Cluster(_) => StatusCode::BAD_GATEWAY,
        PortalError::NoLesson(_) | PortalError::NoSuch(_) => StatusCode::NOT_FOUND,
        PortalError::Bad(_) | PortalError::NoPractice => StatusCode::BAD_REQUEST,
    }
}

/// A use case's refusal in its own words, with the status that such a refusal has.
#[cfg(feature = "ssr")]
#[expect(clippy::needless_pass_by_value, reason = "the shape of map_err")]
fn refused(error: portal::PortalError) -> leptos::prelude::ServerFnError {
    if let Some(response) = leptos::prelude::use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(status(&error));
    }
    leptos::prelude::ServerFnError::new(error.to_string())
}
