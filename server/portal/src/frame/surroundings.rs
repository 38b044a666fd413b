//! What surrounds every page: the reader's progress, the clusters, choices; and saving each of them.

use api::frame::{ClusterInfo, Frame, Lang, Own, Progress};
use cluster::ClusterId;

use super::people::Kept;
use super::{Action, Target, authorize};
use crate::cluster::namespace::namespace_in;
use crate::{Actor, Portal, PortalError};

/// The longest value of a blank, in bytes.
const BLANK_LIMIT: usize = 1024;

impl Portal {
    /// What surrounds a page for this reader.
    ///
    /// # Errors
    ///
    /// What is kept of them cannot be read.
    pub async fn frame(&self, actor: &Actor) -> Result<Frame, PortalError> {
        let kept = self.of_person(authorize(actor, Action::Keep, Target::Own)?).await?;
        let ids = self.inner.clusters.ids();
        let names: Vec<String> = ids.iter().map(ToString::to_string).collect();
        let chosen = kept.preferences.get("cluster").filter(|name| names.contains(name)).or(names.first());
        let cluster = chosen.cloned().unwrap_or_default();
        let clusters = ids
            .into_iter()
            .map(|id| ClusterInfo {
                practice: id.is_practice(),
                namespace: namespace_in(&self.inner.clusters, &id, &kept.preferences),
                name: id.to_string(),
            })
            .collect();
        let reviews_due = self.due(&kept).count();
        let notices = self.inner.notices.clone();
        Ok(Frame { progress: progress(&kept), clusters, cluster, reviews_due, notices })
    }

    /// What is the reader's own on a page: what surrounds it, and what they made of the lesson on it. That they are there is remembered.
    ///
    /// # Errors
    ///
    /// What is kept of them cannot be read.
    pub async fn own(&self, actor: &Actor, lang: Lang, lesson: Option<&str>) -> Result<Own, PortalError> {
        authorize(actor, Action::Keep, Target::Own)?;
        let known = lesson.filter(|id| self.find(lang, id).is_ok());
        let work = match known {
            Some(lesson) => Some(self.open_lesson(actor, lang, lesson).await?),
            None => None,
        };
        Ok(Own { frame: self.frame(actor).await?, work })
    }

    /// Remembers the cluster that panels touch from now on.
    ///
    /// # Errors
    ///
    /// There is no such cluster, or it cannot be saved.
    pub async fn choose_cluster(&self, actor: &Actor, name: &str) -> Result<(), PortalError> {
        let id = ClusterId::from(name);
        let person = authorize(actor, Action::Look, Target::Cluster(&id))?;
        if !self.inner.clusters.ids().contains(&id) {
            return Err(cluster::ClusterError::Unknown(name.to_owned()).into());
        }
        self.prefer(person, "cluster", &id.to_string()).await
    }

    /// Remembers the theme: `light`, `dark` or empty for the system's.
    ///
    /// # Errors
    ///
    /// There is no such theme, or it cannot be saved.
    pub async fn choose_theme(&self, actor: &Actor, theme: &str) -> Result<(), PortalError> {
        let person = authorize(actor, Action::Keep, Target::Own)?;
        if !["", "light", "dark"].contains(&theme) {
            return Err(PortalError::Bad(format!("there is no theme {theme:?}: light, dark or nothing")));
        }
        self.prefer(person, "theme", theme).await
    }

    /// Remembers what was typed into a blank; an empty value brings the lesson's own back. What may be a secret is
    /// remembered as long as the server runs.
    ///
    /// # Errors
    ///
    /// It is too long or no line of text, or it cannot be saved.
    pub async fn save_blank(&self, actor: &Actor, name: &str, value: &str) -> Result<(), PortalError> {
        let person = authorize(actor, Action::Keep, Target::Own)?;
        if value.len() > BLANK_LIMIT || value.chars().any(char::is_control) {
            return Err(PortalError::Bad(format!("a blank takes one line of at most {BLANK_LIMIT} bytes")));
        }
        self.keep_blank(person, name, value).await
    }
}

/// What a page knows of its reader's progress.
pub(crate) fn progress(kept: &Kept) -> Progress {
    let Kept { preferences, blanks, steps, .. } = kept;
    let mut progress = Progress {
        blanks: blanks.clone(),
        place: preferences.get("place").cloned(),
        theme: preferences.get("theme").cloned().unwrap_or_default(),
        lang: preferences.get("lang").and_then(|code| Lang::ALL.into_iter().find(|l| l.code() == code)),
        ..Progress::default()
    };
    for step in steps {
        progress.done.entry(step.lesson.clone()).or_default().push(step.step.clone());
    }
    progress
}
