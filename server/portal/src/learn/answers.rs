//! Answering a quiz: a right answer ticks the step; a wrong one is explained and can be tried again.

use api::frame::Lang;
use api::learn::Block;
use serde_json::json;
use store::Step;

use crate::{Actor, Portal, PortalError};

impl Portal {
    /// Takes an answer. `true` when it is right; the step is on disk as done then.
    pub async fn answer(
        &self,
        actor: &Actor,
        cluster: &str,
        lesson: &str,
        quiz: &str,
        answer: usize,
    ) -> Result<bool, PortalError> {
        let found = self.find(Lang::En, lesson)?;
        let quiz = found.blocks.iter().find_map(|block| match block {
            Block::Quiz(q) if q.id == quiz => Some(q),
            _ => None,
        });
        let quiz = quiz.ok_or_else(|| PortalError::NoSuch("such question".to_owned()))?;
        let chosen = quiz.answers.get(answer).ok_or_else(|| PortalError::NoSuch("such answer".to_owned()))?;
        if chosen.right {
            let step = Step { lesson: lesson.to_owned(), step: quiz.id.clone() };
            let evidence = json!({"answer": answer});
            self.inner.store.finish_step(actor.person, &step, cluster, &evidence, self.now()).await?;
            self.learned(actor, &step).await?;
        }
        Ok(chosen.right)
    }
}
