//! What server functions begin and end with: who asks, and how a refusal is told.

use leptos::prelude::{ServerFnError, use_context};
use portal::{Actor, Portal, PortalError};

/// What HTTP does with a refusal before its words go to the page: it knows which status that is. In the context of every request.
#[derive(Clone, Copy)]
pub struct OnRefusal(pub fn(&PortalError));

/// The use cases, for what is the same for everybody: pages are rendered for nobody in particular. That only those with a session
/// call it is the route's matter.
pub(crate) fn portal() -> Result<Portal, ServerFnError> {
    use_context().ok_or_else(|| ServerFnError::new("this server has no use cases"))
}

/// The use cases and who asks, as the server's middleware left them.
pub(crate) fn asked() -> Result<(Portal, Actor), ServerFnError> {
    let missing = || ServerFnError::new("open the page first: this browser has no session");
    Ok((use_context().ok_or_else(missing)?, use_context().ok_or_else(missing)?))
}

/// A use case's refusal in its own words.
#[expect(clippy::needless_pass_by_value, reason = "the shape of map_err")]
pub(crate) fn refused(error: PortalError) -> ServerFnError {
    if let Some(OnRefusal(tell)) = use_context() {
        tell(&error);
    }
    ServerFnError::new(error.to_string())
}
