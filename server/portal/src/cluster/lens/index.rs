//! What the lens is worked out from, kept up to date object by object: the cost of a change does not grow with the cluster. No I/O here.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use api::cluster::{Happening, Health, Lens, LensNode, LensPod};
use apimachinery::path::{at, list_at, str_at};
use cluster::watch::{Key, News};
use serde_json::Value;

use super::{event, pod};

/// How many events are shown.
const HAPPENED: usize = 12;

/// How many events are kept, so that some may go.
const REMEMBERED: usize = 256;

/// How many pods are named in all, however many nodes there are; a node names a few in any case.
const PODS: usize = 240;
const PODS_OF_A_NODE: usize = 4;

/// How many pods without a node are named.
const WAITING: usize = 40;

/// Everything that a lens shows, and what it would show if there were room.
pub(crate) struct Index {
    /// The lessons' namespace: its pods come first.
    namespace: String,
    /// Rights reach no further than that namespace.
    only: bool,
    nodes: BTreeMap<Arc<str>, Node>,
    /// On which node each pod is; empty while it has none.
    places: HashMap<Key, Arc<str>>,
    pods: HashMap<Arc<str>, BTreeMap<Order, Pod>>,
    /// Pods of the cluster's own, by the component that they run.
    components: BTreeMap<Key, (String, Health)>,
    happened: BTreeMap<(i64, Key), Happening>,
    times: HashMap<Key, i64>,
    statuses: BTreeMap<String, Arc<str>>,
}

/// In which order pods are named: the lessons' own first, the cluster's own last.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Order(bool, bool, Key);

struct Pod {
    status: Arc<str>,
    health: Health,
}

struct Node {
    ready: bool,
    unschedulable: bool,
    taints: Vec<String>,
}

impl Index {
    pub(crate) fn new(namespace: &str, only: bool) -> Index {
        Index {
            namespace: namespace.to_owned(),
            only,
            nodes: BTreeMap::new(),
            places: HashMap::new(),
            pods: HashMap::new(),
            components: BTreeMap::new(),
            happened: BTreeMap::new(),
            times: HashMap::new(),
            statuses: BTreeMap::new(),
        }
    }

    /// Takes in news of a node.
    pub(crate) fn node(&mut self, news: News<'_>) {
        match news {
            News::Anew => self.nodes.clear(),
            News::Object(key, None) => drop(self.nodes.remove(&*key.name)),
            News::Object(key, Some(node)) => drop(self.nodes.insert((*key.name).into(), Node::of(&node))),
        }
    }

    /// Takes in news of a pod.
    pub(crate) fn pod(&mut self, news: News<'_>) {
        let (key, pod) = match news {
            News::Anew => {
                self.places.clear();
                self.pods.clear();
                self.components.clear();
                return;
            }
            News::Object(key, pod) => (key, pod),
        };
        self.components.remove(key);
        if let Some(node) = self.places.remove(key) {
            let order = self.order(key);
            if let Some(pods) = self.pods.get_mut(&node) {
                pods.remove(&order);
            }
        }
        let Some(pod) = pod else { return };
        let (status, health) = pod::status(&pod);
        if let Some(component) = component(key, &pod) {
            self.components.insert(key.clone(), (component, health));
        }
        let node: Arc<str> = match self.pods.get_key_value(str_at(&pod, "spec.nodeName")) {
            Some((known, _)) => known.clone(),
            None => str_at(&pod, "spec.nodeName").into(),
        };
        let status = self.shared(status);
        let order = self.order(key);
        self.pods.entry(node.clone()).or_default().insert(order, Pod { status, health });
        self.places.insert(key.clone(), node);
    }

