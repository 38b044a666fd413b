//! How much may be open at once; beyond it 429. There is one person so far, so the limits are the server's.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::error::HttpError;

/// Commands that run at once.
const RUNS: usize = 256;

/// Open event streams: pages.
const STREAMS: usize = 2048;

/// Open shells.
const SHELLS: usize = 64;

/// The places that are left.
#[derive(Clone)]
pub(crate) struct Limits {
    /// For `POST /api/run`.
    pub(crate) runs: Arc<Semaphore>,
    /// For `GET /api/live`.
    pub(crate) streams: Arc<Semaphore>,
    /// For `GET /api/shell`.
    pub(crate) shells: Arc<Semaphore>,
}

impl Default for Limits {
    fn default() -> Limits {
        let places = |count| Arc::new(Semaphore::new(count));
        Limits { runs: places(RUNS), streams: places(STREAMS), shells: places(SHELLS) }
    }
}

/// Takes a place until the permit is dropped.
pub(crate) fn take(places: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, HttpError> {
    places.clone().try_acquire_owned().map_err(|_| HttpError::too_many())
}
