//! How a lesson stands for one person on a cluster: put together from facts that are shared, with what is kept of the person. A check that
//! passes is on disk before it is told.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use api::frame::Lang;
use api::learn::{Block, Check, Lesson};
use api::live::{CheckState, Drawn, LessonLive};
use cluster::Cluster;
use serde_json::json;
use store::{PersonId, Step};

use super::Publisher;
use super::facts::{Fact, Known, Said};
use super::shared::any_changed;
use crate::learn::blanks::{fill, filled, values};
use crate::setup::site::SET_UP;
use crate::{Actor, Portal, PortalError};

/// How long news is gathered before it is told.
const GATHER: Duration = Duration::from_millis(30);

/// How long the first picture waits for all facts.
const PATIENCE: Duration = Duration::from_secs(3);

/// One lesson of one person on one cluster.
pub(crate) struct LessonTopic {
    pub(crate) portal: Portal,
    pub(crate) actor: Actor,
    pub(crate) person: PersonId,
    pub(crate) cluster: Arc<Cluster>,
    pub(crate) lesson: String,
    pub(crate) lang: Lang,
}

/// What was gathered so far.
#[derive(Default)]
struct Facts {
    known: HashMap<Fact, Known>,
    /// Those that this picture asked for.
    asked: HashSet<Fact>,
    /// Checks that were seen unmet.
    unmet: HashSet<String>,
}

impl Facts {
    /// Whether something was not worked out yet.
    fn waiting(&self) -> bool {
        self.known.values().any(|known| known.borrow().is_none())
    }
}

impl LessonTopic {
    /// Tells how it stands for as long as somebody hears it.
    pub(crate) async fn run(self, mut tell: Publisher) {
        let mut kept = self.portal.changes_of(self.person);
        let mut edited = self.portal.notes_edited();
        let (mut facts, began) = (Facts::default(), Instant::now());
        loop {
            match self.picture(&mut facts).await {
                // The first picture is a whole one, where that does not take long.
                Ok(_) if facts.waiting() && began.elapsed() < PATIENCE => {}
                Ok(picture) => tell.tell(&picture),
                Err(error) => {
                    tracing::warn!(%error, lesson = self.lesson, "a lesson's state could not be told")
                }
            }
            tokio::select! {
                () = any_changed(&mut facts.known) => {}
                () = tokio::time::sleep(PATIENCE), if facts.waiting() => {}
                _ = kept.changed() => {}
                _ = edited.changed() => {}
            }
            tokio::time::sleep(GATHER).await;
        }
    }

    /// Whether there is such a lesson.
    pub(crate) fn known(&self) -> Result<(), PortalError> {
        if self.lesson == SET_UP { Ok(()) } else { self.portal.find(self.lang, &self.lesson).map(drop) }
    }

    /// The lesson as it is written now; of the set-up page, its machines may be others by now.
    async fn lesson(&self) -> Result<Arc<Lesson>, PortalError> {
        if self.lesson == SET_UP {
            return Ok(Arc::new(self.portal.watched_set_up(&self.actor, self.lang).await?));
        }
        self.portal.find(self.lang, &self.lesson)
    }

    async fn picture(&self, facts: &mut Facts) -> Result<LessonLive, PortalError> {
        facts.asked.clear();
        let lesson = self.lesson().await?;
        let namespace = self.portal.namespace(&self.actor, &self.cluster.id).await?;
        let typed = &self.portal.of_person(self.person).await?.blanks;
        let blanks = self.picked(facts, &lesson, typed, &namespace);
        let values = values(&lesson, typed, &blanks);
        let drawn = self.drawn(facts, &lesson, &values, &namespace);
        let (checks, done) = self.checks(facts, &lesson, &values, &namespace).await?;
        let ready = lesson.setup.expect.iter().all(|spec| {
            let spec = filled(spec, &values);
            self.check(facts, "", spec, &namespace).is_some_and(|(state, _)| state.passed)
        });
        facts.known.retain(|fact, _| facts.asked.contains(fact));
        Ok(LessonLive { checks, done, ready, blanks, drawn })
    }

    /// What the cluster says; `None` while it was not worked out.
    fn ask(&self, facts: &mut Facts, fact: Fact) -> Option<Arc<Said>> {
        facts.asked.insert(fact.clone());
        let identity = self.actor.identity(&self.cluster.id);
        let known = facts
            .known
            .entry(fact.clone())
            .or_insert_with(|| self.portal.facts().of(&self.cluster, &identity, fact));
        known.borrow_and_update().clone()
    }

