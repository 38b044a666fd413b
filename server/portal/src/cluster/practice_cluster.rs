//! "Start over": a fresh practice cluster at the press of a button.

use store::End;

use crate::frame::{Action, Target, authorize};
use crate::{Actor, Portal, PortalError};

impl Portal {
    /// Sets the practice cluster back to how it was first. Progress stays.
    pub async fn start_over(&self, actor: &Actor) -> Result<(), PortalError> {
        let person = authorize(actor, Action::Arrange, Target::Cluster(cluster::registry::PRACTICE))?;
        let practice = self.inner.clusters.practice().ok_or(PortalError::NoPractice)?;
        let record = self.open_record(person, cluster::registry::PRACTICE, "start over", None).await?;
        practice.reset().await;
        self.close_record(&record, &End::Exit(0)).await;
        Ok(())
    }
}
