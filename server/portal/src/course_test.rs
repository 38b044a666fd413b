//! Documentation that is tested: every command and every check of every lesson, run on a cluster.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::learn::check::{Evidence, evaluate};
use crate::learn::pick;
use api::frame::Lang;
use api::learn::{Block, Lesson, Segment};
use cluster::{Cluster, ClusterId, Registry};
use course::Course;
use kubeadm::Place;
use kubectl::{Event, Known, Manner, Session, Surface, Terminal};
use tokio::sync::{mpsc, watch};
use tokio_util::sync::CancellationToken;

use crate::command::connection::OneCluster;
use crate::command::files::LessonFiles;
use crate::command::program::Program;
use crate::learn::blanks::{fill, filled, values};
use crate::{PortalError, SystemClock};

/// How long a command that streams is watched.
const STREAM: Duration = Duration::from_secs(3);

/// How long any other command may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// How long a check may take to pass.
const CHECK: Duration = Duration::from_secs(60);

/// How long a container may take to start.
const STARTING: Duration = Duration::from_secs(30);

/// What a shell is fed, so that it ends.
const SHELL: &[u8] = b"exit\n";

/// How many commands and checks passed and failed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Passed.
    pub passed: u32,
    /// Failed.
    pub failed: u32,
}

/// Which lessons are run.
#[derive(Clone, Copy, Debug)]
pub enum Lessons<'a> {
    /// Every lesson.
    All,
    /// The one with this id.
    One(&'a str),
    /// Those that need no container that really runs.
    WithoutContainers,
}

/// Runs every command and check of the lessons and reports each line.
pub async fn course_test(
    course: &Course,
    clusters: &Registry,
    cluster: &ClusterId,
    lessons: Lessons<'_>,
    report: &(dyn Fn(&str) + Sync),
) -> Result<Counts, PortalError> {
    let cluster = clusters.get(cluster).await?;
    let mut counts = Counts::default();
    for part in course.map(Lang::En).parts {
        for summary in part.lessons {
            let Some(lesson) = course.lesson(Lang::En, &summary.id) else { continue };
            let wanted = match lessons {
                Lessons::All => true,
                Lessons::One(id) => id == lesson.id,
                Lessons::WithoutContainers => !lesson.containers,
            };
            if !wanted {
                continue;
            }
            let namespace = format!("course-{}", lesson.id);
            let run = LessonRun { lesson, cluster: &cluster, namespace, printed: Mutex::default() };
            run.all(&mut counts, report).await;
        }
    }
    if counts.passed + counts.failed == 0 {
        return Err(PortalError::Bad("no lesson was run".to_owned()));
    }
    Ok(counts)
}

/// One lesson in a namespace of its own.
struct LessonRun<'a> {
    lesson: &'a Lesson,
    cluster: &'a Arc<Cluster>,
    namespace: String,
    /// What panels printed, by their id: a reader copies from there.
    printed: Mutex<BTreeMap<String, String>>,
}

