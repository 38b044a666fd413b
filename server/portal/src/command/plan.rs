//! What a line would change, found out once and handed on: the question, the preview, the record and the run read the same
//! plan. The plan of a question is kept until it is answered.

use cluster::ClusterId;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use api::command::{Question, RunRequest};
use api::frame::Lang;
use kubectl::{Call, Effect, Plan};
use store::PersonId;
use tokio_util::sync::CancellationToken;

use crate::command::engine::Io;
use crate::command::prepared::Prepared;
use crate::command::text::Decoder;
use crate::frame::{Action, Target, authorize};
use crate::{Actor, Portal, PortalError};

/// How many objects a question names.
const MOST: usize = 50;

/// How long a question's plan is kept: after this the world is looked at again.
const KEPT: Duration = Duration::from_secs(120);

/// How many questions may be open at a time; the oldest is planned again when it is answered.
const OPEN: usize = 64;

/// The plans of questions that nobody has answered yet.
#[derive(Default)]
pub(crate) struct Plans(Mutex<Vec<Asked>>);

struct Asked {
    of: Of,
    plan: Plan,
    at: Instant,
}

/// What a plan was made of. What differs here needs another plan.
#[derive(PartialEq, Eq)]
struct Of {
    person: PersonId,
    cluster: ClusterId,
    namespace: String,
    line: String,
    files: u64,
}

impl Plans {
    fn lock(&self) -> MutexGuard<'_, Vec<Asked>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, of: Of, plan: Plan) {
        let mut open = self.lock();
        open.retain(|asked| asked.at.elapsed() < KEPT && asked.of != of);
        if open.len() >= OPEN {
            open.remove(0);
        }
        open.push(Asked { of, plan, at: Instant::now() });
    }

    fn take(&self, of: &Of) -> Option<Plan> {
        let mut open = self.lock();
        open.retain(|asked| asked.at.elapsed() < KEPT);
        let found = open.iter().position(|asked| asked.of == *of)?;
        Some(open.remove(found).plan)
    }
}

impl Portal {
    /// What a prepared line would change: as the question told it that is answered now, or found out.
    pub(super) async fn plan(
        &self,
        actor: &Actor,
        request: &RunRequest,
        prepared: &Prepared,
    ) -> Result<Plan, PortalError> {
        if request.confirmed.is_some()
            && let Some(plan) = self.inner.plans.take(&self.of(actor, request, prepared).await?)
        {
            return Ok(plan);
        }
        let (out, _) = tokio::sync::mpsc::channel(1);
        let cancel = CancellationToken::new();
        // A page that is closed while this lasts ends it.
        let _end = cancel.clone().drop_guard();
        let io = Io { stdin: Box::new(tokio::io::empty()), terminal: None, cancel };
        let session = self.session(actor, request, prepared, io, out).await?;
        let place = kubeadm::Place { practice: prepared.cluster.is_practice(), insisted: true };
        let program = prepared.program.clone();
        let planning = tokio::spawn(async move { program.plan(session, place).await });
        planning.await.map_err(|error| {
            tracing::error!(panicked = error.is_panic(), "the plan of a command broke off");
            PortalError::Bad(
                "what this would change could not be found out: a fault of Wheelhouse".to_owned(),
            )
        })
    }

    /// Keeps the plan of a question for its answer.
    pub(super) async fn keep_plan(
        &self,
        actor: &Actor,
        request: &RunRequest,
        prepared: &Prepared,
        plan: Plan,
    ) -> Result<(), PortalError> {
        self.inner.plans.keep(self.of(actor, request, prepared).await?, plan);
        Ok(())
    }

    async fn of(&self, actor: &Actor, request: &RunRequest, prepared: &Prepared) -> Result<Of, PortalError> {
        let mut files = DefaultHasher::new();
        self.files(actor, request.lesson.as_deref()).await?.hash(&mut files);
        Ok(Of {
            person: authorize(actor, Action::Run, Target::Cluster(&prepared.cluster.id))?,
            cluster: prepared.cluster.id.clone(),
            namespace: prepared.namespace.clone(),
            line: request.line.clone(),
            files: files.finish(),
        })
    }
}

/// The question to ask first, unless it was answered.
pub(super) fn question(request: &RunRequest, prepared: &Prepared, plan: &Plan) -> Option<Question> {
    let beyond = reaches_beyond(prepared, plan);
    let doubt = prepared.program.doubt(request.lang);
    let reason = doubt.or_else(|| (beyond && plan.unsure).then(|| unknown(request.lang, plan)));
    let type_name = beyond.then(|| prepared.cluster.id.to_string());
    let answered = match (&request.confirmed, &type_name) {
        (Some(answer), Some(name)) => answer == name,
        (Some(_), None) => true,
        (None, Some(_)) => false,
        (None, None) => prepared.impact.effect != Effect::Destroys && reason.is_none(),
    };
    if answered { None } else { Some(Question { reason, hits: hits(plan), type_name }) }
}

/// Why a line is asked about of which nobody knows what it reaches.
fn unknown(lang: Lang, plan: &Plan) -> String {
    let said = Decoder::default().push(&plan.said);
    let why = said.lines().next().unwrap_or_default();
    match lang {
        Lang::En => format!(
            "What this command reaches could not be found out, so it counts as reaching everywhere. {why}"
        ),
        Lang::Zh => format!("无法确定这条命令会影响到什么，因此按影响整个集群处理。{why}"),
    }
}

/// Whether it touches more than the lessons' own namespace, on a cluster that is not for practice. What could not be
/// found out counts as reaching everywhere; but where the server answers nothing, there is nothing to ask about: the run
/// says so, and may not leave the namespace either.
pub(super) fn reaches_beyond(prepared: &Prepared, plan: &Plan) -> bool {
    !prepared.cluster.is_practice() && !plan.unreached && !plan.stays_in(&prepared.namespace)
}

/// What would be hit, one line each; where nothing would, what it would be sent for.
fn hits(plan: &Plan) -> Vec<String> {
    let would_all = !plan.calls.iter().any(would);
    let calls = plan.calls.iter().filter(|call| would_all || would(call));
    let mut hits: Vec<String> = calls.map(|call| named(plan, call)).collect();
    hits.dedup();
    if hits.len() > MOST {
        let more = hits.len() - MOST;
        hits.truncate(MOST);
        hits.push(format!("… +{more}"));
    }
    hits
}

/// Whether a change would be let through, or is tried until it is: an eviction that a disruption budget holds back. One
/// without an answer was not pretended: nobody can say.
fn would(call: &Call) -> bool {
    let evicts = call.change.as_ref().is_some_and(|change| change.subresource == "eviction");
    call.status.is_none_or(|status| status < 300 || (status == 429 && evicts))
}

/// `pod/web-1 (namespace shop)`.
fn named(plan: &Plan, call: &Call) -> String {
    let name = plan.named(call);
    match call.change.as_ref().map(|change| change.namespace.as_str()) {
        Some("") | None => name,
        Some(namespace) => format!("{name} (namespace {namespace})"),
    }
}
