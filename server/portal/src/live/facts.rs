//! Facts of a cluster that lessons show: each is worked out once for all who look at the same, and again when its objects changed.

use std::sync::Arc;
use std::time::{Duration, Instant};

use api::cluster::{NodeImages, Owned};
use api::frame::Lang;
use api::learn::{CheckSpec, LiveValue, Moment, Pick};
use api::live::CheckState;
use cluster::{Cluster, ClusterId};
use tokio::sync::watch;

use super::shared::Shared;
use super::sources::Sources;
use crate::frame::Identity;
use crate::learn::{check, drawn, pick};

/// How long changes are gathered before a fact is worked out again.
const GATHER: Duration = Duration::from_millis(50);

/// How long a fact waits for its first lists.
const PATIENCE: Duration = Duration::from_secs(2);

/// What can be asked of a cluster. What is asked for is part of its name: equal facts are one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Fact {
    /// How a check stands, its blanks filled in.
    Check {
        /// Step id.
        id: String,
        /// What must hold.
        spec: CheckSpec,
        /// Where lessons work.
        namespace: String,
        /// The language of what is missing.
        lang: Lang,
    },
    /// A value for a blank, its selector filled in, and where lessons work.
    Pick(Pick, String),
    /// A live value, and where lessons work.
    Value(LiveValue, String),
    /// What an object owns: resource, name, namespace.
    Owners(String, String, String),
    /// What happened to an object: name, namespace.
    Timeline(String, String),
    /// Which images kubeadm wants, and which nodes have them.
    Images,
}

/// What a cluster said.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Said {
    Check(CheckState, Vec<String>),
    Text(Option<String>),
    Owners(Option<Owned>),
    Moments(Vec<Moment>),
    Images(NodeImages),
}

/// A fact as it is kept up to date; `None` before it was worked out first.
pub(crate) type Known = watch::Receiver<Option<Arc<Said>>>;

/// The facts that somebody looks at, by cluster and as whom it is looked at.
#[derive(Default)]
pub(crate) struct Facts(Shared<(ClusterId, Identity, Fact), Option<Arc<Said>>>);

impl Facts {
    /// A fact of a cluster.
    pub(crate) fn of(&self, cluster: &Arc<Cluster>, identity: &Identity, fact: Fact) -> Known {
        let key = (cluster.id.clone(), identity.clone(), fact.clone());
        self.0.join(&key, |send| follow(Sources::new(cluster.clone()), fact, send))
    }
}

async fn follow(mut sources: Sources, fact: Fact, send: Arc<watch::Sender<Option<Arc<Said>>>>) {
    let began = Instant::now();
    loop {
        let said = work_out(&mut sources, &fact);
        // What is on its way is waited for, so that nothing is said to be missing that is only not here yet.
        if sources.loading() && began.elapsed() < PATIENCE {
            // Also where nothing comes: then it is said.
            let _ = tokio::time::timeout(PATIENCE, sources.changed()).await;
            continue;
        }
        send.send_if_modified(|before| {
            let new = before.as_deref() != Some(&said);
            if new {
                *before = Some(Arc::new(said));
            }
            new
        });
        sources.changed().await;
        tokio::time::sleep(GATHER).await;
    }
}

fn work_out(sources: &mut Sources, fact: &Fact) -> Said {
    match fact {
        Fact::Check { id, spec, namespace, lang } => {
            let (state, seen) = check::look(sources, id, spec, namespace, *lang);
            Said::Check(state, seen)
        }
        Fact::Pick(pick, namespace) => Said::Text(pick::look(sources, pick, namespace)),
        Fact::Value(live, namespace) => Said::Text(drawn::value(sources, live, namespace)),
        Fact::Owners(resource, name, namespace) => {
            Said::Owners(drawn::owners_of(sources, resource, name, namespace))
        }
        Fact::Timeline(name, namespace) => Said::Moments(drawn::moments(sources, name, namespace)),
        Fact::Images => Said::Images(drawn::images(sources)),
    }
}
