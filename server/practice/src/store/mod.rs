//! The store: every object by kind, namespace and name, a revision for each change, and what watchers replay.
//!
//! Layer: state only, no I/O; what etcd and the watch cache are upstream. Not modelled: historical reads (`resourceVersion=N`
//! with `Exact`).

pub(crate) mod persist;

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::json::{set, text};
use crate::kinds::{self, KindId};

/// How many events of a kind are always kept for watchers.
const KEEP: usize = 500;
/// How many may be kept while they are young.
const KEEP_YOUNG: usize = 60_000;
/// How long an event counts as young.
const YOUNG: Duration = Duration::from_secs(8);

/// How far revisions leap when a file is loaded, so that none is given out twice.
const LEAP: u64 = 10_000;

/// The address of an object.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Key {
    /// Its kind.
    pub(crate) kind: KindId,
    /// Namespace; empty for cluster-wide kinds.
    pub(crate) ns: Arc<str>,
    /// Name.
    pub(crate) name: Arc<str>,
}

impl Key {
    /// A key.
    pub(crate) fn new(kind: KindId, ns: &str, name: &str) -> Key {
        Key { kind, ns: ns.into(), name: name.into() }
    }
}

/// A stored object.
#[derive(Clone, Debug)]
pub(crate) struct Obj {
    /// The object without `metadata.managedFields`.
    pub(crate) v: Arc<Value>,
    /// `metadata.managedFields` as JSON text, kept apart because it is rarely read.
    pub(crate) managed: Option<Arc<str>>,
    /// The revision of its last change.
    pub(crate) rev: u64,
}

/// What happened to an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// It is new.
    Added,
    /// It is different.
    Modified,
    /// It is gone; the object is its last state.
    Deleted,
}

/// One change, as watchers replay it.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    /// Its revision.
    pub(crate) rev: u64,
    /// What happened.
    pub(crate) change: Change,
    /// Namespace.
    pub(crate) ns: Arc<str>,
    /// The object after it.
    pub(crate) obj: Obj,
    /// The object before it.
    pub(crate) old: Option<Arc<Value>>,
    at: Instant,
}

#[derive(Default)]
struct Shelf {
    objects: BTreeMap<(Arc<str>, Arc<str>), Obj>,
    ring: VecDeque<Event>,
    /// Events up to this revision are gone.
    compacted: u64,
}

/// All objects.
pub(crate) struct Store {
    /// The revision of the last change.
    pub(crate) rev: u64,
    shelves: Vec<Shelf>,
    owned: HashMap<String, BTreeSet<Key>>,
    uids: HashMap<String, Key>,
    on_node: HashMap<String, BTreeSet<Key>>,
    /// Changed since controllers looked last: the key, and the object before.
    pub(crate) dirty: Vec<(Key, Change, Option<Arc<Value>>)>,
    /// Changed since the file was written last; only filled when there is a file.
    pub(crate) unsaved: HashMap<Key, Option<Obj>>,
    /// Whether there is a file.
    pub(crate) durable: bool,
}

impl Store {
    /// An empty store.
    pub(crate) fn new() -> Store {
        Store {
            rev: 1,
            shelves: kinds::all().map(|_| Shelf::default()).collect(),
            owned: HashMap::new(),
            uids: HashMap::new(),
            on_node: HashMap::new(),
            dirty: Vec::new(),
            unsaved: HashMap::new(),
            durable: false,
        }
    }

    /// One object.
    pub(crate) fn get(&self, key: &Key) -> Option<&Obj> {
        self.shelves[key.kind.0].objects.get(&(key.ns.clone(), key.name.clone()))
    }

    /// One object's value.
    pub(crate) fn value(&self, key: &Key) -> Option<Arc<Value>> {
        self.get(key).map(|o| o.v.clone())
    }

    /// One object's value by its parts.
    pub(crate) fn find(&self, kind: KindId, ns: &str, name: &str) -> Option<Arc<Value>> {
        self.value(&Key::new(kind, ns, name))
    }

