//! Running one command line for a person: who may, what it would hit, the audit record, the engine, the tick.

use std::sync::Arc;
use std::time::Instant;

use api::command::{ApiCall, Question, RunEvent, RunRequest};
use api::frame::Lang;
use api::learn::{Block, Segment};
use cluster::Cluster;
use kubeadm::Place;
use kubectl::{Effect, Impact, Plan, Session, Surface, Terminal};
use serde_json::json;
use store::{End, Step};
use tokio::io::AsyncRead;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::command::connection::OneCluster;
use crate::command::plan::{question, reaches_beyond};
use crate::command::preview;
use crate::command::program::Program;
use crate::command::record::{Record, changes};
use crate::command::text::Decoder;
use crate::frame::{Action, Target, authorize};
use crate::{Actor, Portal, PortalError};

/// How many events may wait for a slow page before the command waits too: few, since one may be what a connection
/// reads at once, some 400 KiB.
const EVENTS: usize = 16;

/// A command that was let through and is ready to run.
pub(crate) struct Prepared {
    pub(crate) program: Program,
    pub(crate) impact: Impact,
    pub(crate) cluster: Arc<Cluster>,
    pub(crate) namespace: String,
    /// What it would change; of what only looks there is none.
    pub(crate) plan: Option<Plan>,
    /// The namespace that changes may not leave: nobody said yes to more.
    fence: Option<String>,
    record: Option<Record>,
    step: Option<Step>,
}

/// What a command is connected with, and what ends it.
pub(crate) struct Io {
    pub(crate) stdin: Box<dyn AsyncRead + Send + Unpin>,
    pub(crate) terminal: Option<Terminal>,
    pub(crate) cancel: CancellationToken,
}

/// What came of preparing a command.
pub(crate) enum Outcome {
    Ready(Prepared),
    Ask(Question),
}

impl Portal {
    /// Runs a command line. Events arrive as they happen; [`RunEvent::Exit`] or [`RunEvent::Ask`] is the last. Dropping
    /// the receiver ends the command as Ctrl-C would.
    pub fn run_command(&self, actor: &Actor, request: RunRequest) -> mpsc::Receiver<RunEvent> {
        let (events, receiver) = mpsc::channel(EVENTS);
        let (portal, actor) = (self.clone(), actor.clone());
        tokio::spawn(async move {
            let started = Instant::now();
            let code = match portal.prepare(&actor, &request).await {
                Ok(Outcome::Ask(question)) => {
                    let _ = events.send(RunEvent::Ask(question)).await;
                    return;
                }
                Ok(Outcome::Ready(prepared)) => portal.execute(&actor, &request, prepared, &events).await,
                Err(error) => {
                    let _ = events.send(RunEvent::Err { text: format!("error: {error}\n") }).await;
                    1
                }
            };
            let millis = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
            let _ = events.send(RunEvent::Exit { code, millis }).await;
        });
        receiver
    }

    /// Everything before the first byte is sent: the line is read, what it would change found out, the question asked, the
    /// record written.
    pub(crate) async fn prepare(&self, actor: &Actor, request: &RunRequest) -> Result<Outcome, PortalError> {
        let person = authorize(actor, Action::Run, Target::Cluster(&request.cluster))?;
        let program = Program::parse(&request.line).map_err(PortalError::Bad)?;
        let cluster = self.inner.clusters.get(&request.cluster).await?;
        let impact = program.impact(cluster.practice);
        if let Some(why) = &impact.refused {
            return Err(PortalError::Bad(why.trim_start_matches("error: ").to_owned()));
        }
        let namespace = self.namespace(actor, &cluster.name).await?;
        let (step, changing) = (self.step_of(request), impact.effect != Effect::Reads);
        let mut prepared =
            Prepared { program, impact, cluster, namespace, plan: None, fence: None, record: None, step };
        if changing || request.preview {
            let plan = self.plan(actor, request, &prepared).await?;
            if changing && !request.preview {
                if let Some(question) = question(request, &prepared, &plan) {
                    self.keep_plan(actor, request, &prepared, plan).await?;
                    return Ok(Outcome::Ask(question));
                }
                let fenced = !prepared.cluster.practice && !reaches_beyond(&prepared, &plan);
                prepared.fence = fenced.then(|| prepared.namespace.clone());
                let (line, changes) = (prepared.program.masked(Some(&plan)), changes(&plan));
                let cluster = &prepared.cluster.name;
                prepared.record = Some(self.open_record(person, cluster, &line, changes.as_deref()).await?);
            }
            prepared.plan = Some(plan);
        }
        Ok(Outcome::Ready(prepared))
    }

