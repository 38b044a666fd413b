//! Set-up: the cluster that somebody is going to build, its runbook, and the ticks on it. Nothing of it is ever run here.

use api::frame::Lang;
use api::learn::{Block, Lesson};
use api::setup::{Runbook, SetUp, Site};
use serde_json::json;
use store::Step;

use crate::frame::{Action, Target, authorize};
use crate::{Actor, Portal, PortalError};

/// The id under which the runbook's steps are kept, as if it were a lesson.
pub(crate) const SET_UP: &str = "set-up";

/// The largest site that is kept, in bytes of its JSON or YAML.
const LARGEST: usize = 32 * 1024;

impl Portal {
    /// What a person said about their cluster, or an example; and the runbook that fits.
    pub async fn set_up(&self, actor: &Actor, lang: Lang) -> Result<SetUp, PortalError> {
        let kept = self.of_person(authorize(actor, Action::Keep, Target::Own)?).await?;
        let site = self.site(actor).await?;
        let notes = self.notes();
        let catalog = notes.course.runbook();
        Ok(SetUp {
            offers: catalog.offers(lang),
            runbook: catalog.runbook(&site, lang),
            done: kept
                .steps
                .iter()
                .filter(|step| step.lesson == SET_UP)
                .map(|step| step.step.clone())
                .collect(),
            site,
        })
    }

    /// Keeps a site as it is typed, finished or not; the runbook says what is still wrong with it.
    pub async fn save_site(&self, actor: &Actor, site: &Site, lang: Lang) -> Result<Runbook, PortalError> {
        authorize(actor, Action::Keep, Target::Own)?;
        let data = serde_json::to_string(site).map_err(|e| PortalError::Bad(e.to_string()))?;
        self.keep(actor, &data).await?;
        Ok(self.notes().course.runbook().runbook(site, lang))
    }

    /// Takes a site from the text of a file.
    pub async fn load_site(&self, actor: &Actor, text: &str, lang: Lang) -> Result<SetUp, PortalError> {
        authorize(actor, Action::Keep, Target::Own)?;
        small(text)?;
        let site: Site = serde_yaml_ng::from_str(text)
            .map_err(|e| PortalError::Bad(format!("this is no file of the set-up page: {e}")))?;
        self.save_site(actor, &site, lang).await?;
        self.set_up(actor, lang).await
    }

    /// The site as a file: its text.
    pub async fn site_file(&self, actor: &Actor) -> Result<String, PortalError> {
        authorize(actor, Action::Keep, Target::Own)?;
        serde_yaml_ng::to_string(&self.site(actor).await?).map_err(|e| PortalError::Bad(e.to_string()))
    }

    /// The script of one machine.
    pub async fn script(&self, actor: &Actor, machine: &str, lang: Lang) -> Result<String, PortalError> {
        authorize(actor, Action::Keep, Target::Own)?;
        let site = self.site(actor).await?;
        let script = self.notes().course.runbook().script(&site, machine, lang);
        script.ok_or_else(|| {
            PortalError::NoSuch("such machine, or there is something to mend first".to_owned())
        })
    }

    /// Ticks a step that is done on a host, or takes the tick back. What the cluster shows, the cluster ticks.
    pub async fn tick_setup(&self, actor: &Actor, step: &str, done: bool) -> Result<(), PortalError> {
        let person = authorize(actor, Action::Keep, Target::Own)?;
        let runbook = self.notes().course.runbook().runbook(&self.site(actor).await?, Lang::En);
        if !runbook.steps.iter().any(|known| known.id == step && known.check.is_none()) {
            return Err(PortalError::NoSuch("such step".to_owned()));
        }
        let step = Step { lesson: SET_UP.to_owned(), step: step.to_owned() };
        if done {
            let evidence = json!({"ticked": "by hand"});
            let done = self.inner.store.finish_step(person, &step, "", &evidence, self.now());
            self.kept(person, done).await.map(drop)
        } else {
            self.kept(person, self.inner.store.forget_step(person, &step)).await
        }
    }

    /// The runbook's checks as a lesson, for whoever watches lessons.
    pub(crate) async fn watched_set_up(&self, actor: &Actor, lang: Lang) -> Result<Lesson, PortalError> {
        let site = self.site(actor).await?;
        let steps = self.notes().course.runbook().runbook(&site, lang).steps;
        Ok(Lesson {
            id: SET_UP.to_owned(),
            blocks: steps.into_iter().filter_map(|step| step.check).map(Block::Check).collect(),
            ..Lesson::default()
        })
    }

    async fn keep(&self, actor: &Actor, data: &str) -> Result<(), PortalError> {
        let person = authorize(actor, Action::Keep, Target::Own)?;
        small(data)?;
        self.kept(person, self.inner.store.save_site(person, data)).await
    }

    async fn site(&self, actor: &Actor) -> Result<Site, PortalError> {
        let person = authorize(actor, Action::Keep, Target::Own)?;
        let Some(data) = self.inner.store.site(person).await? else {
            return Ok(self.notes().course.runbook().example());
        };
        serde_json::from_str(&data)
            .map_err(|e| PortalError::Bad(format!("the saved set-up cannot be read: {e}")))
    }
}

fn small(text: &str) -> Result<(), PortalError> {
    if text.len() > LARGEST {
        return Err(PortalError::Bad(format!("a set-up takes at most {} KiB", LARGEST / 1024)));
    }
    Ok(())
}
