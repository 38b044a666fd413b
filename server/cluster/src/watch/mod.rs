//! One watch upstream for each cluster, kind and namespace, however many pages look at it.
//!
//! A watch starts with its first reader and ends [`LINGER`] after its last. On 410 Gone it lists once more (kube-runtime's
//! watcher does), and after a failure it begins anew until the cluster answers. [`Watch`] tells what changed, for what is worked out bit
//! by bit over a whole cluster; [`Subscription`] has the objects of one namespace at hand.

mod feed;
mod follow;
mod slim;
#[cfg(test)]
mod tests;
mod view;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use tokio::sync::watch;

use crate::served::Served;
use feed::{Feed, Reading};
pub use feed::{Key, News, Standing};
pub use slim::dropped;
pub use view::{Snapshot, Subscription};

/// How long a watch is kept after its last reader: a reload costs nothing.
const LINGER: Duration = Duration::from_secs(20);

/// The kinds that are watched for the whole cluster wherever rights reach so far: every page shows them. What looks at one namespace of
/// them reads along.
const WIDE: [&str; 2] = ["pods", "events"];

/// A reader of a watch; while there is one the watch stays open.
pub struct Watch {
    feed: Arc<Feed>,
    reading: Reading,
    told: watch::Receiver<u64>,
    _alive: Arc<Alive>,
}

impl Watch {
    /// Waits for the next change. `false` when the watch is over for good.
    pub async fn changed(&mut self) -> bool {
        self.told.changed().await.is_ok()
    }

    /// How it stands.
    pub fn standing(&self) -> Standing {
        self.feed.standing()
    }

    /// Tells what changed since the last call, each object once and as it is now; the first call tells everything. `wanted` says which
    /// objects are of interest.
    pub fn news(&mut self, wanted: impl Fn(&Key) -> bool, tell: impl FnMut(News<'_>)) {
        self.told.borrow_and_update();
        self.reading.news(&self.feed, wanted, tell);
    }

    /// The places of all objects for which `wanted` holds.
    pub fn keys(&self, wanted: impl Fn(&Key) -> bool) -> Vec<Key> {
        self.feed.keys(wanted)
    }

    /// Waits until the first list is there, or it is plain that none will come soon.
    pub async fn first(&mut self, patience: Duration) -> Standing {
        let feed = self.feed.clone();
        let known = self.told.wait_for(|_| {
            let standing = feed.standing();
            standing.complete || standing.problem.is_some()
        });
        // Whether it came or not, how it stands is said.
        let _ = tokio::time::timeout(patience, known).await;
        self.standing()
    }
}

/// Dropped with the last reader.
struct Alive {
    _end: tokio::sync::oneshot::Sender<()>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Place {
    resource: String,
    namespace: Option<String>,
    /// Names alone are asked for, and nothing of the objects is kept.
    names: bool,
}

impl Place {
    fn new(resource: &str, namespace: Option<&str>) -> Place {
        Place { resource: resource.to_owned(), namespace: namespace.map(str::to_owned), names: false }
    }
}

struct Shared {
    feed: Arc<Feed>,
    alive: Weak<Alive>,
}

/// The watches of one cluster.
pub struct Watches {
    served: Arc<Served>,
    shared: Mutex<HashMap<Place, Shared>>,
    views: Mutex<HashMap<Place, view::Shared>>,
}

impl Watches {
    /// `server`: the URL, for what is said when it does not answer.
    pub(crate) fn new(client: kube::Client, server: &str) -> Watches {
        Watches {
            served: Arc::new(Served::new(client, server)),
            shared: Mutex::default(),
            views: Mutex::default(),
        }
    }

    /// A reader of what a cluster serves of a resource (`pods`, `deployments.apps`), in one namespace or, with `None`, everywhere.
    pub fn watch(&self, resource: &str, namespace: Option<&str>) -> Watch {
        self.open(Place::new(resource, namespace))
    }

    /// A reader of what is called how, everywhere: of a watch that is open anyway, else of one that asks for names alone.
    pub fn names(&self, resource: &str) -> Watch {
        let whole = Place::new(resource, None);
        let open = {
            let shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
            shared.get(&whole).is_some_and(|entry| entry.alive.strong_count() > 0)
        };
        self.open(Place { names: !open, ..whole })
    }

    fn open(&self, place: Place) -> Watch {
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = shared.get(&place)
            && let Some(alive) = entry.alive.upgrade()
        {
            let feed = entry.feed.clone();
            return Watch { told: feed.hear(), feed, reading: Reading::new(), _alive: alive };
        }
        let (end, ended) = tokio::sync::oneshot::channel();
        let feed = Arc::new(Feed::new());
        let alive = Arc::new(Alive { _end: end });
        shared.retain(|_, entry| entry.alive.strong_count() > 0);
        shared.insert(place.clone(), Shared { feed: feed.clone(), alive: Arc::downgrade(&alive) });
        let (served, writing) = (self.served.clone(), feed.clone());
        tokio::spawn(async move {
            let lingering = async {
                // It ends when its last reader drops the other end; nothing is ever sent.
                let _ = ended.await;
                tokio::time::sleep(LINGER).await;
            };
            tokio::select! {
                () = follow::follow(&served, &place, &writing) => {}
                () = lingering => {}
            }
        });
        Watch { told: feed.hear(), feed, reading: Reading::new(), _alive: alive }
    }

    /// The objects of a resource in one namespace or, with `None`, everywhere, kept at hand. What has no namespace is watched everywhere.
    pub fn subscribe(self: &Arc<Self>, resource: &str, namespace: Option<&str>) -> Subscription {
        let everywhere = self.served.known(resource).is_some_and(|known| !known.namespaced);
        let namespace = namespace.filter(|_| !everywhere);
        let place = Place::new(resource, namespace);
        let mut views = self.views.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = views.get(&place).and_then(view::Shared::open) {
            return open;
        }
        let (subscription, shared) = view::open(self.clone(), place.clone());
        views.retain(|_, view| view.open().is_some());
        views.insert(place, shared);
        subscription
    }
}