    async fn execute(
        &self,
        actor: &Actor,
        request: &RunRequest,
        prepared: Prepared,
        events: &mpsc::Sender<RunEvent>,
    ) -> i32 {
        if let (true, Some(plan)) = (request.preview, &prepared.plan) {
            return preview::show(&prepared.namespace, plan, events).await;
        }
        let cancel = CancellationToken::new();
        let io = Io { stdin: Box::new(tokio::io::empty()), terminal: None, cancel: cancel.clone() };
        let mut running = match self.launch(actor, request, &prepared, io).await {
            Ok(running) => running,
            Err(error) => {
                let _ = events.send(RunEvent::Err { text: format!("error: {error}\n") }).await;
                return 1;
            }
        };
        let told = self.tell(actor, request, &prepared, &mut running, events).await;
        if told.is_none() {
            // Nobody listens any more. The engine ends as with Ctrl-C, and its end is what is recorded.
            cancel.cancel();
        }
        let end = running.end().await;
        self.finish(&prepared, &end).await;
        let Some(told) = told else { return 130 };
        self.conclude(actor, request, &prepared, &end, told, events).await
    }

    /// Passes on what the engine says while it is heard; `None`: it is not any more.
    async fn tell(
        &self,
        actor: &Actor,
        request: &RunRequest,
        prepared: &Prepared,
        running: &mut Running,
        events: &mpsc::Sender<RunEvent>,
    ) -> Option<Told> {
        let (mut out, mut err) = (Decoder::default(), Decoder::default());
        let mut told = Told::default();
        loop {
            let event = tokio::select! {
                event = running.events.recv() => event,
                () = events.closed() => return None,
            };
            let Some(event) = event else { return Some(told) };
            let event = match event {
                kubectl::Event::Stdout(bytes) => {
                    // A stream that shows something has done what the step is for; nobody waits for its end.
                    if prepared.impact.streams() && !told.ticked {
                        told.ticked = true;
                        self.tick(actor, prepared, request, events).await;
                    }
                    told.printed = true;
                    RunEvent::Out { text: out.push(&bytes) }
                }
                kubectl::Event::Stderr(bytes) => {
                    let text = err.push(&bytes);
                    told.complaint.push_str(&text);
                    RunEvent::Err { text }
                }
                kubectl::Event::Call(call) => RunEvent::Call(api_call(call)),
            };
            events.send(event).await.ok()?;
        }
    }

    /// The step is ticked, or the usual cause of a failure told; returns the exit code.
    async fn conclude(
        &self,
        actor: &Actor,
        request: &RunRequest,
        prepared: &Prepared,
        end: &End,
        told: Told,
        events: &mpsc::Sender<RunEvent>,
    ) -> i32 {
        let code = match end {
            End::Exit(code) => *code,
            End::Fault(why) => {
                let _ = events.send(RunEvent::Err { text: format!("wheelhouse: {why}\n") }).await;
                return 1;
            }
        };
        // `kubectl diff` ends with 1 when it found differences, which is what it was run for.
        let differs = code == 1 && told.printed && prepared.impact.verb == "diff";
        if code == 0 || differs {
            if !told.ticked {
                self.tick(actor, prepared, request, events).await;
            }
        } else if let Some(hint) = self.usual_cause(request, &told.complaint) {
            let _ = events.send(RunEvent::Hint(hint)).await;
        }
        code
    }

