//! Who asks, what surrounds every page, how a use case refuses.

mod actor;
mod clock;
mod error;
mod surroundings;

pub use actor::Actor;
pub use clock::SystemClock;
pub use error::PortalError;