    /// Takes in news of an event.
    pub(crate) fn event(&mut self, news: News<'_>) {
        let (key, event) = match news {
            News::Anew => {
                self.happened.clear();
                self.times.clear();
                return;
            }
            News::Object(key, event) => (key, event),
        };
        if let Some(at) = self.times.remove(key) {
            self.happened.remove(&(at, key.clone()));
        }
        let Some(happening) = event.and_then(|event| event::happening(&event)) else { return };
        self.times.insert(key.clone(), happening.at);
        self.happened.insert((happening.at, key.clone()), happening);
        while self.happened.len() > REMEMBERED
            && let Some(((_, oldest), _)) = self.happened.pop_first()
        {
            self.times.remove(&oldest);
        }
    }

    fn order(&self, key: &Key) -> Order {
        Order(*key.namespace != *self.namespace, LensPod::is_system(&key.namespace), key.clone())
    }

    /// Most pods have one of few statuses.
    fn shared(&mut self, status: String) -> Arc<str> {
        self.statuses.entry(status).or_insert_with_key(|status| status.as_str().into()).clone()
    }

    /// The lens as pages show it.
    pub(crate) fn picture(&self) -> Lens {
        let shown = self.shown();
        let room = (PODS / shown.len().max(1)).clamp(PODS_OF_A_NODE, LensNode::MOST);
        let left = self.nodes.len() - shown.len();
        let not_ready = self.nodes.values().filter(|node| !node.ready).count()
            - shown.iter().filter(|(_, node)| !node.ready).count();
        let nodes =
            shown.into_iter().map(|(name, node)| (name.to_string(), self.lens_node(name, node, room)));
        let (waiting, more_waiting) = self.named("", WAITING);
        Lens {
            only_namespace: self.only.then(|| self.namespace.clone()),
            nodes: nodes.collect(),
            more: (count(left), count(not_ready)),
            components: self.worst(),
            waiting,
            more_waiting,
            happened: self.newest(),
            ..Lens::default()
        }
    }

    /// The nodes that are named: all, or those that are not ready and those that run the lessons' pods before the others.
    fn shown(&self) -> Vec<(&Arc<str>, &Node)> {
        let mut nodes: Vec<(&Arc<str>, &Node)> = self.nodes.iter().collect();
        if nodes.len() > Lens::MOST {
            let own = |name: &Arc<str>| {
                let first = self.pods.get(name).and_then(|pods| pods.first_key_value());
                first.is_some_and(|(order, _)| !order.0)
            };
            nodes.sort_by_key(|(name, node)| (node.ready, !own(name)));
            nodes.truncate(Lens::MOST);
        }
        nodes
    }

    fn lens_node(&self, name: &str, node: &Node, room: usize) -> LensNode {
        let (pods, more) = self.named(name, room);
        let Node { ready, unschedulable, taints } = node;
        LensNode { ready: *ready, unschedulable: *unschedulable, taints: taints.clone(), pods, more }
    }

    /// The first pods of a node by their keys, and how many more there are.
    fn named(&self, node: &str, room: usize) -> (BTreeMap<String, LensPod>, u32) {
        let Some(pods) = self.pods.get(node) else { return Default::default() };
        let named = pods.iter().take(room).map(|(Order(.., key), pod)| {
            let pod = LensPod { status: pod.status.to_string(), health: pod.health };
            (LensPod::key(&key.namespace, &key.name), pod)
        });
        (named.collect(), count(pods.len().saturating_sub(room)))
    }

    /// Each component as its worst pod looks.
    fn worst(&self) -> BTreeMap<String, Health> {
        let mut found: BTreeMap<String, Health> = BTreeMap::new();
        for (name, health) in self.components.values() {
            let worst = found.entry(name.clone()).or_insert(*health);
            if *health != Health::Good && *worst != Health::Bad {
                *worst = *health;
            }
        }
        found
    }

    fn newest(&self) -> BTreeMap<String, Happening> {
        let newest = self.happened.iter().rev().take(HAPPENED);
        newest.map(|((_, key), h)| (format!("{}/{}", key.namespace, key.name), h.clone())).collect()
    }
}