    fn text(&self, facts: &mut Facts, fact: Fact) -> Option<String> {
        match &*self.ask(facts, fact)? {
            Said::Text(text) => text.clone(),
            _ => None,
        }
    }

    fn check(
        &self,
        facts: &mut Facts,
        id: &str,
        spec: api::learn::CheckSpec,
        namespace: &str,
    ) -> Option<(CheckState, Vec<String>)> {
        let (id, namespace) = (id.to_owned(), namespace.to_owned());
        match &*self.ask(facts, Fact::Check { id, spec, namespace, lang: self.lang })? {
            Said::Check(state, seen) => Some((state.clone(), seen.clone())),
            _ => None,
        }
    }

    /// The values that the cluster gives to blanks which the reader has not typed.
    fn picked(
        &self,
        facts: &mut Facts,
        lesson: &Lesson,
        typed: &BTreeMap<String, String>,
        namespace: &str,
    ) -> Vec<(String, String)> {
        let plain = values(lesson, typed, &[]);
        let open = lesson.blanks.iter().filter(|blank| !typed.contains_key(&blank.name));
        let found = open.filter_map(|blank| {
            let mut pick = blank.from.clone()?;
            pick.selector = fill(&pick.selector, &plain);
            Some((blank.name.clone(), self.text(facts, Fact::Pick(pick, namespace.to_owned()))?))
        });
        found.collect()
    }

    /// Everything that the lesson draws of the cluster as it is now.
    fn drawn(
        &self,
        facts: &mut Facts,
        lesson: &Lesson,
        values: &BTreeMap<String, String>,
        namespace: &str,
    ) -> Drawn {
        let home = namespace.to_owned();
        let mut drawn = Drawn::default();
        for live in &lesson.live {
            let said = self.text(facts, Fact::Value(live.clone(), home.clone()));
            drawn.values.push((live.name.clone(), said.unwrap_or_default()));
        }
        for block in &lesson.blocks {
            let fact = match block {
                Block::Owners(b) => Fact::Owners(b.resource.clone(), fill(&b.name, values), home.clone()),
                Block::Timeline(b) => Fact::Timeline(fill(&b.name, values), home.clone()),
                Block::Images(_) => Fact::Images,
                _ => continue,
            };
            let said = self.ask(facts, fact);
            match (block, said.as_deref()) {
                (Block::Owners(b), Some(Said::Owners(tree))) => {
                    drawn.owners.push((b.id.clone(), tree.clone()))
                }
                (Block::Timeline(b), Some(Said::Moments(all))) => {
                    drawn.timelines.push((b.id.clone(), all.clone()));
                }
                (Block::Images(b), Some(Said::Images(table))) => {
                    drawn.images.push((b.id.clone(), table.clone()))
                }
                _ => {}
            }
        }
        drawn
    }

    /// How the checks stand, and which steps are done. That nothing is left (`count: 0`) also holds before anything was made: it counts
    /// once it was seen unmet here, or a command of the lesson was run, now or on an earlier visit.
    async fn checks(
        &self,
        facts: &mut Facts,
        lesson: &Lesson,
        values: &BTreeMap<String, String>,
        namespace: &str,
    ) -> Result<(Vec<CheckState>, Vec<String>), PortalError> {
        let mut checks = Vec::new();
        let kept = self.portal.of_person(self.person).await?;
        let mut done: Vec<String> =
            kept.steps.iter().filter(|s| s.lesson == lesson.id).map(|s| s.step.clone()).collect();
        let began =
            lesson.blocks.iter().any(|b| matches!(b, Block::Panel(panel) if done.contains(&panel.id)));
        for block in &lesson.blocks {
            let Block::Check(Check { id, spec, .. }) = block else { continue };
            let Some((state, seen)) = self.check(facts, id, filled(spec, values), namespace) else {
                continue;
            };
            if !state.passed {
                facts.unmet.insert(id.clone());
            } else if !done.contains(id) && (spec.count != Some(0) || began || facts.unmet.contains(id)) {
                self.tick(&lesson.id, &state, &seen).await?;
                done.push(id.clone());
            }
            checks.push(state);
        }
        Ok((checks, done))
    }

    async fn tick(&self, lesson: &str, state: &CheckState, seen: &[String]) -> Result<(), PortalError> {
        let evidence = json!({"message": state.message, "objects": seen});
        let step = Step { lesson: lesson.to_owned(), step: state.id.clone() };
        self.portal.tick_step(&self.actor, &step, &self.cluster.id.to_string(), &evidence).await?;
        // What stands in a runbook is done once, not learned.
        if lesson != SET_UP {
            self.portal.learned(&self.actor, &step).await?;
        }
        Ok(())
    }
}
