//! What an open page hears: the lens, its lesson's checks, the values of its blanks. A check that passes is on disk
//! before the page is told.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use crate::cluster::lens::{View, lens};
use crate::learn::check::{Evidence, evaluate};
use crate::learn::pick;
use api::cluster::Lens;
use api::frame::Lang;
use api::learn::{Block, Check, CheckSpec, Lesson, Pick};
use api::live::{CheckState, Drawn, LiveEvent};
use cluster::Cluster;
use cluster::watch::{Snapshot, Subscription};
use futures_util::future::select_all;
use serde_json::{Value, json};
use store::Step;
use tokio::sync::{mpsc, watch};

use crate::learn::notes::Notes;
use crate::setup::site::SET_UP;
use crate::{Actor, Portal, PortalError};

/// How long changes are gathered before a page is told: an eye sees no difference, a busy cluster floods nobody.
const GATHER: Duration = Duration::from_millis(60);

/// How long the first picture waits for the first lists.
const PATIENCE: Duration = Duration::from_secs(2);

impl Portal {
    /// Follows a cluster for a page. Ends when the receiver is dropped.
    pub async fn follow(
        &self,
        actor: &Actor,
        cluster: &str,
        lesson: Option<&str>,
        lang: Lang,
    ) -> Result<mpsc::Receiver<LiveEvent>, PortalError> {
        let lesson = match lesson {
            Some(SET_UP) => Some(Arc::new(self.watched_set_up(actor, lang).await?)),
            Some(id) => Some(self.find(lang, id)?),
            None => None,
        };
        let cluster = self.inner.clusters.get(cluster).await?;
        let (send, receive) = mpsc::channel(4);
        let page = Page {
            portal: self.clone(),
            actor: *actor,
            touched: self.inner.touched.subscribe(),
            edited: self.notes_edited(),
            cluster,
            lesson,
            lang,
            subscriptions: HashMap::new(),
            only: false,
            unmet: HashSet::new(),
            version: String::new(),
        };
        tokio::spawn(page.run(send));
        Ok(receive)
    }
}

/// One open page.
pub(crate) struct Page {
    portal: Portal,
    actor: Actor,
    cluster: Arc<Cluster>,
    lesson: Option<Arc<Lesson>>,
    lang: Lang,
    touched: watch::Receiver<u64>,
    edited: watch::Receiver<Arc<Notes>>,
    /// By resource and namespace (`None`: everywhere).
    subscriptions: HashMap<(String, Option<String>), Subscription>,
    /// Rights reach no further than one namespace.
    only: bool,
    /// Checks that were seen unmet on this page.
    unmet: HashSet<String>,
    version: String,
}

/// What was last told, so that nothing is told twice.
#[derive(Default, PartialEq)]
struct Told {
    lens: Option<Lens>,
    checks: Option<LiveEvent>,
    blanks: Option<Vec<(String, String)>>,
    drawn: Option<Drawn>,
}

impl Page {
    async fn run(mut self, send: mpsc::Sender<LiveEvent>) {
        let mut told = Told::default();
        if self.subscribe("pods", None).first(PATIENCE).await.forbidden {
            self.only = true;
        }
        loop {
            match self.tell(&mut told, &send).await {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => {
                    let lens = Lens { problem: Some(error.to_string()), ..Lens::default() };
                    if send.send(LiveEvent::Lens(lens)).await.is_err() {
                        return;
                    }
                }
            }
            let any = select_all(self.subscriptions.values_mut().map(|s| Box::pin(s.changed())));
            tokio::select! {
                _ = any => {}
                _ = self.touched.changed() => {}
                _ = self.edited.changed() => {
                    // Whoever reads this is gone or loads the page again.
                    let _ = send.send(LiveEvent::Edited).await;
                    return;
                }
                () = send.closed() => return,
            }
            tokio::time::sleep(GATHER).await;
        }
    }

    /// Asks for the version while it is not known and the cluster answers.
    async fn ask_version(&mut self, namespace: &str) {
        let scope = self.only.then_some(namespace);
        let pods = self.now("pods", scope);
        if !self.version.is_empty() || !pods.complete || pods.problem.is_some() {
            return;
        }
        let asked = tokio::time::timeout(PATIENCE, self.cluster.client.apiserver_version()).await;
        if let Ok(Ok(info)) = asked {
            self.version = info.git_version;
        }
    }

