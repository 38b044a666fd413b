//! The notes that are open to readers: the course and the index over it, replaced as a whole when an author edits.

use std::sync::Arc;

use api::frame::Lang;
use api::learn::Lesson;
use course::Course;
use tokio::sync::watch;

use crate::learn::search::Indexes;
use crate::{Portal, PortalError};

/// A course and what finds things in it.
pub(crate) struct Notes {
    /// Rises with each replacement.
    edition: u64,
    pub(crate) course: Course,
    pub(crate) indexes: Indexes,
}

impl Notes {
    pub(crate) fn new(course: Course, edition: u64) -> Arc<Notes> {
        let indexes = Indexes::build(&course);
        Arc::new(Notes { edition, course, indexes })
    }
}

impl Portal {
    /// The notes as they are now.
    pub(crate) fn notes(&self) -> Arc<Notes> {
        self.inner.notes.borrow().clone()
    }

    /// Hears of every later replacement of the notes.
    pub(crate) fn notes_edited(&self) -> watch::Receiver<Arc<Notes>> {
        self.inner.notes.subscribe()
    }

    /// Puts an edited course in the place of the one that is open; pages that show it load again.
    pub fn replace_course(&self, course: Course) {
        let edition = self.edition() + 1;
        self.inner.notes.send_replace(Notes::new(course, edition));
    }

    /// Which edition of the notes is open: whoever keeps something made from them makes it anew for another one.
    pub fn edition(&self) -> u64 {
        self.inner.notes.borrow().edition
    }

    pub(crate) fn find(&self, lang: Lang, id: &str) -> Result<Arc<Lesson>, PortalError> {
        let found = self.notes().course.lesson(lang, id).cloned();
        found.ok_or_else(|| PortalError::NoLesson(id.to_owned()))
    }
}
