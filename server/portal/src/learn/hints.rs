//! Under an error message: what usually causes it, and the lesson that explains it.

use api::command::{Hint, RunRequest};

use crate::Portal;

impl Portal {
    /// The usual cause of what a command complained about, if the course knows one.
    pub(crate) fn usual_cause(&self, request: &RunRequest, complaint: &str) -> Option<Hint> {
        let course = &self.notes().course;
        let cause = course.usual_cause(request.lang, complaint)?;
        // Whoever reads the lesson already is not sent to it.
        let elsewhere = cause.lesson.as_deref().filter(|id| request.lesson.as_deref() != Some(id));
        let lesson = elsewhere.and_then(|id| course.lesson(request.lang, id));
        Some(Hint {
            html: cause.html.clone(),
            lesson: lesson.map(|lesson| (lesson.id.clone(), lesson.title.clone())),
        })
    }
}
