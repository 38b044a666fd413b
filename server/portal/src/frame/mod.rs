//! Who asks and what they may, what is kept of them, what surrounds every page, how a use case refuses.

mod actor;
mod authorize;
mod clock;
mod error;
pub(crate) mod people;
mod put_away;
pub(crate) mod sessions;
mod surroundings;
#[cfg(test)]
mod walk;

pub use actor::{Actor, Identity, Reach, Role};
pub(crate) use authorize::{Action, Target, authorize};
pub use clock::SystemClock;
pub use error::PortalError;
pub(crate) use surroundings::progress;