    /// Tells what is new; `false` when nobody listens any more.
    async fn tell(&mut self, told: &mut Told, send: &mpsc::Sender<LiveEvent>) -> Result<bool, PortalError> {
        let namespace = self.portal.namespace(&self.actor, &self.cluster.name).await?;
        let mut news = Vec::new();
        self.ask_version(&namespace).await;
        let lens = self.lens(&namespace);
        if told.lens.as_ref() != Some(&lens) {
            told.lens = Some(lens.clone());
            news.push(LiveEvent::Lens(lens));
        }
        if self.lesson.as_ref().is_some_and(|lesson| lesson.id == SET_UP) {
            // Its machines may be others by now.
            self.lesson = Some(Arc::new(self.portal.watched_set_up(&self.actor, self.lang).await?));
        }
        if let Some(lesson) = self.lesson.clone() {
            let typed = self.portal.inner.store.blanks(self.actor.person).await?;
            let picked = self.picked(&lesson, &typed, &namespace);
            let values = values(&lesson, &typed, &picked);
            if told.blanks.as_ref() != Some(&picked) {
                told.blanks = Some(picked.clone());
                news.push(LiveEvent::Blanks { values: picked });
            }
            let drawn = self.drawn(&lesson, &values, &namespace);
            if told.drawn.as_ref() != Some(&drawn) {
                told.drawn = Some(drawn.clone());
                news.push(LiveEvent::Drawn(drawn));
            }
            let checks = self.checks(&lesson, &values, &namespace).await?;
            if told.checks.as_ref() != Some(&checks) {
                told.checks = Some(checks.clone());
                news.push(checks);
            }
        }
        for event in news {
            if send.send(event).await.is_err() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn subscribe(&mut self, resource: &str, namespace: Option<&str>) -> &mut Subscription {
        let key = (resource.to_owned(), namespace.map(str::to_owned));
        let watches = &self.cluster.watches;
        self.subscriptions.entry(key).or_insert_with(|| watches.subscribe(resource, namespace))
    }

    pub(crate) fn now(&mut self, resource: &str, namespace: Option<&str>) -> Arc<Snapshot> {
        self.subscribe(resource, namespace).now()
    }

    /// The version of the API server; empty while it is not known.
    pub(crate) fn version(&self) -> &str {
        &self.version
    }

    fn lens(&mut self, namespace: &str) -> Lens {
        let scope = self.only.then_some(namespace);
        let nodes = self.now("nodes", None);
        let pods = self.now("pods", scope);
        let events = self.now("events", scope);
        let view = View {
            version: &self.version,
            nodes: &nodes,
            pods: &pods,
            events: &events,
            namespace,
            only: scope,
        };
        lens(&view)
    }

    /// The values that the cluster gives to blanks which the reader has not typed.
    fn picked(
        &mut self,
        lesson: &Lesson,
        typed: &BTreeMap<String, String>,
        namespace: &str,
    ) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for blank in &lesson.blanks {
            let Some(from) = &blank.from else { continue };
            if typed.contains_key(&blank.name) {
                continue;
            }
            let plain = values(lesson, typed, &[]);
            let selector = fill(&from.selector, &plain);
            let snapshot = self.now(&from.resource, namespace_of(from, namespace));
            if let Some(name) = pick::name(from, &selector, &snapshot.all()) {
                found.push((blank.name.clone(), name));
            }
        }
        found
    }

    /// How the checks stand. That nothing is left (`count: 0`) also holds before anything was made: it counts once
    /// it was seen unmet here, or a command of the lesson was run, now or on an earlier visit.
    async fn checks(
        &mut self,
        lesson: &Lesson,
        values: &BTreeMap<String, String>,
        namespace: &str,
    ) -> Result<LiveEvent, PortalError> {
        let mut checks = Vec::new();
        let mut done = self.done(lesson).await?;
        let began =
            lesson.blocks.iter().any(|b| matches!(b, Block::Panel(panel) if done.contains(&panel.id)));
        for block in &lesson.blocks {
            if let Block::Check(Check { id, spec, .. }) = block {
                let (state, seen) = self.evaluate(id, &filled(spec, values), namespace);
                if !state.passed {
                    self.unmet.insert(id.clone());
                } else if !done.contains(id) && (spec.count != Some(0) || began || self.unmet.contains(id)) {
                    self.tick(lesson, &state, seen).await?;
                    done.push(id.clone());
                }
                checks.push(state);
            }
        }
        let setup = &lesson.setup.expect;
        let ready = setup.iter().all(|spec| self.evaluate("", &filled(spec, values), namespace).0.passed);
        Ok(LiveEvent::Checks { checks, done, ready })
    }

    /// The steps of a lesson that are done.
    async fn done(&self, lesson: &Lesson) -> Result<Vec<String>, PortalError> {
        let steps = self.portal.inner.store.steps(self.actor.person).await?;
        Ok(steps.into_iter().filter(|s| s.lesson == lesson.id).map(|s| s.step).collect())
    }

    fn evaluate(&mut self, id: &str, spec: &CheckSpec, namespace: &str) -> (CheckState, Vec<Arc<Value>>) {
        let namespace = spec.namespace.as_deref().unwrap_or(namespace);
        let scope = if is_cluster_scoped(&spec.resource) { None } else { Some(namespace) };
        let objects = self.now(&spec.resource, scope);
        let pods = self.now("pods", Some(namespace));
        let loading = (!objects.complete && objects.problem.is_none()).then_some("…");
        let problem = objects.problem.as_deref().or(loading);
        let found = objects.all();
        let evidence = Evidence { objects: &found, pods: &pods.all(), problem };
        (evaluate(id, spec, &evidence, self.lang), found)
    }

    async fn tick(
        &self,
        lesson: &Lesson,
        state: &CheckState,
        seen: Vec<Arc<Value>>,
    ) -> Result<(), PortalError> {
        let names: Vec<&str> =
            seen.iter().take(20).map(|o| cluster::object::text(o, "metadata.name")).collect();
        let evidence = json!({"message": state.message, "objects": names});
        let step = Step { lesson: lesson.id.clone(), step: state.id.clone() };
        let portal = &self.portal;
        portal
            .inner
            .store
            .finish_step(self.actor.person, &step, &self.cluster.name, &evidence, portal.now())
            .await?;
        // What stands in a runbook is done once, not learned.
        if lesson.id != SET_UP {
            portal.learned(&self.actor, &step).await?;
        }
        Ok(())
    }
}

/// Kinds that lessons check and that have no namespace.
pub(crate) fn is_cluster_scoped(resource: &str) -> bool {
    [
        "nodes",
        "namespaces",
        "persistentvolumes",
        "storageclasses.storage.k8s.io",
        "clusterroles.rbac.authorization.k8s.io",
        "clusterrolebindings.rbac.authorization.k8s.io",
    ]
    .contains(&resource)
}

pub(crate) fn namespace_of<'a>(from: &Pick, namespace: &'a str) -> Option<&'a str> {
    (!is_cluster_scoped(&from.resource)).then_some(namespace)
}

