//! What `-f NAME` reads in a page: the lesson's manifests as this reader edited them, and nothing else.

use std::collections::BTreeMap;

use api::frame::Lang;
use api::learn::Block;

use crate::frame::{Action, Target, authorize};
use crate::{Actor, Portal, PortalError};

/// The manifests of one lesson by file name.
#[derive(Hash)]
pub(crate) struct LessonFiles(BTreeMap<String, String>);

impl LessonFiles {
    /// No files at all.
    pub(crate) fn none() -> LessonFiles {
        LessonFiles(BTreeMap::new())
    }

    /// Files with these names and texts.
    pub(crate) fn of(files: BTreeMap<String, String>) -> LessonFiles {
        LessonFiles(files)
    }
}

impl kubectl::Files for LessonFiles {
    fn read(&self, name: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
        match self.0.get(name) {
            Some(text) => Ok(vec![(name.to_owned(), text.clone().into_bytes())]),
            None => Err(format!("the path {name:?} does not exist")),
        }
    }
}

impl Portal {
    pub(crate) async fn files(
        &self,
        actor: &Actor,
        lesson: Option<&str>,
    ) -> Result<LessonFiles, PortalError> {
        let Some(lesson) = lesson else { return Ok(LessonFiles::none()) };
        let person = authorize(actor, Action::Keep, Target::Own)?;
        let mut files = BTreeMap::new();
        for block in &self.find(Lang::En, lesson)?.blocks {
            if let Block::Manifest(manifest) = block {
                let edited = self.edited(person, lesson, &manifest.file).await?;
                files.insert(manifest.file.clone(), edited.unwrap_or_else(|| manifest.text.clone()));
            }
        }
        Ok(LessonFiles(files))
    }
}
