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
pub use frame::{Actor, Identity, PortalError, Reach, Role, SystemClock};
pub use live::{Heard, Resume};

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
    /// Plans of questions that are not answered yet.
    plans: command::plan::Plans,
    /// What no disk may hold.
    unwritten: learn::unwritten::Unwritten,
    people: frame::people::People,
    sessions: frame::sessions::Sessions,
    facts: live::Facts,
    topics: live::Topics,
    streams: live::Streams,
    /// Whether lessons say which answers are right before any is given: an export has nobody to ask.
    tells_answers: bool,
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
        let notes = watch::Sender::new(learn::notes::Notes::new(course, 0));
        let (people, sessions, plans, unwritten, facts, topics, streams) = Default::default();
        Portal {
            inner: Arc::new(Inner {
                notes,
                store,
                clusters,
                clock,
                notices,
                plans,
                unwritten,
                people,
                sessions,
                facts,
                topics,
                streams,
                tells_answers: false,
            }),
        }
    }

    /// The same for an export: lessons say which answers are right, since there is nobody to ask.
    #[must_use]
    pub fn telling_answers(self) -> Portal {
        let inner = Arc::try_unwrap(self.inner).map(|inner| Inner { tells_answers: true, ..inner });
        Portal { inner: inner.map_or_else(|shared| shared, Arc::new) }
    }

    /// The facts that somebody looks at.
    fn facts(&self) -> &live::Facts {
        &self.inner.facts
    }

    /// Unix time in milliseconds.
    fn now(&self) -> i64 {
        self.inner.clock.now().as_millisecond()
    }

    /// Whether everything that requests need answers; for `/readyz`.
    pub async fn ready(&self) -> Result<(), PortalError> {
        Ok(self.inner.store.ping().await?)
    }
}