    /// Objects of a kind in the order of namespace and name; `None`: of all namespaces.
    pub(crate) fn list(&self, kind: KindId, ns: Option<&str>) -> Vec<Obj> {
        let objects = &self.shelves[kind.0].objects;
        match ns {
            None => objects.values().cloned().collect(),
            Some(ns) => {
                let from: (Arc<str>, Arc<str>) = (ns.into(), "".into());
                objects
                    .range(from..)
                    .take_while(|((n, _), _)| n.as_ref() == ns)
                    .map(|(_, o)| o.clone())
                    .collect()
            }
        }
    }

    /// The values of [`Store::list`].
    pub(crate) fn values(&self, kind: KindId, ns: Option<&str>) -> Vec<Arc<Value>> {
        self.list(kind, ns).into_iter().map(|o| o.v).collect()
    }

    /// Keys of the objects that name this uid as an owner.
    pub(crate) fn owned_by(&self, uid: &str) -> Vec<Key> {
        self.owned.get(uid).map(|s| s.iter().cloned().collect()).unwrap_or_default()
    }

    /// The object with this uid.
    pub(crate) fn by_uid(&self, uid: &str) -> Option<&Key> {
        self.uids.get(uid)
    }

    /// Keys of the pods on a node.
    pub(crate) fn pods_on(&self, node: &str) -> Vec<Key> {
        self.on_node.get(node).map(|s| s.iter().cloned().collect()).unwrap_or_default()
    }

    /// The nodes that have pods, also those that are no longer there.
    pub(crate) fn nodes_with_pods(&self) -> Vec<String> {
        self.on_node.iter().filter(|(_, pods)| !pods.is_empty()).map(|(node, _)| node.clone()).collect()
    }

    /// How many pods are on a node.
    pub(crate) fn count_on(&self, node: &str) -> usize {
        self.on_node.get(node).map_or(0, BTreeSet::len)
    }

    /// Puts an object, new or changed. A change that changes nothing keeps its revision, as upstream.
    pub(crate) fn put(&mut self, key: &Key, mut value: Value, managed: Option<Arc<str>>) -> Obj {
        let place = (key.ns.clone(), key.name.clone());
        let old = self.shelves[key.kind.0].objects.get(&place).cloned();
        if let Some(old) = &old {
            set(&mut value, "metadata.resourceVersion", text(&old.v, "metadata.resourceVersion"));
            if *old.v == value && (managed == old.managed) {
                return old.clone();
            }
        }
        self.rev += 1;
        set(&mut value, "metadata.resourceVersion", self.rev.to_string());
        let obj = Obj { v: Arc::new(value), managed, rev: self.rev };
        if let Some(old) = &old {
            self.unindex(key, &old.v);
        }
        self.index(key, &obj.v);
        self.shelves[key.kind.0].objects.insert(place, obj.clone());
        let change = if old.is_some() { Change::Modified } else { Change::Added };
        self.publish(key, change, obj.clone(), old.map(|o| o.v));
        obj
    }

    /// Takes an object away; its last state with the deletion's revision.
    pub(crate) fn remove(&mut self, key: &Key) -> Option<Obj> {
        let old = self.shelves[key.kind.0].objects.remove(&(key.ns.clone(), key.name.clone()))?;
        self.unindex(key, &old.v);
        self.rev += 1;
        let mut last = (*old.v).clone();
        set(&mut last, "metadata.resourceVersion", self.rev.to_string());
        let obj = Obj { v: Arc::new(last), managed: old.managed, rev: self.rev };
        self.publish(key, Change::Deleted, obj.clone(), Some(old.v));
        Some(obj)
    }

    /// Puts an object as a file had it.
    pub(crate) fn load(&mut self, key: &Key, obj: Obj) {
        self.index(key, &obj.v);
        self.rev = self.rev.max(obj.rev);
        self.shelves[key.kind.0].objects.insert((key.ns.clone(), key.name.clone()), obj);
    }

