//! The use cases: what a person can do, one file each. Every use case takes the [`Actor`] first.
//!
//! Layer: above `course`, `store`, `cluster` and `kubectl`; below HTTP. Nothing here knows of requests or pages.

mod actor;
mod answers;
mod clock;
mod connection;
mod course_test;
mod drawn;
mod error;
mod files;
mod frame;
mod hints;
mod images;
mod lessons;
mod live;
mod namespace;
mod notes;
mod practice_cluster;
mod preview;
mod program;
mod review;
mod run;
mod search;
mod shell;
mod site;
mod text;

pub use actor::Actor;
pub use clock::SystemClock;
pub use course_test::{Counts, Lessons, course_test};
pub use error::PortalError;
pub use program::check_line;
pub use shell::ShellInput;

use std::sync::Arc;

use tokio::sync::watch;

/// Everything that use cases work with. Cloning is cheap.
#[derive(Clone)]
pub struct Portal {
    inner: Arc<Inner>,
}

struct Inner {
    notes: watch::Sender<Arc<notes::Notes>>,
    store: store::Store,
    clusters: cluster::Registry,
    clock: Arc<dyn kubectl::Clock>,
    notices: Vec<String>,
    /// Rises when something changed that open pages work with (blanks, namespaces).
    touched: watch::Sender<u64>,
}

impl Portal {
    /// Puts the parts together. `notices` is what people should hear about the start.
    pub fn new(
        course: course::Course,
        store: store::Store,
        clusters: cluster::Registry,
        clock: Arc<dyn kubectl::Clock>,
        notices: Vec<String>,
    ) -> Portal {
        let touched = watch::Sender::new(0);
        let notes = watch::Sender::new(notes::Notes::new(course));
        Portal { inner: Arc::new(Inner { notes, store, clusters, clock, notices, touched }) }
    }

    /// Unix time in milliseconds.
    fn now(&self) -> i64 {
        self.inner.clock.now().as_millisecond()
    }

    fn touch(&self) {
        self.inner.touched.send_modify(|n| *n += 1);
    }

    /// Whether everything that requests need answers; for `/readyz`.
    pub async fn ready(&self) -> Result<(), PortalError> {
        Ok(self.inner.store.ping().await?)
    }
}