/// What each blank holds: what was typed, else what the cluster gives, else the lesson's own.
pub(crate) fn values(
    lesson: &Lesson,
    typed: &BTreeMap<String, String>,
    picked: &[(String, String)],
) -> BTreeMap<String, String> {
    let mut values: BTreeMap<String, String> =
        lesson.blanks.iter().map(|b| (b.name.clone(), b.default.clone())).collect();
    values.extend(picked.iter().cloned());
    values.extend(typed.iter().map(|(k, v)| (k.clone(), v.clone())));
    values
}

/// Puts values into a text's blanks (`<name>`).
pub(crate) fn fill(text: &str, values: &BTreeMap<String, String>) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("<{name}>"), value))
}

pub(crate) fn filled(spec: &CheckSpec, values: &BTreeMap<String, String>) -> CheckSpec {
    let mut spec = spec.clone();
    spec.name = spec.name.map(|name| fill(&name, values));
    spec.selector = spec.selector.map(|selector| fill(&selector, values));
    for expect in &mut spec.expect {
        expect.contains = expect.contains.take().map(|text| fill(&text, values));
        if let Some(Value::String(text)) = &expect.equals {
            let filled = fill(text, values);
            // `equals: <count>` means the number when it is one.
            let number = text.starts_with('<').then(|| filled.parse::<i64>().ok()).flatten();
            expect.equals = Some(number.map_or(Value::String(filled), Value::from));
        }
    }
    spec
}
