//! What one watch upstream knows: every object as compact text, and which ones changed since a reader last looked.
//!
//! Layer: no I/O. A reader has a place in the log of changes. One that has fallen behind the log's beginning reads everything anew: it
//! holds up nobody, and nothing waits for it.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Bound;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use tokio::sync::watch;

/// How many changes the log keeps.
const LOG: usize = 8192;

/// How many objects are read at a time, so that nobody waits long for the lock.
const BATCH: usize = 512;

/// An object's place: its namespace, empty where it has none, and its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Namespace; shared by all objects of one.
    pub namespace: Arc<str>,
    /// Name.
    pub name: Box<str>,
}

/// How a watch stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The objects' kind, as the server calls it: `Pod`; empty until the first list has arrived.
    pub kind: String,
    /// Whether the first list has arrived.
    pub complete: bool,
    /// Why what is known may be old, or cannot be had.
    pub problem: Option<String>,
    /// Whether the server refused for lack of rights.
    pub forbidden: bool,
}

struct State {
    objects: BTreeMap<Key, Box<str>>,
    namespaces: BTreeMap<Box<str>, Arc<str>>,
    log: VecDeque<Key>,
    /// The number of the change behind the last one in the log; a reader that has read nothing stands at 0.
    next: u64,
    standing: Standing,
}

impl State {
    fn new() -> State {
        State {
            objects: BTreeMap::new(),
            namespaces: BTreeMap::new(),
            log: VecDeque::new(),
            next: 1,
            standing: Standing::default(),
        }
    }

    fn key(&mut self, namespace: &str, name: &str) -> Key {
        let namespace = match self.namespaces.get(namespace) {
            Some(known) => known.clone(),
            None => {
                let shared: Arc<str> = namespace.into();
                self.namespaces.insert(namespace.into(), shared.clone());
                shared
            }
        };
        Key { namespace, name: name.into() }
    }

    fn changed(&mut self, key: Key) {
        self.log.push_back(key);
        if self.log.len() > LOG {
            self.log.pop_front();
        }
        self.next += 1;
    }

    /// Everything counts as changed.
    fn renewed(&mut self) {
        self.log.clear();
        self.next += 1;
    }
}

/// What one watch knows, written by the watch, read by many.
pub(super) struct Feed {
    state: Mutex<State>,
    told: watch::Sender<u64>,
}

impl Feed {
    pub(super) fn new() -> Feed {
        Feed { state: Mutex::new(State::new()), told: watch::Sender::new(0) }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, state: MutexGuard<'_, State>) {
        let next = state.next;
        drop(state);
        self.told.send_replace(next);
    }

    /// Everything there is, as a list had it.
    pub(super) fn replace(&self, kind: &str, objects: Vec<(String, String, Box<str>)>) {
        let mut state = self.lock();
        state.objects.clear();
        for (namespace, name, text) in objects {
            let key = state.key(&namespace, &name);
            state.objects.insert(key, text);
        }
        state.standing = Standing { kind: kind.to_owned(), complete: true, ..Standing::default() };
        state.renewed();
        self.tell(state);
    }

    /// An object as it is now; `None` when it is gone. One that did not change in what is kept of it is no news.
    pub(super) fn put(&self, namespace: &str, name: &str, text: Option<Box<str>>) {
        let mut state = self.lock();
        let key = state.key(namespace, name);
        let before = match &text {
            Some(text) => state.objects.insert(key.clone(), text.clone()),
            None => state.objects.remove(&key),
        };
        if before != text {
            state.changed(key);
            self.tell(state);
        }
    }

    /// That it cannot go on for now, and why.
    pub(super) fn fail(&self, problem: String, forbidden: bool) {
        let mut state = self.lock();
        if state.standing.problem.as_ref() == Some(&problem) && state.standing.forbidden == forbidden {
            return;
        }
        state.standing.problem = Some(problem);
        state.standing.forbidden = forbidden;
        // Objects are as they were: what is told is how it stands.
        state.changed(Key { namespace: "".into(), name: "".into() });
        self.tell(state);
    }

    pub(super) fn standing(&self) -> Standing {
        self.lock().standing.clone()
    }

    pub(super) fn hear(&self) -> watch::Receiver<u64> {
        self.told.subscribe()
    }