impl Node {
    fn of(object: &Value) -> Node {
        let ready = list_at(object, "status.conditions").iter().find(|c| str_at(c, "type") == "Ready");
        let taint = |t: &Value| format!("{}:{}", str_at(t, "key"), str_at(t, "effect"));
        Node {
            ready: ready.is_some_and(|c| str_at(c, "status") == "True"),
            unschedulable: at(object, "spec.unschedulable").and_then(Value::as_bool).unwrap_or_default(),
            taints: list_at(object, "spec.taints").iter().map(taint).collect(),
        }
    }
}

/// The component that a pod of a `kube-*` namespace runs, by the label that kubeadm and flannel give it.
fn component(key: &Key, pod: &Value) -> Option<String> {
    if !LensPod::is_system(&key.namespace) {
        return None;
    }
    let labels = ["component", "k8s-app", "app"].iter();
    let names = labels.map(|label| str_at(pod, &format!("metadata.labels[{label}]")));
    names.into_iter().find(|name| !name.is_empty()).map(str::to_owned)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn key(namespace: &str, name: &str) -> Key {
        Key { namespace: namespace.into(), name: name.into() }
    }

    fn pod(node: &str, phase: &str) -> Option<Value> {
        Some(
            json!({"spec": {"nodeName": node}, "status": {"phase": phase, "containerStatuses": [{"ready": true}]}}),
        )
    }

    fn node(ready: &str) -> Option<Value> {
        Some(json!({"status": {"conditions": [{"type": "Ready", "status": ready}]}}))
    }

    #[test]
    fn a_pod_moves_and_goes_and_its_node_says_so() {
        let mut index = Index::new("default", false);
        index.node(News::Object(&key("", "w1"), node("True")));
        index.pod(News::Object(&key("default", "web"), pod("", "Pending")));
        assert_eq!(index.picture().waiting["default/web"].status, "Pending");
        index.pod(News::Object(&key("default", "web"), pod("w1", "Running")));
        let lens = index.picture();
        assert!(lens.waiting.is_empty());
        assert_eq!(lens.nodes["w1"].pods["default/web"].health, Health::Good);
        index.pod(News::Object(&key("default", "web"), None));
        assert!(index.picture().nodes["w1"].pods.is_empty());
    }

    #[test]
    fn of_a_large_cluster_it_names_what_matters_and_counts_the_rest() {
        let mut index = Index::new("shop", false);
        for n in 0..5000 {
            let ready = if n == 4321 { "False" } else { "True" };
            index.node(News::Object(&key("", &format!("n{n:04}")), node(ready)));
            for p in 0..20 {
                let at = key("other", &format!("p{n:04}-{p}"));
                index.pod(News::Object(&at, pod(&format!("n{n:04}"), "Running")));
            }
        }
        index.pod(News::Object(&key("shop", "mine"), pod("n2500", "Running")));
        let lens = index.picture();
        assert_eq!((lens.nodes.len(), lens.more), (Lens::MOST, (4960, 0)));
        assert!(!lens.nodes["n4321"].ready);
        assert!(lens.nodes["n2500"].pods.contains_key("shop/mine"));
        let size = serde_json::to_string(&lens).unwrap().len();
        assert!(size < 40_000, "{size} bytes");
    }

    #[test]
    fn the_newest_events_are_told_once_each() {
        let mut index = Index::new("default", false);
        for n in 0..300 {
            let event = json!({"lastTimestamp": format!("2026-01-01T00:{:02}:{:02}Z", n / 60, n % 60), "reason": "R",
                "involvedObject": {"kind": "Pod", "name": "p"}});
            index.event(News::Object(&key("default", &format!("e{}", n % 290)), Some(event)));
        }
        let lens = index.picture();
        assert_eq!(lens.happened.len(), HAPPENED);
        assert!(lens.happened.contains_key("default/e9"));
    }
}
