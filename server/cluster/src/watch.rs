//! One watch upstream for each cluster, kind and namespace, however many pages look at it.
//!
//! A watch starts with its first subscriber and ends [`LINGER`] after its last. On 410 Gone it lists once more (kube-runtime's
//! watcher does), and after a failure it begins anew until the cluster answers.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use apimachinery::discovery::Resource;
use futures_util::StreamExt;
use kube::api::{Api, ApiResource, DynamicObject};
use kube::runtime::watcher::{self, Event};
use serde_json::Value;
use tokio::sync::watch;

use crate::served::Served;

/// How long a watch is kept after the last page closed: a reload costs nothing.
const LINGER: Duration = Duration::from_secs(20);

/// How long one watch request lasts, in seconds. A server that hangs is noticed [soon after](connection::within).
const LASTS: u32 = 60;

/// How long it waits after a failure before it begins anew: at first, at most, and at most where rights are missing.
const WAIT: Duration = Duration::from_millis(500);
const LONGEST: Duration = Duration::from_secs(5);
const LONGEST_FORBIDDEN: Duration = Duration::from_secs(30);

/// What a watch knows.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The objects' kind, as the server calls it: `Pod`; empty until the first list has arrived.
    pub kind: String,
    /// The objects, by namespace and name; managed fields are left out.
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
    _alive: Arc<Alive>,
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

/// Dropped with the last subscription.
struct Alive {
    _end: tokio::sync::oneshot::Sender<()>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    resource: String,
    namespace: Option<String>,
}

struct Shared {
    state: watch::Receiver<Arc<Snapshot>>,
    alive: Weak<Alive>,
}

/// The watches of one cluster.
pub struct Watches {
    served: Arc<Served>,
    shared: Mutex<HashMap<Key, Shared>>,
}

impl Watches {
    /// `server`: the URL, for what is said when it does not answer.
    pub(crate) fn new(client: kube::Client, server: &str) -> Watches {
        Watches { served: Arc::new(Served::new(client, server)), shared: Mutex::default() }
    }

    /// Subscribes to a resource (`pods`, `deployments.apps`) in one namespace or, with `None`, everywhere. What has no namespace
    /// is watched everywhere.
    pub fn subscribe(&self, resource: &str, namespace: Option<&str>) -> Subscription {
        let everywhere = self.served.known(resource).is_some_and(|known| !known.namespaced);
        let namespace = namespace.filter(|_| !everywhere);
        let key = Key { resource: resource.to_owned(), namespace: namespace.map(str::to_owned) };
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = shared.get(&key)
            && let Some(alive) = entry.alive.upgrade()
        {
            return Subscription { state: entry.state.clone(), _alive: alive };
        }
        let (end, ended) = tokio::sync::oneshot::channel();
        let (send, state) = watch::channel(Arc::default());
        let alive = Arc::new(Alive { _end: end });
        shared.insert(key.clone(), Shared { state: state.clone(), alive: Arc::downgrade(&alive) });
        let served = self.served.clone();
        tokio::spawn(async move {
            let lingering = async {
                let _ = ended.await;
                tokio::time::sleep(LINGER).await;
            };
            tokio::select! {
                () = follow(&served, key, send) => {}
                () = lingering => {}
            }
        });
        Subscription { state, _alive: alive }
    }
}

/// Keeps a snapshot up to date for ever.
async fn follow(served: &Served, key: Key, send: watch::Sender<Arc<Snapshot>>) {
    let mut wait = WAIT;
    loop {
        let failure = attempt(served, &key, &send, &mut wait).await;
        let longest = if failure.forbidden { LONGEST_FORBIDDEN } else { LONGEST };
        update(&send, |s| {
            s.problem = Some(failure.why);
            s.forbidden = failure.forbidden;
        });
        tokio::time::sleep(wait).await;
        wait = (wait * 2).min(longest);
    }
}

/// Why a watch has to begin anew.
struct Retry {
    why: String,
    forbidden: bool,
}

/// Lists and watches until something fails; `wait` is set back once the list is there.
async fn attempt(
    served: &Served,
    key: &Key,
    send: &watch::Sender<Arc<Snapshot>>,
    wait: &mut Duration,
) -> Retry {
    let resource = match served.resource(&key.resource).await {
        Ok(resource) => resource,
        Err(why) => return Retry { why, forbidden: false },
    };
    let kind = resource.kind.clone();
    let api = api(served, &resource, key.namespace.as_deref());
    let mut events = watcher::watcher(api, watcher::Config::default().timeout(LASTS)).boxed();
    let mut listing: BTreeMap<(String, String), Arc<Value>> = BTreeMap::new();
    while let Some(event) = events.next().await {
        match event {
            Ok(Event::Init) => listing.clear(),
            Ok(Event::InitApply(object)) => {
                let (name, value) = keep(object);
                listing.insert(name, value);
            }
            Ok(Event::InitDone) => {
                *wait = WAIT;
                let objects = std::mem::take(&mut listing);
                update(send, |s| {
                    *s = Snapshot { kind: kind.clone(), objects, complete: true, ..Snapshot::default() }
                });
            }
            Ok(Event::Apply(object)) => {
                let (name, value) = keep(object);
                update(send, |s| drop(s.objects.insert(name, value)));
            }
            Ok(Event::Delete(object)) => {
                let (name, _) = keep(object);
                update(send, |s| drop(s.objects.remove(&name)));
            }
            // Too old to go on from: it lists once more by itself, in a while, as the server may say so again.
            Err(watcher::Error::WatchError(status)) if status.code == 410 => tokio::time::sleep(WAIT).await,
            Err(error) => {
                return Retry { forbidden: is_forbidden(&error), why: words(served.server(), &error) };
            }
        }
    }
    Retry { why: "the watch ended".to_owned(), forbidden: false }
}

