//! "Start over": a fresh practice cluster at the press of a button; and the end of those that nobody needs.

use std::time::Duration;

use cluster::ClusterId;
use store::End;

use crate::frame::{Action, Target, authorize};
use crate::{Actor, Portal, PortalError};

/// How long a practice cluster with a name is kept in memory after it was used last.
const IDLE: Duration = Duration::from_secs(15 * 60);

/// How often it is looked for such.
const LOOK: Duration = Duration::from_secs(60);

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

    /// Closes practice clusters that nobody needs any more, for as long as it is awaited.
    pub async fn close_idle_clusters(&self) {
        loop {
            tokio::time::sleep(LOOK).await;
            for id in self.inner.clusters.close_idle(IDLE).await {
                tracing::info!(?id, "a practice cluster was put to disk: nobody has used it for a while");
            }
        }
    }
}
