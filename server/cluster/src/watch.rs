//! One watch upstream for each cluster, kind and namespace, however many pages look at it.
//!
//! A watch starts with its first subscriber and ends [`LINGER`] after its last. On 410 Gone it lists once more (kube-runtime's
//! watcher does), and after a failure it begins anew until the cluster answers.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use futures_util::StreamExt;
use kube::api::{Api, ApiResource, DynamicObject};
use kube::runtime::watcher::{self, Event};
use serde_json::Value;
use tokio::sync::watch;

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
    client: kube::Client,
    server: String,
    shared: Mutex<HashMap<Key, Shared>>,
}

impl Watches {
    /// `server`: the URL, for what is said when it does not answer.
    pub(crate) fn new(client: kube::Client, server: &str) -> Watches {
        Watches { client, server: server.to_owned(), shared: Mutex::default() }
    }

    /// Subscribes to a resource (`pods`, `deployments.apps`) in one namespace or, with `None`, everywhere.
    pub fn subscribe(&self, resource: &str, namespace: Option<&str>) -> Subscription {
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
        let (client, server) = (self.client.clone(), self.server.clone());
        tokio::spawn(async move {
            let lingering = async {
                let _ = ended.await;
                tokio::time::sleep(LINGER).await;
            };
            tokio::select! {
                () = follow(client, &server, key, send) => {}
                () = lingering => {}
            }
        });
        Subscription { state, _alive: alive }
    }
}

/// Keeps a snapshot up to date for ever.
async fn follow(client: kube::Client, server: &str, key: Key, send: watch::Sender<Arc<Snapshot>>) {
    let mut wait = WAIT;
    loop {
        let failure = attempt(&client, server, &key, &send, &mut wait).await;
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
    client: &kube::Client,
    server: &str,
    key: &Key,
    send: &watch::Sender<Arc<Snapshot>>,
    wait: &mut Duration,
) -> Retry {
    let resource = match resolve(client, server, &key.resource).await {
        Ok(resource) => resource,
        Err(why) => return Retry { why, forbidden: false },
    };
    let api: Api<DynamicObject> = match &key.namespace {
        Some(namespace) => Api::namespaced_with(client.clone(), namespace, &resource),
        None => Api::all_with(client.clone(), &resource),
    };
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
                update(send, |s| *s = Snapshot { objects, complete: true, ..Snapshot::default() });
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
            Err(error) => return Retry { forbidden: is_forbidden(&error), why: words(server, &error) },
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

/// Finds a resource (`pods`, `deployments.apps`) by discovery.
async fn resolve(client: &kube::Client, server: &str, resource: &str) -> Result<ApiResource, String> {
    let (plural, group) = resource.split_once('.').unwrap_or((resource, ""));
    let found = kube::discovery::group(client, group).await;
    let found = found.map_err(|error| connection::complaint(server, &error))?;
    found
        .recommended_resources()
        .into_iter()
        .map(|(resource, _)| resource)
        .find(|candidate| candidate.plural == plural)
        .ok_or_else(|| format!("the server doesn't have a resource type \"{resource}\""))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use http::Request;
    use kube::api::{ListParams, ObjectMeta, PostParams};
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
        let resource = resolve(&client, "https://practice", "namespaces").await.unwrap();
        let api: Api<DynamicObject> = Api::all_with(client, &resource);
        api.create(&PostParams::default(), &DynamicObject::new("gone", &resource)).await.unwrap();
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
        let resource = resolve(&client, "https://practice", "configmaps").await.unwrap();
        let api: Api<DynamicObject> = Api::namespaced_with(client, "default", &resource);
        for n in 0..50 {
            let mut object = DynamicObject::new(&format!("map-{n}"), &resource);
            object.metadata = ObjectMeta { name: Some(format!("map-{n}")), ..ObjectMeta::default() };
            api.create(&PostParams::default(), &object).await.unwrap();
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
