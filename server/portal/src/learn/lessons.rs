//! The map and the lessons, each with what this reader made of it.

use api::frame::{Lang, Work};
use api::learn::{Block, CourseMap, Lesson, LessonPage, PanelTraits, Segment, Term};
use kubectl::{Effect, Impact, Manner};
use store::PersonId;

use super::answers::without_verdicts;
use crate::command::program::Program;
use crate::frame::{Action, Target, authorize};
use crate::learn::unwritten::holds_secret;
use crate::{Actor, Portal, PortalError};

/// The largest manifest that is kept, in bytes.
const MANIFEST_LIMIT: usize = 256 * 1024;

impl Portal {
    /// All lessons in reading order.
    pub fn map(&self, lang: Lang) -> CourseMap {
        self.notes().course.map(lang)
    }

    /// The terms of the field, by id.
    pub fn glossary(&self, lang: Lang) -> Vec<Term> {
        self.notes().course.glossary(lang)
    }

    /// A lesson as every reader gets it.
    ///
    /// # Errors
    ///
    /// There is no lesson with this id.
    pub fn lesson(&self, lang: Lang, id: &str) -> Result<LessonPage, PortalError> {
        let mut lesson = Lesson::clone(&*self.find(lang, id)?);
        if !self.inner.tells_answers {
            for block in &mut lesson.blocks {
                if let Block::Quiz(quiz) = block {
                    without_verdicts(&mut quiz.answers);
                }
            }
        }
        let panels = lesson.blocks.iter().filter_map(traits).collect();
        Ok(LessonPage { lesson, panels })
    }

    /// What a person made of a lesson; the place and the language are remembered.
    ///
    /// # Errors
    ///
    /// There is no lesson with this id, or what was made of it cannot be read.
    pub async fn open_lesson(&self, actor: &Actor, lang: Lang, id: &str) -> Result<Work, PortalError> {
        let person = authorize(actor, Action::Keep, Target::Own)?;
        let lesson = self.find(lang, id)?;
        let mut edits = Vec::new();
        for block in &lesson.blocks {
            if let Block::Manifest(manifest) = block
                && let Some(text) = self.edited(person, id, &manifest.file).await?
            {
                edits.push((manifest.file.clone(), text));
            }
        }
        // A disk that is full must not keep anybody from reading.
        for (name, value) in [("place", id), ("lang", lang.code())] {
            if let Err(error) = self.prefer(person, name, value).await {
                tracing::warn!(%error, "the reader's {name} was not saved");
            }
        }
        Ok(Work { lesson: id.to_owned(), edits })
    }

    /// Keeps an edited manifest; `None` brings the lesson's own text back. One with a Secret in it is never written down.
    pub async fn save_manifest(
        &self,
        actor: &Actor,
        lesson: &str,
        file: &str,
        text: Option<&str>,
    ) -> Result<(), PortalError> {
        let person = authorize(actor, Action::Keep, Target::Own)?;
        let known = self.find(Lang::En, lesson)?;
        if !known.blocks.iter().any(|b| matches!(b, Block::Manifest(m) if m.file == file)) {
            return Err(PortalError::NoSuch(format!("manifest {file:?}")));
        }
        if text.is_some_and(|t| t.len() > MANIFEST_LIMIT) {
            return Err(PortalError::Bad(format!("a manifest takes at most {} KiB", MANIFEST_LIMIT / 1024)));
        }
        let secret = text.filter(|text| holds_secret(text));
        self.inner.unwritten.manifest(person, lesson, file, secret);
        let written = if secret.is_some() { None } else { text };
        Ok(self.inner.store.save_manifest(person, lesson, file, written).await?)
    }

    /// A manifest as the reader edited it; `None` when it was not edited.
    pub(crate) async fn edited(
        &self,
        person: PersonId,
        lesson: &str,
        file: &str,
    ) -> Result<Option<String>, PortalError> {
        match self.inner.unwritten.edited(person, lesson, file) {
            Some(text) => Ok(Some(text)),
            None => Ok(self.inner.store.manifest(person, lesson, file).await?),
        }
    }
}

fn traits(block: &Block) -> Option<PanelTraits> {
    let Block::Panel(panel) = block else { return None };
    let line: String = panel
        .line
        .iter()
        .map(|segment| match segment {
            Segment::Text(text) => text.as_str(),
            Segment::Blank(_) => "x",
        })
        .collect();
    // On a cluster that is not for practice some do less.
    let impact = Program::parse(&line).ok().map(|program| program.impact(true));
    // What a command in a container will do, nobody can say beforehand.
    let foreseen = impact.as_ref().is_none_or(|impact| impact.effect != Effect::Runs);
    let interactive = impact.as_ref().is_some_and(|impact| impact.manner == Manner::Interactive);
    Some(PanelTraits {
        id: panel.id.clone(),
        changes: foreseen && impact.as_ref().is_some_and(|i| i.effect != Effect::Reads && !interactive),
        interactive,
        streams: impact.as_ref().is_some_and(Impact::streams),
    })
}
