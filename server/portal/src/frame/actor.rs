//! Who asks: carried by every use case, so that rights, audit and progress hang on one thing.

use store::PersonId;

use crate::{Portal, PortalError};

/// The person on whose behalf something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actor {
    pub(crate) person: PersonId,
}

impl Portal {
    /// Whose session a cookie's value opens; `None` for one that opens none.
    pub async fn actor_of(&self, token: &str) -> Result<Option<Actor>, PortalError> {
        Ok(self.inner.store.session(token).await?.map(|person| Actor { person }))
    }

    /// Single-user mode: lets a browser in as the local person and returns the new cookie's value.
    pub async fn let_in(&self) -> Result<(Actor, String), PortalError> {
        let now = self.now();
        let person = self.inner.store.local_person(now).await?;
        let token: String = (0..4).map(|_| format!("{:016x}", rand::random::<u64>())).collect();
        self.inner.store.start_session(&token, person, now).await?;
        Ok((Actor { person }, token))
    }
}
