//! What is kept of a person, told to all their pages when it changes.

use store::PersonId;

use super::Publisher;
use crate::Portal;
use crate::frame::progress;

/// Tells a person's progress for as long as one of their pages hears it.
pub(crate) async fn run(portal: Portal, person: PersonId, mut tell: Publisher) {
    let mut changes = portal.changes_of(person);
    loop {
        changes.borrow_and_update();
        match portal.of_person(person).await {
            Ok(kept) => tell.tell(&progress(&kept)),
            Err(error) => tracing::warn!(%error, "what is kept of a person could not be told"),
        }
        if changes.changed().await.is_err() {
            return;
        }
    }
}
