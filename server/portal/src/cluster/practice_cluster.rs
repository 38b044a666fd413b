//! "Start over": a fresh practice cluster at the press of a button.

use cluster::ClusterId;
use store::End;

use crate::frame::{Action, Target, authorize};
use crate::{Actor, Portal, PortalError};

impl Portal {
    /// Sets a practice cluster back to how it was first. Progress stays, and so do other people's clusters.
    ///
    /// # Errors
    ///
    /// It is none, or there is none.
    pub async fn start_over(&self, actor: &Actor, cluster: &str) -> Result<(), PortalError> {
        let id = ClusterId::from(cluster);
        let person = authorize(actor, Action::Arrange, Target::Cluster(&id))?;
        let ClusterId::Practice(practice) = &id else {
            return Err(PortalError::Bad(format!("{cluster:?} is no practice cluster: it is left as it is")));
        };
        let record = self.open_record(person, &id, "start over", None).await?;
        let done = self.inner.clusters.start_over(practice).await;
        self.close_record(&record, &End::Exit(i32::from(done.is_err()))).await;
        Ok(done?)
    }
}