/// What is said of a failure.
fn words(server: &str, error: &watcher::Error) -> String {
    match error {
        watcher::Error::InitialListFailed(source)
        | watcher::Error::WatchStartFailed(source)
        | watcher::Error::WatchFailed(source) => connection::complaint(server, source),
        error => error.to_string(),
    }
}

fn is_forbidden(error: &watcher::Error) -> bool {
    let (watcher::Error::InitialListFailed(source)
    | watcher::Error::WatchStartFailed(source)
    | watcher::Error::WatchFailed(source)) = error
    else {
        return false;
    };
    matches!(source, kube::Error::Api(status) if status.code == 403)
}

fn update(send: &watch::Sender<Arc<Snapshot>>, change: impl FnOnce(&mut Snapshot)) {
    send.send_modify(|state| change(Arc::make_mut(state)));
}

fn keep(mut object: DynamicObject) -> ((String, String), Arc<Value>) {
    object.metadata.managed_fields = None;
    let name = (
        object.metadata.namespace.clone().unwrap_or_default(),
        object.metadata.name.clone().unwrap_or_default(),
    );
    (name, Arc::new(serde_json::to_value(object).unwrap_or_default()))
}

/// kube's view of a resource, in one namespace where it has any.
fn api(served: &Served, resource: &Resource, namespace: Option<&str>) -> Api<DynamicObject> {
    let known = ApiResource {
        group: resource.group.clone(),
        version: resource.version.clone(),
        api_version: resource.api_version(),
        kind: resource.kind.clone(),
        plural: resource.plural.clone(),
    };
    match namespace.filter(|_| resource.namespaced) {
        Some(namespace) => Api::namespaced_with(served.client(), namespace, &known),
        None => Api::all_with(served.client(), &known),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use http::Request;
    use kube::api::{ListParams, PostParams};
    use kube::client::Body;

    use super::*;

    /// A client of a practice cluster that counts the watches that it opens and the lists that it asks for.
    fn counting(practice: practice::Practice) -> (kube::Client, Arc<AtomicUsize>, Arc<AtomicUsize>) {
        let inner = crate::practice_client::client(practice);
        let (opened, listed) = <(Arc<AtomicUsize>, Arc<AtomicUsize>)>::default();
        let (watching, listing) = (opened.clone(), listed.clone());
        let service = tower::service_fn(move |request: Request<Body>| {
            let query = request.uri().query().unwrap_or_default();
            if query.contains("watch=true") {
                watching.fetch_add(1, Ordering::SeqCst);
            } else if request.method() == http::Method::GET && query.contains("limit=") {
                listing.fetch_add(1, Ordering::SeqCst);
            }
            let inner = inner.clone();
            async move { inner.send(request).await }
        });
        (kube::Client::new(service, "default"), opened, listed)
    }

    #[tokio::test]
    async fn a_watch_that_expired_is_listed_once_more_and_equals_a_fresh_list() {
        let practice = practice::Practice::open(practice::Options::default()).await.unwrap();
        let (client, _, listed) = counting(practice.clone());
        let watches = Watches::new(client.clone(), "https://practice");
        let mut page = watches.subscribe("namespaces", None);
        let before = page.first(Duration::from_secs(60)).await;
        let served = Served::new(client, "https://practice");
        let api = api(&served, &served.resource("namespaces").await.unwrap(), None);
        let object =
            |name: &str| serde_json::from_value(serde_json::json!({"metadata": {"name": name}})).unwrap();
        api.create(&PostParams::default(), &object("gone")).await.unwrap();
        while page.now().objects.len() == before.objects.len() {
            page.changed().await;
        }
        // Every revision of before is gone: the watch is answered with 410.
        practice.reset().await;
        while page.now().objects.contains_key(&(String::new(), "gone".to_owned())) {
            page.changed().await;
        }
        let shown: Vec<String> = page.now().objects.keys().map(|(_, name)| name.clone()).collect();
        assert_eq!(listed.load(Ordering::SeqCst), 2);
        let fresh = api.list(&ListParams::default()).await.unwrap();
        let mut fresh: Vec<String> = fresh.into_iter().filter_map(|object| object.metadata.name).collect();
        fresh.sort();
        assert_eq!(shown, fresh);
    }

    #[tokio::test]
    async fn a_thousand_pages_share_one_watch_and_a_slow_one_delays_nobody() {
        let practice = practice::Practice::open(practice::Options::default()).await.unwrap();
        let (client, opened, _) = counting(practice);
        let watches = Watches::new(client.clone(), "https://practice");
        let mut pages: Vec<Subscription> =
            (0..1000).map(|_| watches.subscribe("configmaps", Some("default"))).collect();
        let mut slow = pages.pop().unwrap();
        for page in &mut pages {
            assert!(page.first(Duration::from_secs(60)).await.complete);
        }
        let served = Served::new(client, "https://practice");
        let api = api(&served, &served.resource("configmaps").await.unwrap(), Some("default"));
        for n in 0..50 {
            let object = serde_json::json!({"metadata": {"name": format!("map-{n}")}});
            api.create(&PostParams::default(), &serde_json::from_value(object).unwrap()).await.unwrap();
        }
        let last = ("default".to_owned(), "map-49".to_owned());
        for page in &mut pages {
            while !page.now().objects.contains_key(&last) {
                page.changed().await;
            }
        }
        assert_eq!(opened.load(Ordering::SeqCst), 1);
        // Whoever did not look meanwhile sees the newest state, and has kept nothing of what lay between.
        assert!(slow.now().objects.contains_key(&last));
    }
}
