//! "Start over": a fresh practice cluster at the press of a button.

use crate::{Actor, Portal, PortalError};

impl Portal {
    /// Sets the practice cluster back to how it was first. Progress stays.
    pub async fn start_over(&self, actor: &Actor) -> Result<(), PortalError> {
        let practice = self.inner.clusters.practice().ok_or(PortalError::NoPractice)?;
        let record = self
            .inner
            .store
            .record(actor.person, cluster::registry::PRACTICE, "start over", self.now())
            .await?;
        practice.reset().await;
        Ok(self.inner.store.record_exit(record, 0).await?)
    }
}