impl LessonRun<'_> {
    async fn all(&self, counts: &mut Counts, report: &(dyn Fn(&str) + Sync)) {
        let mut count = |what: &str, result: Result<(), String>| match result {
            Ok(()) => {
                counts.passed += 1;
                report(&format!("ok    {}: {what}", self.lesson.id));
            }
            Err(why) => {
                counts.failed += 1;
                report(&format!(
                    "FAIL  {}: {what}\n      {}",
                    self.lesson.id,
                    why.trim_end().replace('\n', "\n      ")
                ));
            }
        };
        let home = format!("kubectl create namespace {}", self.namespace);
        count(&home, self.command(&home).await);
        for line in &self.lesson.setup.commands {
            count(line, self.command(line).await);
        }
        if !self.lesson.setup.commands.is_empty() {
            for spec in &self.lesson.setup.expect {
                count("set-up expects", self.check("setup", spec).await);
            }
        }
        for block in &self.lesson.blocks {
            match block {
                Block::Panel(panel) => match self.line(&panel.line).await {
                    Ok(line) => count(&line, self.panel(&panel.id, &line).await),
                    Err(why) => count(&panel.id, Err(why)),
                },
                Block::Manifest(manifest) => {
                    let line = format!("kubectl apply -f {}", manifest.file);
                    count(&line, self.command(&line).await);
                }
                Block::Check(check) => {
                    for line in &check.answer {
                        match self.line(line).await {
                            Ok(line) => count(&line, self.command(&line).await),
                            Err(why) => count(&check.id, Err(why)),
                        }
                    }
                    count(&format!("check {}", check.id), self.check(&check.id, &check.spec).await)
                }
                Block::Html { .. }
                | Block::Aside { .. }
                | Block::Host(_)
                | Block::Quiz(_)
                | Block::Picture(_)
                | Block::Owners(_)
                | Block::Timeline(_)
                | Block::Images(_) => {}
            }
        }
        let home = format!("kubectl delete namespace {}", self.namespace);
        count(&home, self.command(&home).await);
    }

    /// Runs a panel and keeps what it printed.
    async fn panel(&self, id: &str, line: &str) -> Result<(), String> {
        let printed = self.answer(line).await?;
        let mut answers = self.printed.lock().unwrap_or_else(PoisonError::into_inner);
        answers.insert(id.to_owned(), printed);
        Ok(())
    }

    /// The blanks that a reader fills with what a panel printed.
    fn copied(&self) -> Vec<(String, String)> {
        let answers = self.printed.lock().unwrap_or_else(PoisonError::into_inner);
        let blanks = self.lesson.blanks.iter();
        blanks
            .filter_map(|blank| {
                let printed = blank.printed.as_ref()?;
                Some((blank.name.clone(), printed.find(answers.get(&printed.panel)?)?))
            })
            .collect()
    }

    /// A panel's line, its blanks filled as the page would.
    async fn line(&self, line: &[Segment]) -> Result<String, String> {
        let values = self.values(line).await?;
        Ok(line
            .iter()
            .map(|segment| match segment {
                Segment::Text(text) => text.clone(),
                Segment::Blank(name) => values.get(name).cloned().unwrap_or_default(),
            })
            .collect())
    }

    /// The values of all blanks; those that a line needs are waited for.
    async fn values(&self, line: &[Segment]) -> Result<BTreeMap<String, String>, String> {
        let mut picked = self.copied();
        for blank in &self.lesson.blanks {
            let needed = line.iter().any(|s| matches!(s, Segment::Blank(name) if *name == blank.name));
            let (Some(from), true) = (&blank.from, needed) else { continue };
            let selector = fill(&from.selector, &values(self.lesson, &BTreeMap::new(), &[]));
            let mut watch = self.cluster.watches.subscribe(&from.resource, Some(&self.namespace));
            let found = async {
                loop {
                    if let Some(name) = pick::name(from, &selector, &watch.now().all()) {
                        break name;
                    }
                    watch.changed().await;
                }
            };
            let name = tokio::time::timeout(CHECK, found).await;
            let name = name.map_err(|_| format!("the cluster has nothing for the blank <{}>", blank.name))?;
            picked.push((blank.name.clone(), name));
        }
        Ok(values(self.lesson, &BTreeMap::new(), &picked))
    }

    async fn check(&self, id: &str, spec: &api::learn::CheckSpec) -> Result<(), String> {
        let spec = filled(spec, &values(self.lesson, &BTreeMap::new(), &[]));
        let namespace = spec.namespace.as_deref().unwrap_or(&self.namespace);
        let mut objects = self.cluster.watches.subscribe(&spec.resource, Some(namespace));
        let mut pods = self.cluster.watches.subscribe("pods", Some(namespace));
        let mut last = String::new();
        let passed = async {
            loop {
                let (seen, around) = (objects.now(), pods.now());
                let loading = (!seen.complete).then_some("the first list is on its way");
                let problem = seen.problem.as_deref().or(loading);
                let (found, around) = (seen.all(), around.all());
                let evidence = Evidence { kind: &seen.kind, objects: &found, pods: &around, problem };
                let state = evaluate(id, &spec, &evidence, Lang::En);
                if state.passed {
                    break;
                }
                last = state.message;
                tokio::select! {
                    _ = objects.changed() => {}
                    _ = pods.changed() => {}
                }
            }
        };
        let done = tokio::time::timeout(CHECK, passed).await;
        done.map_err(|_| format!("not passed after {} s: {last}", CHECK.as_secs()))
    }

    /// Runs a line. What looks into a container is tried until the container runs, as a reader would.
    async fn command(&self, line: &str) -> Result<(), String> {
        self.answer(line).await.map(drop)
    }

    /// As [`Self::command`], with what it printed.
    async fn answer(&self, line: &str) -> Result<String, String> {
        let started = tokio::time::Instant::now();
        loop {
            let result = self.once(line).await;
            let looks_inside = ["kubectl exec", "kubectl logs"].iter().any(|verb| line.starts_with(verb));
            if result.is_ok() || !looks_inside || started.elapsed() > STARTING {
                return result;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    async fn once(&self, line: &str) -> Result<String, String> {
        let program = Program::parse(line)?;
        let place = Place { practice: self.cluster.is_practice(), insisted: false };
        let impact = program.impact(place.practice);
        let interactive = impact.manner == Manner::Interactive;
        let (out, mut events) = mpsc::channel(64);
        let cancel = CancellationToken::new();
        let size = watch::Sender::new((80, 24));
        let session = Session {
            clusters: Arc::new(OneCluster::new(self.cluster, &self.namespace)),
            clock: Arc::new(SystemClock),
            files: Arc::new(LessonFiles::of(self.files())),
            stdin: if interactive { Box::new(SHELL) } else { Box::new(tokio::io::empty()) },
            out,
            terminal: interactive.then(|| Terminal { size: size.subscribe() }),
            cancel: cancel.clone(),
            surface: Surface::Page,
            preview: false,
            known: Known::default(),
            fence: None,
        };
        let running = tokio::spawn(async move { program.run(session, place).await });
        let gathered = tokio::spawn(async move {
            let (mut out, mut err) = (Vec::new(), Vec::new());
            while let Some(event) = events.recv().await {
                match event {
                    Event::Stdout(bytes) => out.extend_from_slice(&bytes),
                    Event::Stderr(bytes) => err.extend_from_slice(&bytes),
                    Event::Call(_) => {}
                }
            }
            (out, err)
        });
        let streams = impact.manner == Manner::Streams;
        let limit = if streams { STREAM } else { PATIENCE };
        let stopper = tokio::spawn({
            let cancel = cancel.clone();
            async move {
                tokio::time::sleep(limit).await;
                cancel.cancel();
            }
        });
        let code = running.await.unwrap_or(-1);
        stopper.abort();
        let timed_out = cancel.is_cancelled();
        let (out, err) = gathered.await.unwrap_or_default();
        let said = String::from_utf8_lossy(&err).into_owned();
        let printed = String::from_utf8_lossy(&out).into_owned();
        match (streams, timed_out) {
            (true, true) if !out.is_empty() => Ok(printed),
            (true, true) => Err(format!("printed nothing in {} s\n{said}", STREAM.as_secs())),
            (false, true) => Err(format!("not done after {} s\n{said}", PATIENCE.as_secs())),
            // `diff` answers 1 when there is a difference; that is what it is for.
            (_, false) if code == 0 || (impact.verb == "diff" && code == 1 && said.is_empty()) => Ok(printed),
            (_, false) => Err(format!("exit code {code}\n{said}")),
        }
    }

    fn files(&self) -> BTreeMap<String, String> {
        let manifests = self.lesson.blocks.iter().filter_map(|block| match block {
            Block::Manifest(manifest) => Some((manifest.file.clone(), manifest.text.clone())),
            _ => None,
        });
        manifests.collect()
    }
}
