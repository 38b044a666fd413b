//! The step that a command is: only a panel's own line ticks it, on disk before the page hears of it.

use api::command::{RunEvent, RunRequest};
use api::frame::Lang;
use api::learn::{Block, Segment};
use serde_json::json;
use store::Step;
use tokio::sync::mpsc;

use crate::command::prepared::Prepared;
use crate::frame::{Action, Target, authorize};
use crate::{Actor, Portal, PortalError};

impl Portal {
    /// Ticks the step that a command was and tells the page; on disk before it hears of it.
    pub(super) async fn tick(
        &self,
        actor: &Actor,
        prepared: &Prepared,
        request: &RunRequest,
        events: &mpsc::Sender<RunEvent>,
    ) {
        let event = match self.save_step(actor, prepared, request).await {
            Ok(Some(Step { lesson, step })) => RunEvent::Done { lesson, step },
            Ok(None) => return,
            Err(error) => RunEvent::Err { text: format!("wheelhouse: the step was not saved: {error}\n") },
        };
        let _ = events.send(event).await;
    }

    /// Saves the step that a command was, if it was one.
    pub(crate) async fn save_step(
        &self,
        actor: &Actor,
        prepared: &Prepared,
        request: &RunRequest,
    ) -> Result<Option<Step>, PortalError> {
        let Some(step) = &prepared.step else { return Ok(None) };
        let line = prepared.program.evidence(&request.line, prepared.plan.as_ref());
        let evidence = json!({"line": line});
        let person = authorize(actor, Action::Keep, Target::Own)?;
        let cluster = prepared.cluster.id.to_string();
        let done = self.inner.store.finish_step(person, step, &cluster, &evidence, self.now());
        self.kept(person, done).await?;
        Ok(Some(step.clone()))
    }

    /// The step that a request claims to be, if its line really is that panel's.
    pub(super) fn step_of(&self, request: &RunRequest) -> Option<Step> {
        let (lesson, step) = (request.lesson.as_ref()?, request.step.as_ref()?);
        let found = self.find(Lang::En, lesson).ok()?;
        let fits = found.blocks.iter().any(|block| match block {
            Block::Panel(panel) => panel.id == *step && fits(&panel.line, &request.line),
            Block::Manifest(manifest) => manifest.id == *step && request.line.contains(&manifest.file),
            _ => false,
        });
        fits.then(|| Step { lesson: lesson.clone(), step: step.clone() })
    }
}

/// Whether a line is a panel's with some values in its blanks.
fn fits(panel: &[Segment], line: &str) -> bool {
    let mut rest = line;
    let mut after_blank = false;
    for segment in panel {
        match segment {
            Segment::Blank(_) => after_blank = true,
            Segment::Text(text) if after_blank => match rest.find(text.as_str()) {
                Some(at) => {
                    rest = &rest[at + text.len()..];
                    after_blank = false;
                }
                None => return false,
            },
            Segment::Text(text) => match rest.strip_prefix(text.as_str()) {
                Some(after) => rest = after,
                None => return false,
            },
        }
    }
    after_blank || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_panels_own_line_ticks_its_step() {
        let panel = [
            Segment::Text("kubectl scale deployment ".into()),
            Segment::Blank("name".into()),
            Segment::Text(" --replicas=".into()),
            Segment::Blank("count".into()),
        ];
        assert!(fits(&panel, "kubectl scale deployment web --replicas=3"));
        assert!(!fits(&panel, "kubectl get pods"));
        assert!(!fits(&[Segment::Text("kubectl get pods".into())], "kubectl get pods -A"));
    }
}
