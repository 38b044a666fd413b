//! The practice clusters of this process: each is opened when it is first needed, and closed when nobody needs it.

use std::collections::HashMap;
use std::path::PathBuf;

use practice::{OpenError, Options, Practice};
use tokio::sync::Mutex;

use crate::id::PracticeId;

/// Where those with a name lie, in the data directory.
const FOLDER: &str = "practice-clusters";

/// The practice clusters.
pub struct PracticeClusters {
    options: Options,
    open: Mutex<HashMap<PracticeId, Practice>>,
}

impl PracticeClusters {
    /// Nothing is opened yet; all will have these options, each a folder of its own where there is a data directory.
    pub fn new(options: Options) -> PracticeClusters {
        PracticeClusters { options, open: Mutex::default() }
    }

    /// One of them, opened now if it is not.
    ///
    /// # Errors
    ///
    /// It cannot be opened.
    pub async fn get(&self, id: &PracticeId) -> Result<Practice, OpenError> {
        let mut open = self.open.lock().await;
        if let Some(practice) = open.get(id) {
            return Ok(practice.clone());
        }
        let options = Options { data_dir: self.folder(id), ..self.options.clone() };
        let practice = Practice::open(options).await?;
        open.insert(id.clone(), practice.clone());
        Ok(practice)
    }

    fn folder(&self, id: &PracticeId) -> Option<PathBuf> {
        let home = self.options.data_dir.clone()?;
        Some(match id.name() {
            None => home,
            Some(name) => home.join(FOLDER).join(name),
        })
    }

    /// Closes one of them; what it was is on disk, where there is a data directory.
    pub async fn close(&self, id: &PracticeId) {
        // Held until it is on disk: whoever asks for it meanwhile opens what was kept.
        let mut open = self.open.lock().await;
        if let Some(practice) = open.remove(id) {
            practice.close().await;
        }
    }

    /// Closes all of them.
    pub async fn close_all(&self) {
        for (_, practice) in self.open.lock().await.drain() {
            practice.close().await;
        }
    }
}
