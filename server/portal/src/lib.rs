//! The use cases: what a person can do, one file each. Every use case takes the [`Actor`] first.
//!
//! Layer: above `course`, `store`, `cluster` and `kubectl`; below HTTP. Nothing here knows of requests or pages.

mod cluster;
mod command;
mod course_test;
mod frame;
mod learn;
mod live;
mod setup;

pub use command::{ShellInput, check_line};
pub use course_test::{Counts, Lessons, course_test};
pub use frame::{Actor, PortalError, SystemClock};

use std::sync::Arc;

use tokio::sync::watch;

/// Everything that use cases work with. Cloning is cheap.
#[derive(Clone)]
pub struct Portal {
    inner: Arc<Inner>,
}

struct Inner {
    notes: watch::Sender<Arc<learn::notes::Notes>>,
    store: store::Store,
    clusters: ::cluster::Registry,
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
        clusters: ::cluster::Registry,
        clock: Arc<dyn kubectl::Clock>,
        notices: Vec<String>,
    ) -> Portal {
        let touched = watch::Sender::new(0);
        let notes = watch::Sender::new(learn::notes::Notes::new(course));
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
