//! What a line would change, found out before it does: the line itself is run with every change only pretended, so that
//! names, kinds and namespaces are those that the server says, and the requests are those that would be sent.
//!
//! Layer: over `run`. A plan is made once; the question, the preview and the record read it, and the run that follows takes
//! over what was discovered.

use std::future::Future;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::mpsc;

use crate::api::Planned;
use crate::text::str_at;
use crate::{Call, Event, Known, Session};

/// How long a plan may take. What is not planned by then counts as unknown.
const LIMIT: Duration = Duration::from_secs(30);

/// How many events may wait.
const EVENTS: usize = 16;

/// What a line would change.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Every request that would change something, with the server's answer to the pretended one.
    pub calls: Vec<Call>,
    /// What was said on standard error.
    pub said: Vec<u8>,
    /// The exit code.
    pub code: i32,
    /// Something could not be found out: a question to the server was refused or not answered, or time ran out. The line
    /// may reach anywhere.
    pub unsure: bool,
    /// The server answered nothing at all: what there is to say of it, the run itself will say.
    pub unreached: bool,
    /// What the server serves, for the run that follows.
    pub known: Known,
}

impl Plan {
    /// What would be changed, in order.
    pub fn changes(&self) -> impl Iterator<Item = &Planned> {
        self.calls.iter().filter_map(|call| call.change.as_deref())
    }

    /// Whether all of it stays in a namespace.
    pub fn stays_in(&self, namespace: &str) -> bool {
        !self.unsure && self.changes().all(|change| change.is_in(namespace))
    }

    /// What a call changes, as people name it: `pod/web`. The kind is what the server said in discovery, or what is sent.
    pub fn named(&self, call: &Call) -> String {
        let Some(change) = &call.change else { return call.path.clone() };
        let served = self.known.kind_of(&change.group, &change.resource).map(|kind| kind.to_lowercase());
        // What goes to a subresource may be of another kind.
        let sent = || {
            let body: Value = serde_json::from_str(call.request.as_deref()?).ok()?;
            let kind = str_at(call.before.as_ref().unwrap_or(&body), &["kind"]);
            (change.subresource.is_empty() && !kind.is_empty()).then(|| kind.to_lowercase())
        };
        let kind = served.or_else(sent).unwrap_or_else(|| change.resource.clone());
        format!("{kind}/{}", change.name)
    }

    /// Whether it is known what is changed, and that no Secret is.
    pub(crate) fn spares_secrets(&self) -> bool {
        !self.unsure && self.changes().next().is_some() && !self.changes().any(Planned::is_secret)
    }
}

/// Finds out what a kubectl line would change (its words without the leading `kubectl`). The session's own output hears
/// nothing.
pub async fn plan(args: &[String], session: Session) -> Plan {
    watch(session, async |session| crate::run(args, session).await).await
}

/// The same for any engine that runs in a session.
pub async fn watch<F: Future<Output = i32>>(session: Session, run: impl FnOnce(Session) -> F) -> Plan {
    let (out, mut events) = mpsc::channel(EVENTS);
    let known = session.known.clone();
    let mut plan =
        Plan { calls: Vec::new(), said: Vec::new(), code: 1, unsure: false, unreached: false, known };
    let running = tokio::time::timeout(LIMIT, run(Session { out, preview: true, fence: None, ..session }));
    let (mut asked, mut answered) = (false, false);
    let listening = async {
        while let Some(event) = events.recv().await {
            if let Event::Call(call) = &event {
                asked = true;
                answered |= call.status.is_some();
            }
            match event {
                Event::Call(call) if call.change.is_some() => plan.calls.push(call),
                // Not found is an answer; a refusal, or none, is not.
                Event::Call(call) => plan.unsure |= !matches!(call.status, Some(101 | 200..300 | 404 | 410)),
                Event::Stderr(bytes) => plan.said.extend_from_slice(&bytes),
                Event::Stdout(_) => {}
            }
        }
    };
    let (ended, ()) = tokio::join!(running, listening);
    match ended {
        Ok(code) => plan.code = code,
        Err(_) => plan.unsure = true,
    }
    plan.unreached = asked && !answered;
    plan
}
