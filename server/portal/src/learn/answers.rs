//! Answering a quiz: a right answer ticks the step; a wrong one is explained and can be tried again.

use api::frame::Lang;
use api::learn::{Answer, Block, Lesson, Verdict};
use serde_json::{Value, json};
use store::Step;

use crate::frame::{Action, Target, authorize};
use crate::{Actor, Portal, PortalError};

impl Portal {
    /// Takes an answer to a question (lesson and step id) and says whether it is right, and why. When it is, the step is on disk as
    /// done.
    ///
    /// # Errors
    ///
    /// No such lesson, question or answer; the step could not be saved.
    pub async fn answer(
        &self,
        actor: &Actor,
        lang: Lang,
        cluster: &str,
        (lesson, quiz): (&str, &str),
        answer: usize,
    ) -> Result<Verdict, PortalError> {
        authorize(actor, Action::Keep, Target::Own)?;
        let found = self.find(lang, lesson)?;
        let answers = answers(&found, quiz).ok_or_else(|| PortalError::NoSuch("such question".to_owned()))?;
        let chosen = answers.get(answer).ok_or_else(|| PortalError::NoSuch("such answer".to_owned()))?;
        let verdict = chosen.verdict.clone().unwrap_or_default();
        if verdict.right {
            let step = Step { lesson: lesson.to_owned(), step: quiz.to_owned() };
            let evidence = json!({"answer": answer});
            self.tick_step(actor, &step, cluster, &evidence).await?;
            self.learned(actor, &step).await?;
        }
        Ok(verdict)
    }
}

impl Portal {
    /// Ticks a step, with its evidence; on disk when this returns.
    pub(crate) async fn tick_step(
        &self,
        actor: &Actor,
        step: &Step,
        cluster: &str,
        evidence: &Value,
    ) -> Result<(), PortalError> {
        let person = authorize(actor, Action::Keep, Target::Own)?;
        let done = self.inner.store.finish_step(person, step, cluster, evidence, self.now());
        self.kept(person, done).await.map(drop)
    }
}

fn answers<'a>(lesson: &'a Lesson, quiz: &str) -> Option<&'a [Answer]> {
    lesson.blocks.iter().find_map(|block| match block {
        Block::Quiz(found) if found.id == quiz => Some(found.answers.as_slice()),
        _ => None,
    })
}

/// Takes out what is said of answers: it is told once they were given.
pub(super) fn without_verdicts(answers: &mut [Answer]) {
    for answer in answers {
        answer.verdict = None;
    }
}
