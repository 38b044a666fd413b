//! What surrounds every page: the reader's progress, the clusters, choices; and saving each of them.

use api::frame::{ClusterInfo, Frame, Lang, Progress};

use crate::{Actor, Portal, PortalError};

/// The longest value of a blank, in bytes.
const BLANK_LIMIT: usize = 1024;

impl Portal {
    /// What surrounds a page for this reader.
    pub async fn frame(&self, actor: &Actor) -> Result<Frame, PortalError> {
        let store = &self.inner.store;
        let preferences = store.preferences(actor.person).await?;
        let mut progress = Progress {
            blanks: store.blanks(actor.person).await?,
            place: preferences.get("place").cloned(),
            theme: preferences.get("theme").cloned().unwrap_or_default(),
            lang: preferences.get("lang").and_then(|code| Lang::ALL.into_iter().find(|l| l.code() == code)),
            ..Progress::default()
        };
        for step in store.steps(actor.person).await? {
            progress.done.entry(step.lesson).or_default().push(step.step);
        }
        let names = self.inner.clusters.names();
        let chosen = preferences.get("cluster").filter(|name| names.contains(name)).or(names.first());
        let cluster = chosen.cloned().unwrap_or_default();
        let clusters = names
            .into_iter()
            .map(|name| ClusterInfo {
                practice: self.inner.clusters.is_practice(&name),
                namespace: self.namespace_in(&name, &preferences),
                name,
            })
            .collect();
        let reviews_due = self.reviews_due(actor).await?;
        Ok(Frame { progress, clusters, cluster, reviews_due, notices: self.inner.notices.clone() })
    }

    /// Remembers the cluster that panels touch from now on.
    pub async fn choose_cluster(&self, actor: &Actor, name: &str) -> Result<(), PortalError> {
        if !self.inner.clusters.names().iter().any(|known| known == name) {
            return Err(cluster::ClusterError::Unknown(name.to_owned()).into());
        }
        Ok(self.inner.store.save_preference(actor.person, "cluster", name).await?)
    }

    /// Remembers the language.
    pub async fn choose_lang(&self, actor: &Actor, lang: Lang) -> Result<(), PortalError> {
        Ok(self.inner.store.save_preference(actor.person, "lang", lang.code()).await?)
    }

    /// Remembers the theme: `light`, `dark` or empty for the system's.
    pub async fn choose_theme(&self, actor: &Actor, theme: &str) -> Result<(), PortalError> {
        if !["", "light", "dark"].contains(&theme) {
            return Err(PortalError::Bad(format!("there is no theme {theme:?}: light, dark or nothing")));
        }
        Ok(self.inner.store.save_preference(actor.person, "theme", theme).await?)
    }

    /// Remembers what was typed into a blank; an empty value brings the lesson's own back.
    pub async fn save_blank(&self, actor: &Actor, name: &str, value: &str) -> Result<(), PortalError> {
        if value.len() > BLANK_LIMIT || value.chars().any(char::is_control) {
            return Err(PortalError::Bad(format!("a blank takes one line of at most {BLANK_LIMIT} bytes")));
        }
        self.inner.store.save_blank(actor.person, name, value).await?;
        self.touch();
        Ok(())
    }
}
