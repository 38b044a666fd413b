//! Running one command line for a person: who may, what it would hit, the audit record, the engine, the tick.

use std::sync::Arc;
use std::time::Instant;

use api::command::{ApiCall, Question, RunEvent, RunRequest};
use api::frame::Lang;
use api::learn::{Block, Segment};
use cluster::Cluster;
use kubeadm::Place;
use kubectl::{Effect, Impact, Namespaces, Session, Surface, Terminal};
use serde_json::json;
use store::Step;
use tokio::io::AsyncRead;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::command::connection::OneCluster;
use crate::command::preview;
use crate::command::program::Program;
use crate::command::text::Decoder;
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
    audit: Option<store::AuditId>,
    step: Option<Step>,
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
        let (portal, actor) = (self.clone(), *actor);
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

    /// Everything before the first byte is sent: the line is read, the question asked, the record written.
    pub(crate) async fn prepare(&self, actor: &Actor, request: &RunRequest) -> Result<Outcome, PortalError> {
        let program = Program::parse(&request.line).map_err(PortalError::Bad)?;
        let cluster = self.inner.clusters.get(&request.cluster).await?;
        let impact = program.impact(cluster.practice);
        let namespace = self.namespace(actor, &cluster.name).await?;
        let changing = impact.effect != Effect::Reads && !request.preview;
        let mut prepared =
            Prepared { program, impact, cluster, namespace, audit: None, step: self.step_of(request) };
        let at_home = matches!(prepared.program, Program::Kubectl(_));
        if prepared.impact.effect != Effect::Reads && at_home {
            // Also for a dry run: in a namespace that is not there, it could only say so.
            self.ensure_namespace(actor, &prepared.cluster, &prepared.namespace).await?;
        }
        if changing {
            if let Some(question) = self.question(actor, request, &prepared).await? {
                return Ok(Outcome::Ask(question));
            }
            let line = prepared.program.without_secrets();
            let record =
                self.inner.store.record(actor.person, &prepared.cluster.name, &line, self.now()).await?;
            prepared.audit = Some(record);
        }
        Ok(Outcome::Ready(prepared))
    }

    /// The question to ask first, unless it was answered.
    async fn question(
        &self,
        actor: &Actor,
        request: &RunRequest,
        prepared: &Prepared,
    ) -> Result<Option<Question>, PortalError> {
        let beyond = !prepared.cluster.practice && self.reaches_beyond(actor, request, prepared).await?;
        let reason = prepared.program.doubt(request.lang);
        let type_name = beyond.then(|| prepared.cluster.name.clone());
        let answered = match (&request.confirmed, &type_name) {
            (Some(answer), Some(name)) => answer == name,
            (Some(_), None) => true,
            (None, _) => prepared.impact.effect != Effect::Destroys && !beyond && reason.is_none(),
        };
        if answered {
            return Ok(None);
        }
        let mut hits = preview::hits(self, actor, request, prepared).await?;
        if hits.is_empty() {
            hits.clone_from(&prepared.impact.targets);
        }
        Ok(Some(Question { reason, hits, type_name }))
    }

    /// Whether a change touches more than the lessons' own namespace.
    async fn reaches_beyond(
        &self,
        actor: &Actor,
        request: &RunRequest,
        prepared: &Prepared,
    ) -> Result<bool, PortalError> {
        let outside = match &prepared.impact.namespace {
            Namespaces::Default => false,
            Namespaces::Named(name) => *name != prepared.namespace,
            Namespaces::All | Namespaces::ClusterScoped => true,
        };
        if outside || prepared.impact.files.is_empty() {
            return Ok(outside);
        }
        // A manifest may name a namespace, or a kind that has none: the paths of the dry run tell.
        let own = format!("/namespaces/{}/", prepared.namespace);
        let calls = preview::calls(self, actor, request, prepared).await?;
        Ok(calls.iter().any(|call| !call.path.contains(&own)))
    }

    async fn execute(
        &self,
        actor: &Actor,
        request: &RunRequest,
        prepared: Prepared,
        events: &mpsc::Sender<RunEvent>,
    ) -> i32 {
        if request.preview {
            return preview::show(self, actor, request, &prepared, events).await;
        }
        let cancel = CancellationToken::new();
        let stdin: Box<dyn AsyncRead + Send + Unpin> = Box::new(tokio::io::empty());
        let mut running =
            match self.launch(actor, request, &prepared, stdin, None, false, cancel.clone()).await {
                Ok(running) => running,
                Err(error) => {
                    let _ = events.send(RunEvent::Err { text: format!("error: {error}\n") }).await;
                    return 1;
                }
            };
        let _end = cancel.drop_guard();
        let (mut out, mut err) = (Decoder::default(), Decoder::default());
        let mut complaint = String::new();
        let (mut ticked, mut printed) = (false, false);
        loop {
            let event = tokio::select! {
                event = running.events.recv() => event,
                () = events.closed() => break,
            };
            let Some(event) = event else { break };
            let event = match event {
                kubectl::Event::Stdout(bytes) => {
                    // A stream that shows something has done what the step is for; nobody waits for its end.
                    if prepared.impact.streams && !ticked {
                        ticked = true;
                        self.tick(actor, &prepared, request, events).await;
                    }
                    printed = true;
                    RunEvent::Out { text: out.push(&bytes) }
                }
                kubectl::Event::Stderr(bytes) => {
                    let text = err.push(&bytes);
                    complaint.push_str(&text);
                    RunEvent::Err { text }
                }
                kubectl::Event::Call(call) => RunEvent::Call(api_call(call)),
            };
            if events.send(event).await.is_err() {
                break;
            }
        }
        if events.is_closed() {
            self.finish(&prepared, 130).await;
            return 130;
        }
        let code = running.exit.await.unwrap_or(1);
        self.finish(&prepared, code).await;
        // `kubectl diff` ends with 1 when it found differences, which is what it was run for.
        let differs = code == 1 && printed && prepared.impact.verb == "diff";
        if code == 0 || differs {
            if !ticked {
                self.tick(actor, &prepared, request, events).await;
            }
        } else if let Some(hint) = self.usual_cause(request, &complaint) {
            let _ = events.send(RunEvent::Hint(hint)).await;
        }
        code
    }

    /// Starts the engine on a prepared command.
    #[expect(clippy::too_many_arguments, reason = "a session's parts, each said once by its two callers")]
    pub(crate) async fn launch(
        &self,
        actor: &Actor,
        request: &RunRequest,
        prepared: &Prepared,
        stdin: Box<dyn AsyncRead + Send + Unpin>,
        terminal: Option<Terminal>,
        preview: bool,
        cancel: CancellationToken,
    ) -> Result<Running, PortalError> {
        let (out, events) = mpsc::channel(EVENTS);
        let session = Session {
            clusters: Arc::new(OneCluster::new(&prepared.cluster, &prepared.namespace)),
            clock: self.inner.clock.clone(),
            files: Arc::new(self.files(actor, request.lesson.as_deref()).await?),
            stdin,
            out,
            terminal,
            cancel,
            surface: Surface::Page,
            preview,
        };
        let program = prepared.program.clone();
        let place =
            Place { practice: prepared.cluster.practice, insisted: request.confirmed.is_some() || preview };
        let exit = tokio::spawn(async move { program.run(session, place).await });
        Ok(Running { events, exit })
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
        let evidence = json!({"line": prepared.program.evidence(&request.line)});
        self.inner
            .store
            .finish_step(actor.person, step, &prepared.cluster.name, &evidence, self.now())
            .await?;
        self.touch();
        Ok(Some(step.clone()))
    }

    pub(crate) async fn finish(&self, prepared: &Prepared, code: i32) {
        if let Some(audit) = prepared.audit
            && let Err(error) = self.inner.store.record_exit(audit, code).await
        {
            tracing::error!(%error, "the audit record of a command that ran could not be completed");
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

/// The engine at work.
pub(crate) struct Running {
    pub(crate) events: mpsc::Receiver<kubectl::Event>,
    pub(crate) exit: tokio::task::JoinHandle<i32>,
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
