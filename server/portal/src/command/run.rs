//! Running one command line for a person: who may, what it would hit, the audit record, the engine, the tick.

use std::time::Instant;

use api::command::{ApiCall, Question, RunEvent, RunRequest};
use cluster::ClusterId;
use kubectl::Effect;
use store::End;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::command::engine::{Io, Running};
use crate::command::plan::{question, reaches_beyond};
use crate::command::prepared::{EVENTS, Prepared};
use crate::command::preview;
use crate::command::program::Program;
use crate::command::record::changes;
use crate::command::text::Decoder;
use crate::frame::{Action, Target, authorize};
use crate::{Actor, Portal, PortalError};

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
        let id = ClusterId::from(request.cluster.as_str());
        let person = authorize(actor, Action::Run, Target::Cluster(&id))?;
        let program = Program::parse(&request.line).map_err(PortalError::Bad)?;
        let cluster = self.inner.clusters.get(&id).await?;
        let impact = program.impact(cluster.is_practice());
        if let Some(why) = &impact.refused {
            return Err(PortalError::Bad(why.trim_start_matches("error: ").to_owned()));
        }
        let namespace = self.namespace(actor, &cluster.id).await?;
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
                let fenced = !prepared.cluster.is_practice() && !reaches_beyond(&prepared, &plan);
                prepared.fence = fenced.then(|| prepared.namespace.clone());
                let (line, changes) = (prepared.program.masked(Some(&plan)), changes(&plan));
                let cluster = &prepared.cluster.id;
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

    /// Records the end of a command that was recorded.
    pub(crate) async fn finish(&self, prepared: &Prepared, end: &End) {
        if let Some(record) = &prepared.record {
            self.close_record(record, end).await;
        }
    }
}

/// What was passed on of a command.
#[derive(Default)]
struct Told {
    complaint: String,
    ticked: bool,
    printed: bool,
}

fn api_call(call: kubectl::Call) -> ApiCall {
    let kubectl::Call { method, path, status, millis, request, response, .. } = call;
    ApiCall { method, path, status, millis, request, response }
}
