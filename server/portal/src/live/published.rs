//! A topic's newest state as it is sent: serialized once for all who hear it, and what changed since the one before as a merge patch
//! (RFC 7386).

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::Serialize;
use serde_json::{Map, Value};
use tokio::sync::watch;

/// Numbers states in one row over all topics, so that none is taken for another.
static NEXT: AtomicU64 = AtomicU64::new(1);

/// One state.
#[derive(Clone, Debug, Default)]
pub(crate) struct Published {
    /// Its number; 0 before the first.
    pub(crate) number: u64,
    /// The state: JSON.
    pub(crate) whole: Arc<str>,
    /// What changed, and since which number.
    pub(crate) change: Option<(u64, Arc<str>)>,
}

/// Where a topic puts its states.
pub(crate) struct Publisher {
    send: Arc<watch::Sender<Published>>,
    last: Value,
}

impl Publisher {
    pub(crate) fn new(send: Arc<watch::Sender<Published>>) -> Publisher {
        Publisher { send, last: Value::Null }
    }

    /// Tells a state, unless it is the one that was told last.
    pub(crate) fn tell(&mut self, state: &impl Serialize) {
        let state = match serde_json::to_value(state) {
            Ok(state) => state,
            Err(error) => return tracing::error!(%error, "a topic's state could not be written"),
        };
        let before = self.send.borrow().number;
        if before != 0 && state == self.last {
            return;
        }
        let whole: Arc<str> = state.to_string().into();
        let change = (before != 0).then(|| (before, difference(&self.last, &state).to_string().into()));
        // What is hardly shorter is sent whole: it heals whatever went wrong.
        let change = change.filter(|(_, change): &(u64, Arc<str>)| change.len() * 4 < whole.len() * 3);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        self.last = state;
        self.send.send_replace(Published { number, whole, change });
    }
}

/// What makes `after` of `before`.
fn difference(before: &Value, after: &Value) -> Value {
    let (Value::Object(before), Value::Object(after)) = (before, after) else { return after.clone() };
    let mut patch = Map::new();
    for key in before.keys().filter(|key| !after.contains_key(*key)) {
        patch.insert(key.clone(), Value::Null);
    }
    for (key, new) in after {
        match before.get(key) {
            Some(old) if old == new => {}
            Some(old) => drop(patch.insert(key.clone(), difference(old, new))),
            None => drop(patch.insert(key.clone(), new.clone())),
        }
    }
    Value::Object(patch)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_difference_makes_the_new_state_of_the_old_one() {
        let states = [
            json!({"nodes": {"a": {"ready": true, "pods": {"x": 1, "y": 2}}}, "fresh": "live"}),
            json!({"nodes": {"a": {"ready": true, "pods": {"y": 3}}, "b": {"pods": {}}}, "fresh": {"as_of": {"at": 1}}}),
            json!({"nodes": {"b": {"pods": {"z": [1, null]}}}, "fresh": {"missing": {"since": 1}}}),
            json!({"nodes": {}}),
        ];
        for pair in states.windows(2) {
            let mut made = pair[0].clone();
            json_patch::merge(&mut made, &difference(&pair[0], &pair[1]));
            assert_eq!(made, pair[1]);
        }
    }

    #[test]
    fn what_is_the_same_is_not_told_again_and_a_small_change_is_told_as_one() {
        let (send, found) = watch::channel(Published::default());
        let mut tell = Publisher::new(Arc::new(send));
        let state = |n: u32| json!({"text": "x".repeat(100), "n": n});
        tell.tell(&state(1));
        let first = found.borrow().clone();
        tell.tell(&state(1));
        assert_eq!(found.borrow().number, first.number);
        tell.tell(&state(2));
        let second = found.borrow().clone();
        assert_eq!(second.change, Some((first.number, r#"{"n":2}"#.into())));
    }
}
