//! The map and the lessons, each with what this reader made of it.

use api::frame::Lang;
use api::learn::{Block, CourseMap, Lesson, LessonPage, PanelTraits, Segment, Term};
use kubectl::Effect;

use crate::command::program::Program;
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

    /// A lesson; the place and the language are remembered.
    pub async fn lesson(&self, actor: &Actor, lang: Lang, id: &str) -> Result<LessonPage, PortalError> {
        let lesson = self.find(lang, id)?;
        let mut edits = Vec::new();
        for block in &lesson.blocks {
            if let Block::Manifest(manifest) = block
                && let Some(text) = self.inner.store.manifest(actor.person, id, &manifest.file).await?
            {
                edits.push((manifest.file.clone(), text));
            }
        }
        let panels = lesson.blocks.iter().filter_map(traits).collect();
        // A disk that is full must not keep anybody from reading.
        let place = self.inner.store.save_preference(actor.person, "place", id).await;
        if let Err(error) = place.map_err(PortalError::from).and(self.choose_lang(actor, lang).await) {
            tracing::warn!(%error, "the reader's place was not saved");
        }
        Ok(LessonPage { lesson: Lesson::clone(&lesson), panels, edits })
    }

    /// Keeps an edited manifest; `None` brings the lesson's own text back.
    pub async fn save_manifest(
        &self,
        actor: &Actor,
        lesson: &str,
        file: &str,
        text: Option<&str>,
    ) -> Result<(), PortalError> {
        let known = self.find(Lang::En, lesson)?;
        if !known.blocks.iter().any(|b| matches!(b, Block::Manifest(m) if m.file == file)) {
            return Err(PortalError::NoSuch(format!("manifest {file:?}")));
        }
        if text.is_some_and(|t| t.len() > MANIFEST_LIMIT) {
            return Err(PortalError::Bad(format!("a manifest takes at most {} KiB", MANIFEST_LIMIT / 1024)));
        }
        Ok(self.inner.store.save_manifest(actor.person, lesson, file, text).await?)
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
    let foreseen = impact.as_ref().is_none_or(|impact| impact.verb != "exec");
    Some(PanelTraits {
        id: panel.id.clone(),
        changes: foreseen && impact.as_ref().is_some_and(|i| i.effect != Effect::Reads && !i.interactive),
        interactive: impact.as_ref().is_some_and(|i| i.interactive),
        streams: impact.as_ref().is_some_and(|i| i.streams),
    })
}
