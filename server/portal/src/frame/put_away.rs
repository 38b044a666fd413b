//! Puts away what nobody needs any more: practice clusters in memory, sessions on disk.

use std::time::Duration;

use super::sessions::LIFETIME;
use crate::Portal;

/// How long a practice cluster with a name is kept in memory after it was used last.
const IDLE: Duration = Duration::from_secs(15 * 60);

/// How often is looked.
const LOOK: Duration = Duration::from_secs(60);

impl Portal {
    /// Puts away what nobody needs, now and then, for as long as it is awaited.
    pub async fn put_away(&self) {
        loop {
            match self.inner.store.forget_sessions(self.now() - LIFETIME).await {
                Ok(0) => {}
                Ok(count) => tracing::info!(count, "sessions that nobody used for 30 days were forgotten"),
                Err(error) => tracing::warn!(%error, "old sessions could not be forgotten"),
            }
            tokio::time::sleep(LOOK).await;
            for id in self.inner.clusters.close_idle(IDLE).await {
                tracing::info!(?id, "a practice cluster was put to disk: nobody has used it for a while");
            }
        }
    }
}