    /// Which objects changed since a place in the log, each once, and the place of now; `None`: everything did.
    fn since(&self, place: u64) -> (Option<Vec<Key>>, u64) {
        let state = self.lock();
        let first = state.next - state.log.len() as u64;
        if place < first {
            return (None, state.next);
        }
        let skip = usize::try_from(place - first).unwrap_or(usize::MAX);
        let mut keys: Vec<Key> =
            state.log.iter().skip(skip).filter(|key| !key.name.is_empty()).cloned().collect();
        keys.sort_unstable();
        keys.dedup();
        (Some(keys), state.next)
    }

    fn get(&self, key: &Key) -> Option<Value> {
        let text = self.lock().objects.get(key).cloned();
        text.and_then(|text| serde_json::from_str(&text).ok())
    }

    /// The objects behind a key, a batch of them, with their texts.
    fn after(&self, key: Option<&Key>) -> Vec<(Key, Box<str>)> {
        let state = self.lock();
        let from = key.map_or(Bound::Unbounded, Bound::Excluded);
        let range = state.objects.range((from, Bound::Unbounded));
        range.take(BATCH).map(|(key, text)| (key.clone(), text.clone())).collect()
    }

    /// The keys of all objects for which `wanted` holds.
    pub(super) fn keys(&self, wanted: impl Fn(&Key) -> bool) -> Vec<Key> {
        self.lock().objects.keys().filter(|key| wanted(key)).cloned().collect()
    }
}

/// News of a feed.
pub enum News<'a> {
    /// Everything is new: what was known counts no longer.
    Anew,
    /// An object as it is now; `None` when it is gone.
    Object(&'a Key, Option<Value>),
}

/// A reader of a feed.
pub(super) struct Reading {
    place: u64,
}

impl Reading {
    pub(super) fn new() -> Reading {
        Reading { place: 0 }
    }

    /// Tells what changed since the last call; the first call tells everything. `wanted` says which objects are of interest.
    pub(super) fn news(
        &mut self,
        feed: &Feed,
        wanted: impl Fn(&Key) -> bool,
        mut tell: impl FnMut(News<'_>),
    ) {
        let (changed, now) = if self.place == 0 { (None, feed.lock().next) } else { feed.since(self.place) };
        // What changes while this reads is told again next time.
        self.place = now;
        match changed {
            Some(keys) => {
                for key in keys.iter().filter(|key| wanted(key)) {
                    tell(News::Object(key, feed.get(key)));
                }
            }
            None => {
                tell(News::Anew);
                let mut last: Option<Key> = None;
                loop {
                    let batch = feed.after(last.as_ref());
                    let Some((key, _)) = batch.last() else { return };
                    last = Some(key.clone());
                    for (key, text) in batch.iter().filter(|(key, _)| wanted(key)) {
                        tell(News::Object(key, serde_json::from_str(text).ok()));
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(reading: &mut Reading, feed: &Feed) -> Vec<String> {
        let mut all = Vec::new();
        reading.news(
            feed,
            |_| true,
            |news| {
                all.push(match news {
                    News::Anew => "anew".to_owned(),
                    News::Object(key, Some(value)) => format!("{} {value}", key.name),
                    News::Object(key, None) => format!("{} gone", key.name),
                });
            },
        );
        all
    }

    #[test]
    fn a_reader_hears_of_each_change_once_and_of_the_newest_state_only() {
        let feed = Feed::new();
        feed.replace("Pod", vec![("a".into(), "x".into(), "1".into()), ("a".into(), "y".into(), "2".into())]);
        let mut reading = Reading::new();
        assert_eq!(told(&mut reading, &feed), ["anew", "x 1", "y 2"]);
        assert!(told(&mut reading, &feed).is_empty());
        for text in ["3", "4"] {
            feed.put("a", "x", Some(text.into()));
        }
        feed.put("a", "x", Some("4".into()));
        feed.put("a", "y", None);
        feed.fail("refused".into(), false);
        assert_eq!(told(&mut reading, &feed), ["x 4", "y gone"]);
        assert_eq!(feed.standing().problem.as_deref(), Some("refused"));
    }

    #[test]
    fn who_falls_behind_the_log_reads_everything_anew() {
        let feed = Feed::new();
        feed.replace("Pod", Vec::new());
        let mut reading = Reading::new();
        assert_eq!(told(&mut reading, &feed), ["anew"]);
        for n in 0..=LOG {
            feed.put("a", &format!("p{n}"), Some("1".into()));
        }
        let all = told(&mut reading, &feed);
        assert_eq!((all[0].as_str(), all.len()), ("anew", LOG + 2));
    }
}