    /// After loading: nothing before this moment can be replayed, and controllers look at everything once.
    pub(crate) fn loaded(&mut self) {
        // Watchers may have seen revisions that the file does not know (deletions, what the cluster itself did last).
        self.rev += LEAP;
        let rev = self.rev;
        for (kind, shelf) in self.shelves.iter_mut().enumerate() {
            shelf.compacted = rev;
            for (ns, name) in shelf.objects.keys() {
                self.dirty.push((
                    Key { kind: KindId(kind), ns: ns.clone(), name: name.clone() },
                    Change::Added,
                    None,
                ));
            }
        }
    }

    /// Events of a kind after a revision, at most `limit`; `None` when some of them are gone (410).
    pub(crate) fn since(&self, kind: KindId, rev: u64, limit: usize) -> Option<Vec<Event>> {
        let shelf = &self.shelves[kind.0];
        if rev < shelf.compacted {
            return None;
        }
        let from = shelf.ring.partition_point(|e| e.rev <= rev);
        Some(shelf.ring.iter().skip(from).take(limit).cloned().collect())
    }

    fn publish(&mut self, key: &Key, change: Change, obj: Obj, old: Option<Arc<Value>>) {
        if self.durable {
            self.unsaved.insert(key.clone(), (change != Change::Deleted).then(|| obj.clone()));
        }
        self.dirty.push((key.clone(), change, old.clone()));
        let shelf = &mut self.shelves[key.kind.0];
        let at = Instant::now();
        shelf.ring.push_back(Event { rev: self.rev, change, ns: key.ns.clone(), obj, old, at });
        trim(shelf, at);
    }

    /// Forgets events that are neither young nor among the last few.
    pub(crate) fn compact(&mut self) {
        let now = Instant::now();
        for shelf in &mut self.shelves {
            trim(shelf, now);
            shelf.ring.shrink_to(KEEP * 2);
        }
        self.dirty.shrink_to(1024);
        self.unsaved.shrink_to(1024);
    }

    /// Tells every watcher that what it knows is too old: its next read is a 410.
    pub(crate) fn expire_watches(&mut self) {
        let rev = self.rev;
        for shelf in &mut self.shelves {
            shelf.ring.clear();
            shelf.compacted = rev;
        }
    }

    fn index(&mut self, key: &Key, v: &Value) {
        for owner in crate::json::list(v, "metadata.ownerReferences") {
            self.owned.entry(text(owner, "uid").to_owned()).or_default().insert(key.clone());
        }
        self.uids.insert(text(v, "metadata.uid").to_owned(), key.clone());
        if key.kind == kinds::POD && !text(v, "spec.nodeName").is_empty() {
            self.on_node.entry(text(v, "spec.nodeName").to_owned()).or_default().insert(key.clone());
        }
    }

    fn unindex(&mut self, key: &Key, v: &Value) {
        for owner in crate::json::list(v, "metadata.ownerReferences") {
            let uid = text(owner, "uid");
            if let Some(keys) = self.owned.get_mut(uid) {
                keys.remove(key);
                if keys.is_empty() {
                    self.owned.remove(uid);
                }
            }
        }
        self.uids.remove(text(v, "metadata.uid"));
        if key.kind == kinds::POD
            && let Some(keys) = self.on_node.get_mut(text(v, "spec.nodeName"))
        {
            keys.remove(key);
        }
    }
}

fn trim(shelf: &mut Shelf, now: Instant) {
    while shelf.ring.len() > KEEP {
        let old = shelf.ring.front().is_some_and(|e| now.duration_since(e.at) > YOUNG);
        if !old && shelf.ring.len() <= KEEP_YOUNG {
            return;
        }
        if let Some(event) = shelf.ring.pop_front() {
            shelf.compacted = event.rev;
        }
    }
}