    /// Starts the engine on a prepared command. The lessons' namespace is made now, and not before, if something goes
    /// into it.
    pub(crate) async fn launch(
        &self,
        actor: &Actor,
        request: &RunRequest,
        prepared: &Prepared,
        io: Io,
    ) -> Result<Running, PortalError> {
        let started = async {
            if prepared.record.is_some() && prepared.needs_its_namespace() {
                self.ensure_namespace(actor, &prepared.cluster, &prepared.namespace).await?;
            }
            let (out, events) = mpsc::channel(EVENTS);
            let session = self.session(actor, request, prepared, io, out).await?;
            let program = prepared.program.clone();
            let (practice, insisted) = (prepared.cluster.practice, request.confirmed.is_some());
            let place = Place { practice, insisted };
            let exit = tokio::spawn(async move { program.run(session, place).await });
            Ok(Running { events, exit })
        };
        let started: Result<Running, PortalError> = started.await;
        if started.is_err() {
            self.finish(prepared, &End::Exit(1)).await;
        }
        started
    }

    /// What the engine is given to work with.
    pub(super) async fn session(
        &self,
        actor: &Actor,
        request: &RunRequest,
        prepared: &Prepared,
        io: Io,
        out: mpsc::Sender<kubectl::Event>,
    ) -> Result<Session, PortalError> {
        let Io { stdin, terminal, cancel } = io;
        Ok(Session {
            clusters: Arc::new(OneCluster::new(&prepared.cluster, &prepared.namespace)),
            clock: self.inner.clock.clone(),
            files: Arc::new(self.files(actor, request.lesson.as_deref()).await?),
            stdin,
            out,
            terminal,
            cancel,
            surface: Surface::Page,
            preview: false,
            known: prepared.plan.as_ref().map(|plan| plan.known.clone()).unwrap_or_default(),
            fence: prepared.fence.clone(),
        })
    }

    /// Ticks the step that a command was and tells the page; on disk before it hears of it.
    async fn tick(
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
        let done = self.inner.store.finish_step(person, step, &prepared.cluster.name, &evidence, self.now());
        self.kept(person, done).await?;
        Ok(Some(step.clone()))
    }

    /// Records the end of a command that was recorded.
    pub(crate) async fn finish(&self, prepared: &Prepared, end: &End) {
        if let Some(record) = &prepared.record {
            self.close_record(record, end).await;
        }
    }

    /// The step that a request claims to be, if its line really is that panel's.
    fn step_of(&self, request: &RunRequest) -> Option<Step> {
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

impl Prepared {
    /// Whether something goes into the lessons' namespace, or may.
    fn needs_its_namespace(&self) -> bool {
        let plan = self.plan.as_ref();
        plan.is_none_or(|plan| plan.unsure || plan.changes().any(|change| change.is_in(&self.namespace)))
    }
}

/// What was passed on of a command.
#[derive(Default)]
struct Told {
    complaint: String,
    ticked: bool,
    printed: bool,
}

/// The engine at work.
pub(crate) struct Running {
    pub(crate) events: mpsc::Receiver<kubectl::Event>,
    exit: tokio::task::JoinHandle<i32>,
}

impl Running {
    /// Waits for the engine's own end, and hears out what it still says.
    pub(crate) async fn end(mut self) -> End {
        while self.events.recv().await.is_some() {}
        match self.exit.await {
            Ok(code) => End::Exit(code),
            Err(error) => {
                // What it panicked about may hold what was typed: the panic's own message has told the log its place.
                tracing::error!(panicked = error.is_panic(), "the engine of a command broke off");
                End::Fault("the command broke off: that is a fault of Wheelhouse, not of the line".to_owned())
            }
        }
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

fn api_call(call: kubectl::Call) -> ApiCall {
    let kubectl::Call { method, path, status, millis, request, response, .. } = call;
    ApiCall { method, path, status, millis, request, response }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_engine_that_breaks_off_did_not_end_with_a_code() {
        let running = |exit| Running { events: mpsc::channel(1).1, exit };
        assert_eq!(running(tokio::spawn(async { 3 })).end().await, End::Exit(3));
        let broken = running(tokio::spawn(async { panic!("a canary") })).end().await;
        assert!(matches!(&broken, End::Fault(why) if !why.contains("canary")), "{broken:?}");
    }

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
