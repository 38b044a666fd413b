//! Everything the cluster is at one moment, behind one lock: the store, the kubelets' runtime state and the queues.
//!
//! Layer: state. HTTP handlers and the controllers' task take turns at it; nobody awaits while holding it.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet, VecDeque};
use std::sync::Arc;

use jiff::Timestamp;
use rand::Rng as _;
use serde_json::{Value, json};

use crate::Options;
use crate::clock::{Clock, rfc3339};
use crate::controllers::Work;
use crate::json::{int, set, text};
use crate::kinds::{self, KindId};
use crate::kubelet::Kubelet;
use crate::store::{Key, Store};

/// The cluster.
pub(crate) struct World {
    /// All objects.
    pub(crate) store: Store,
    /// The time.
    pub(crate) clock: Clock,
    /// How the cluster was set up.
    pub(crate) options: Options,
    /// Containers and images on the nodes.
    pub(crate) kubelet: Kubelet,
    /// What controllers have to look at.
    pub(crate) queue: VecDeque<Work>,
    queued: HashSet<Work>,
    timers: BinaryHeap<Reverse<(Timestamp, Work)>>,
    events: HashMap<(String, String, String), Key>,
    spam: HashMap<(&'static str, String), (f64, Timestamp)>,
    similar: HashMap<(&'static str, String, String), (HashSet<String>, Timestamp)>,
    next_ip: HashMap<String, u32>,
    /// The CA certificate of the cluster.
    pub(crate) ca: String,
    /// Signs the tokens of service accounts.
    pub(crate) signer: Arc<crate::accounts::Signer>,
    /// Pods that found no node.
    pub(crate) pending: std::collections::BTreeSet<Key>,
    /// Raised by "start over": whatever ran before belongs to another cluster.
    pub(crate) epoch: u64,
}

impl World {
    /// An empty cluster.
    pub(crate) fn new(options: Options, clock: Clock) -> World {
        World {
            store: Store::new(),
            clock,
            options,
            kubelet: Kubelet::default(),
            queue: VecDeque::new(),
            queued: HashSet::new(),
            timers: BinaryHeap::new(),
            events: HashMap::new(),
            spam: HashMap::new(),
            similar: HashMap::new(),
            next_ip: HashMap::new(),
            ca: String::new(),
            signer: Arc::default(),
            pending: std::collections::BTreeSet::new(),
            epoch: 0,
        }
    }

    /// Now, as the API writes it.
    pub(crate) fn now(&self) -> String {
        rfc3339(self.clock.now())
    }

    /// Queues something to look at, once however often it is asked for.
    pub(crate) fn enqueue(&mut self, work: Work) {
        if self.queued.insert(work.clone()) {
            self.queue.push_back(work);
        }
    }

    /// Queues something for later.
    pub(crate) fn enqueue_at(&mut self, at: Timestamp, work: Work) {
        self.timers.push(Reverse((at, work)));
    }

    /// The next thing to look at; timers that are due come into the queue first.
    pub(crate) fn next_work(&mut self) -> Option<Work> {
        let now = self.clock.now();
        while self.timers.peek().is_some_and(|Reverse((at, _))| *at <= now) {
            if let Some(Reverse((_, work))) = self.timers.pop() {
                self.enqueue(work);
            }
        }
        let work = self.queue.pop_front()?;
        self.queued.remove(&work);
        Some(work)
    }

    /// When the next timer is due.
    pub(crate) fn next_timer(&self) -> Option<Timestamp> {
        self.timers.peek().map(|Reverse((at, _))| *at)
    }

    /// Records an event about an object, counting repetitions as client-go's correlator does.
    #[expect(clippy::too_many_arguments, reason = "an event is a row: these are its columns")]
    pub(crate) fn event(
        &mut self,
        about: &Value,
        kind: &str,
        reason: &str,
        message: &str,
        component: &'static str,
        host: &str,
        field: &str,
    ) {
        let uid = text(about, "metadata.uid").to_owned();
        let now = self.clock.now();
        let combined =
            component != "default-scheduler" && self.is_one_of_many(component, &uid, reason, message);
        let combined = combined.then(|| format!("(combined from similar events): {message}"));
        let message = combined.as_deref().unwrap_or(message);
        let bucket = self.spam.entry((component, uid.clone())).or_insert((25.0, now));
        bucket.0 = (bucket.0 + (now.as_second() - bucket.1.as_second()) as f64 / 300.0).min(25.0);
        bucket.1 = now;
        if bucket.0 < 1.0 {
            return;
        }
        bucket.0 -= 1.0;
        let stamp = rfc3339(now);
        let words = if combined.is_some() { "" } else { message };
        let same = (uid, format!("{reason}/{field}"), words.to_owned());
        if let Some(key) = self.events.get(&same).cloned()
            && let Some(old) = self.store.value(&key)
        {
            let mut event = (*old).clone();
            let count = int(&event, "count") + 1;
            set(&mut event, "count", count);
            set(&mut event, "message", message);
            set(&mut event, "lastTimestamp", stamp);
            self.store.put(&key, event, None);
            return;
        }
        let ns = match text(about, "metadata.namespace") {
            "" => "default",
            ns => ns,
        };
        let name = format!(
            "{}.{:016x}",
            text(about, "metadata.name"),
            now.as_nanosecond() as u64 + self.store.rev % 1000
        );
        let mut involved = json!({
            "apiVersion": about["apiVersion"], "kind": about["kind"], "name": about["metadata"]["name"],
            "uid": about["metadata"]["uid"],
        });
        for (to, from) in
            [("namespace", "metadata.namespace"), ("resourceVersion", "metadata.resourceVersion")]
        {
            let stable = to == "resourceVersion" && text(about, "kind") == "Node";
            if !text(about, from).is_empty() && !stable {
                involved[to] = text(about, from).into();
            }
        }
        if !field.is_empty() {
            involved["fieldPath"] = field.into();
        }
        let mut source = json!({"component": component});
        if !host.is_empty() {
            source["host"] = host.into();
        }
        let scheduler = component == "default-scheduler";
        let mut event = json!({
            "apiVersion": "v1", "kind": "Event",
            "metadata": {"name": name, "namespace": ns, "uid": uuid(), "creationTimestamp": stamp},
            "involvedObject": involved, "reason": reason, "message": message, "type": kind,
            "source": source, "firstTimestamp": stamp, "lastTimestamp": stamp, "count": 1,
            "eventTime": null, "reportingComponent": component, "reportingInstance": host,
        });
        if scheduler {
            event["source"] = json!({});
            event["firstTimestamp"] = Value::Null;
            event["lastTimestamp"] = Value::Null;
            event["eventTime"] = crate::clock::micro(now).into();
            event["action"] = "Binding".into();
            event["reportingInstance"] = "default-scheduler-control-plane".into();
            if let Some(map) = event.as_object_mut() {
                map.remove("count");
            }
        }
        let key = Key::new(kinds::EVENT, ns, &name);
        self.store.put(&key, event, None);
        if !scheduler {
            self.events.insert(same, key);
        }
    }

    /// Whether there were ten different messages for the same reason within ten minutes: then they are told as one.
    fn is_one_of_many(&mut self, component: &'static str, uid: &str, reason: &str, message: &str) -> bool {
        let now = self.clock.now();
        let key = (component, uid.to_owned(), reason.to_owned());
        let (words, last) = self.similar.entry(key).or_insert_with(|| (HashSet::new(), now));
        if now.as_second() - last.as_second() > 600 {
            words.clear();
        }
        *last = now;
        words.insert(message.to_owned());
        if words.len() < 10 {
            return false;
        }
        words.remove(message);
        true
    }

    /// Forgets events older than an hour, and what is remembered about them.
    pub(crate) fn expire_events(&mut self) {
        let limit = self.clock.now().as_second() - 3600;
        for obj in self.store.list(kinds::EVENT, None) {
            let last = [text(&obj.v, "lastTimestamp"), text(&obj.v, "metadata.creationTimestamp")];
            let last = last.iter().filter_map(|t| crate::clock::parse(t)).map(|t| t.as_second()).max();
            if last.is_some_and(|t| t < limit) {
                self.store.remove(&Key::new(
                    kinds::EVENT,
                    text(&obj.v, "metadata.namespace"),
                    text(&obj.v, "metadata.name"),
                ));
            }
        }
        let store = &self.store;
        self.events.retain(|_, key| store.get(key).is_some());
        if self.spam.len() > 4096 {
            self.spam.clear();
        }
        let limit = self.clock.now().as_second() - 600;
        self.similar.retain(|_, (_, last)| last.as_second() > limit);
    }

    /// A fresh address for a pod on a node.
    pub(crate) fn pod_ip(&mut self, node: &str) -> String {
        let cidr = self
            .store
            .find(kinds::NODE, "", node)
            .map(|n| text(&n, "spec.podCIDR").to_owned())
            .unwrap_or_default();
        let base: Vec<u32> =
            cidr.split('/').next().unwrap_or("").split('.').filter_map(|p| p.parse().ok()).collect();
        let base = if base.len() == 4 { base } else { vec![10, 244, 99, 0] };
        let next = self.next_ip.entry(node.to_owned()).or_insert(1);
        *next += 1;
        let n = *next % 65_000;
        // A /24 holds 254 pods; a node that takes more borrows from the addresses behind it.
        format!("{}.{}.{}.{}", base[0], base[1], base[2] + (n / 254) * 16, n % 254 + 1)
    }

    /// After loading a file: addresses continue behind those that are taken.
    pub(crate) fn reserve_ips(&mut self) {
        for pod in self.store.values(kinds::POD, None) {
            let last: u32 =
                text(&pod, "status.podIP").rsplit('.').next().and_then(|p| p.parse().ok()).unwrap_or(0);
            let next = self.next_ip.entry(text(&pod, "spec.nodeName").to_owned()).or_insert(1);
            *next = (*next).max(last);
        }
    }

    /// The object of a kind, if it is there.
    pub(crate) fn find(&self, kind: KindId, ns: &str, name: &str) -> Option<Arc<Value>> {
        self.store.find(kind, ns, name)
    }

    /// Changes the status of an object, or anything else of it that only the cluster itself changes.
    pub(crate) fn change(&mut self, key: &Key, change: impl FnOnce(&mut Value)) {
        let Some(old) = self.store.get(key).cloned() else { return };
        let mut new = (*old.v).clone();
        change(&mut new);
        self.store.put(key, new, old.managed);
    }
}

/// A random UUID, version 4.
pub(crate) fn uuid() -> String {
    let n = rand::rng().random::<u128>();
    let n = (n & !(0xf << 76) & !(0x3 << 62)) | (0x4 << 76) | (0x2 << 62);
    let hex = format!("{n:032x}");
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// A random suffix of the letters that Kubernetes uses (`util/rand.SafeEncodeString`).
pub(crate) fn suffix(len: usize) -> String {
    const LETTERS: &[u8] = b"bcdfghjklmnpqrstvwxz2456789";
    let mut rng = rand::rng();
    (0..len).map(|_| LETTERS[rng.random_range(0..LETTERS.len())] as char).collect()
}
