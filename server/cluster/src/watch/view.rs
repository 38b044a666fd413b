//! The objects of one namespace, read from a watch and kept at hand for all who look at them.

use std::collections::BTreeMap;
use std::sync::{Arc, Weak};
use std::time::Duration;

use serde_json::Value;
use tokio::sync::watch;

use super::{News, Place, Standing, WIDE, Watch, Watches};

/// What is known of one namespace, or of everything.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The objects' kind, as the server calls it: `Pod`; empty until the first list has arrived.
    pub kind: String,
    /// The objects, by namespace and name, with [what is kept of them](super::dropped).
    pub objects: BTreeMap<(String, String), Arc<Value>>,
    /// Whether the first list has arrived.
    pub complete: bool,
    /// Why what is shown may be old, or cannot be had.
    pub problem: Option<String>,
    /// Whether the server refused for lack of rights.
    pub forbidden: bool,
}

impl Snapshot {
    /// All objects in the order of their names.
    pub fn all(&self) -> Vec<Arc<Value>> {
        self.objects.values().cloned().collect()
    }
}

/// A subscription: holds the watch open, tells when something changed.
#[derive(Clone)]
pub struct Subscription {
    state: watch::Receiver<Arc<Snapshot>>,
}

impl Subscription {
    /// What is known now; [`Subscription::changed`] waits for what comes after it.
    pub fn now(&mut self) -> Arc<Snapshot> {
        self.state.borrow_and_update().clone()
    }

    /// Waits for the next change. `false` when the watch is over for good.
    pub async fn changed(&mut self) -> bool {
        self.state.changed().await.is_ok()
    }

    /// Waits until the first list is there, or it is plain that none will come soon.
    pub async fn first(&mut self, patience: Duration) -> Arc<Snapshot> {
        let known = self.state.wait_for(|s| s.complete || s.problem.is_some());
        if let Ok(Ok(state)) = tokio::time::timeout(patience, known).await {
            return state.clone();
        }
        self.now()
    }
}

/// A view that others may join.
pub(super) struct Shared(Weak<watch::Sender<Arc<Snapshot>>>);

impl Shared {
    /// Joins it, while somebody looks.
    pub(super) fn open(&self) -> Option<Subscription> {
        let send = self.0.upgrade().filter(|send| send.receiver_count() > 0)?;
        Some(Subscription { state: send.subscribe() })
    }
}

/// Opens a view; it ends with its last subscription.
pub(super) fn open(watches: Arc<Watches>, place: Place) -> (Subscription, Shared) {
    let (send, state) = watch::channel(Arc::default());
    let send = Arc::new(send);
    let shared = Shared(Arc::downgrade(&send));
    tokio::spawn(async move {
        tokio::select! {
            () = keep(&watches, &place, &send) => {}
            () = send.closed() => {}
        }
    });
    (Subscription { state }, shared)
}

/// Keeps the snapshot up to date: from the watch of the whole cluster where there is one anyway, else from one of the namespace.
async fn keep(watches: &Watches, place: &Place, send: &watch::Sender<Arc<Snapshot>>) {
    let Place { resource, namespace, .. } = place;
    let wide = namespace.is_some() && WIDE.contains(&resource.as_str());
    if wide {
        let mut watch = watches.watch(resource, None);
        while !watch.standing().forbidden {
            take(&mut watch, namespace.as_deref(), send);
            if !watch.changed().await {
                return;
            }
        }
    }
    let mut watch = watches.watch(resource, namespace.as_deref());
    loop {
        take(&mut watch, namespace.as_deref(), send);
        if !watch.changed().await {
            return;
        }
    }
}

fn take(watch: &mut Watch, namespace: Option<&str>, send: &watch::Sender<Arc<Snapshot>>) {
    let Standing { kind, complete, problem, forbidden } = watch.standing();
    let mut changes = Vec::new();
    let mut anew = false;
    watch.news(
        |key| namespace.is_none_or(|wanted| *key.namespace == *wanted || key.namespace.is_empty()),
        |news| match news {
            News::Anew => anew = true,
            News::Object(key, value) => {
                changes.push(((key.namespace.to_string(), key.name.to_string()), value.map(Arc::new)));
            }
        },
    );
    send.send_if_modified(|state| {
        let same = state.complete == complete && state.problem == problem && state.forbidden == forbidden;
        if same && !anew && changes.is_empty() {
            return false;
        }
        let state = Arc::make_mut(state);
        if anew {
            state.objects.clear();
        }
        for (key, value) in changes {
            match value {
                Some(value) => drop(state.objects.insert(key, value)),
                None => drop(state.objects.remove(&key)),
            }
        }
        (state.kind, state.complete, state.problem, state.forbidden) = (kind, complete, problem, forbidden);
        true
    });
}
