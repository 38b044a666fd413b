//! The kubelets: what runs on the nodes, and how pods come and go.
//!
//! Layer: state. [`sync`] brings one pod a step further whenever it changed, a timer is due or a process ended; the rules of one
//! container are in [`container`].

mod container;
pub(crate) mod images;
pub(crate) mod logbuf;
pub(crate) mod node;
pub(crate) mod process;
mod report;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};
use std::time::Duration;

use serde_json::Value;
use tokio::sync::Notify;

use crate::controllers::Work;
use crate::json::{at, has, int, list, text};
use crate::kinds;
use crate::open::Inner;
use crate::registry::{self, Delete};
use crate::store::Key;
use crate::world::World;
pub(crate) use container::{Container, State};
pub(crate) use process::Process;

/// Everything that runs on all nodes.
#[derive(Default)]
pub(crate) struct Kubelet {
    /// Pods by uid.
    pub(crate) pods: HashMap<String, PodRun>,
    /// Images on nodes.
    images: images::Pulled,
    /// Nodes whose network came or went, and when their kubelets notice.
    networks: HashMap<String, (node::Network, jiff::Timestamp)>,
    /// Processes that ended and have not been looked at: pod uid, container, run, exit code.
    pub(crate) exits: Arc<Exits>,
    /// The way from a process to the simulated network.
    pub(crate) network: OnceLock<Weak<Inner>>,
}

/// The ends of processes.
#[derive(Default)]
pub(crate) struct Exits {
    ended: Mutex<Vec<(String, String, u32, i32)>>,
    /// Rung when one ends.
    pub(crate) bell: Arc<Notify>,
}

impl Exits {
    /// A process ended.
    pub(crate) fn push(&self, uid: &str, container: &str, run: u32, code: i32) {
        self.ended.lock().unwrap_or_else(PoisonError::into_inner).push((
            uid.to_owned(),
            container.to_owned(),
            run,
            code,
        ));
        self.bell.notify_one();
    }

    fn take(&self) -> Vec<(String, String, u32, i32)> {
        std::mem::take(&mut *self.ended.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A pod on its node.
pub(crate) struct PodRun {
    key: Key,
    node: String,
    /// Its address.
    pub(crate) ip: String,
    /// When its sandbox is ready; the end of time while there is no network.
    sandbox: jiff::Timestamp,
    started: String,
    /// Its containers by name, init containers too.
    pub(crate) containers: BTreeMap<String, Container>,
    /// When it will have ended, once it is being deleted.
    ending: Option<jiff::Timestamp>,
}

/// How long a sandbox takes.
const SANDBOX: Duration = Duration::from_millis(400);

/// Takes note of processes that ended.
pub(crate) fn reap(w: &mut World) {
    let exits = w.kubelet.exits.clone();
    for (uid, name, run, code) in exits.take() {
        let now = w.now();
        let Some(pod) = w.kubelet.pods.get_mut(&uid) else { continue };
        if let Some(c) = pod.containers.get_mut(&name)
            && c.run == run
            && matches!(c.state, State::Running { .. })
        {
            c.ended(code, &now);
        }
        let key = pod.key.clone();
        w.enqueue(Work::Pod(key));
    }
}

/// Brings a pod a step further.
pub(crate) fn sync(w: &mut World, key: &Key) {
    let Some(pod) = w.store.value(key) else { return };
    let uid = text(&pod, "metadata.uid").to_owned();
    let node = text(&pod, "spec.nodeName").to_owned();
    // Without a node there is no kubelet that would do anything.
    if node.is_empty() || w.find(kinds::NODE, "", &node).is_none() {
        return;
    }
    let phase = text(&pod, "status.phase");
    if !w.kubelet.pods.contains_key(&uid) {
        if ["Succeeded", "Failed"].contains(&phase) {
            if has(&pod, "metadata.deletionTimestamp") {
                finish(w, key, &uid);
            }
            return;
        }
        begin(w, key, &pod, &uid, &node);
    }
    if has(&pod, "metadata.deletionTimestamp") {
        terminate(w, key, &pod, &uid, &node);
        return;
    }
    let now = w.clock.now();
    let sandbox = w.kubelet.pods.get(&uid).map_or(now, |p| p.sandbox);
    let mut due = None;
    if sandbox > now {
        due = Some(sandbox).filter(|at| *at != jiff::Timestamp::MAX);
    } else {
        // Each pass settles what can be settled now; a container that became ready may let the next one start.
        for _ in 0..32 {
            let (changed, next) = container::pass(w, &pod, &uid, &node);
            due = next;
            if !changed {
                break;
            }
        }
    }
    report::report(w, key, &pod, &uid);
    if let Some(at) = due {
        w.enqueue_at(at, Work::Pod(key.clone()));
    }
}

/// A pod's first moment on its node; one that already ran (a restart of this program, a fresh cluster) is taken as it is.
fn begin(w: &mut World, key: &Key, pod: &Value, uid: &str, node: &str) {
    let running = text(pod, "status.phase") == "Running";
    let host = crate::json::flag(pod, "spec.hostNetwork");
    let ip = if has(pod, "status.podIP") {
        text(pod, "status.podIP").to_owned()
    } else if host {
        node_ip(w, node)
    } else {
        w.pod_ip(node)
    };
    let sandbox = if running {
        w.clock.now()
    } else if !host && node::network(w, node) == node::Network::Down {
        node::hold(w, pod, node);
        jiff::Timestamp::MAX
    } else {
        w.clock.after(SANDBOX)
    };
    let run = PodRun {
        key: key.clone(),
        node: node.to_owned(),
        ip,
        sandbox,
        started: if has(pod, "status.startTime") {
            text(pod, "status.startTime").to_owned()
        } else {
            w.now()
        },
        containers: BTreeMap::new(),
        ending: None,
    };
    w.kubelet.pods.insert(uid.to_owned(), run);
    if running {
        images::had(w, node, images::SANDBOX);
    } else if sandbox != jiff::Timestamp::MAX {
        images::add(w, node, images::SANDBOX);
    }
    for (group, statuses) in [
        ("spec.initContainers", "status.initContainerStatuses"),
        ("spec.containers", "status.containerStatuses"),
    ] {
        for spec in list(pod, group) {
            let status = list(pod, statuses)
                .iter()
                .find(|s| s["name"] == spec["name"])
                .cloned()
                .unwrap_or(Value::Null);
            let mut c = Container::new();
            if running || int(&status, "restartCount") > 0 {
                c.adopt(&status);
                if matches!(c.state, State::Running { .. }) {
                    images::had(w, node, text(spec, "image"));
                    if let Err(why) = container::launch(w, pod, uid, spec, &mut c) {
                        tracing::warn!(why, "a container could not be continued");
                        c.ended(128, &w.now());
                    }
                }
            }
            if let Some(run) = w.kubelet.pods.get_mut(uid) {
                run.containers.insert(text(spec, "name").to_owned(), c);
            }
        }
    }
}

/// The address of a node.
pub(crate) fn node_ip(w: &World, node: &str) -> String {
    let Some(node) = w.find(kinds::NODE, "", node) else { return String::new() };
    list(&node, "status.addresses")
        .iter()
        .find(|a| text(a, "type") == "InternalIP")
        .map(|a| text(a, "address").to_owned())
        .unwrap_or_default()
}

fn terminate(w: &mut World, key: &Key, pod: &Value, uid: &str, node: &str) {
    let now = w.clock.now();
    let grace = int(pod, "metadata.deletionGracePeriodSeconds").max(0) as u64;
    let Some(run) = w.kubelet.pods.get(uid) else { return };
    let Some(ending) = run.ending else {
        let mut longest = Duration::ZERO;
        let mut names = Vec::new();
        for (name, c) in &run.containers {
            if let (State::Running { .. }, Some(process)) = (&c.state, &c.process) {
                longest = longest.max(process.stop_time());
                names.push(name.clone());
                process.terminate();
            }
        }
        let total = longest.min(Duration::from_secs(grace))
            + Duration::from_millis(if names.is_empty() { 50 } else { 600 });
        let at = w.clock.after(total.min(Duration::from_secs(grace.max(1))));
        if let Some(run) = w.kubelet.pods.get_mut(uid) {
            run.ending = Some(at);
        }
        for name in names {
            let field = format!("spec.containers{{{name}}}");
            w.event(pod, "Normal", "Killing", &format!("Stopping container {name}"), "kubelet", node, &field);
        }
        w.enqueue_at(at, Work::Pod(key.clone()));
        return;
    };
    // A second deletion may have shortened the grace period to nothing.
    if ending <= now || grace == 0 {
        finish(w, key, uid);
    } else {
        w.enqueue_at(ending, Work::Pod(key.clone()));
    }
}

fn finish(w: &mut World, key: &Key, uid: &str) {
    forget(w, uid);
    let gone = registry::delete(w, key, &Delete { grace: Some(0), ..Delete::default() });
    if let Err(error) = gone {
        tracing::debug!(%error, "a pod was gone before its kubelet could delete it");
        return;
    }
    // Finalizers may hold the object; its grace period is over all the same.
    w.change(key, |p| crate::json::set(p, "metadata.deletionGracePeriodSeconds", 0));
}

/// Ends whatever still runs of a pod.
pub(crate) fn forget(w: &mut World, uid: &str) {
    if let Some(run) = w.kubelet.pods.remove(uid) {
        for c in run.containers.values() {
            if let Some(process) = &c.process {
                process.kill();
            }
        }
    }
}

/// Whether a container of a pod may be restarted after it ended with this code.
fn restarts(pod: &Value, spec: &Value, init: bool, code: i32) -> bool {
    if text(spec, "restartPolicy") == "Always" {
        return true;
    }
    match text(pod, "spec.restartPolicy") {
        "Never" => false,
        "OnFailure" => code != 0,
        _ => !init || code != 0,
    }
}

/// The environment of a container, as `env` in it shows.
pub(crate) fn environment(w: &World, pod: &Value, spec: &Value, ip: &str) -> Vec<(String, String)> {
    let ns = text(pod, "metadata.namespace");
    let mut out: Vec<(String, String)> = Vec::new();
    let data = |kind: kinds::KindId, name: &str, key: &str| -> Option<String> {
        let v = w.find(kind, ns, name)?;
        let value = at(&v, "data").get(key)?.as_str()?.to_owned();
        if kind != kinds::SECRET {
            return Some(value);
        }
        use base64::Engine as _;
        let bytes = base64::engine::general_purpose::STANDARD.decode(value).ok()?;
        String::from_utf8(bytes).ok()
    };
    for from in list(spec, "envFrom") {
        for (field, kind) in [("configMapRef", kinds::CONFIG_MAP), ("secretRef", kinds::SECRET)] {
            let Some(v) = w.find(kind, ns, text(from, &format!("{field}.name"))) else { continue };
            for key in crate::json::map(&v, "data").into_iter().flatten().map(|(k, _)| k.clone()) {
                let value = data(kind, text(&v, "metadata.name"), &key).unwrap_or_default();
                out.push((format!("{}{key}", text(from, "prefix")), value));
            }
        }
    }
    for env in list(spec, "env") {
        let name = text(env, "name").to_owned();
        let value = if has(env, "valueFrom.fieldRef") {
            field_ref(pod, text(env, "valueFrom.fieldRef.fieldPath"), ip)
        } else if has(env, "valueFrom.configMapKeyRef") {
            data(
                kinds::CONFIG_MAP,
                text(env, "valueFrom.configMapKeyRef.name"),
                text(env, "valueFrom.configMapKeyRef.key"),
            )
            .unwrap_or_default()
        } else if has(env, "valueFrom.secretKeyRef") {
            data(
                kinds::SECRET,
                text(env, "valueFrom.secretKeyRef.name"),
                text(env, "valueFrom.secretKeyRef.key"),
            )
            .unwrap_or_default()
        } else {
            let mut value = text(env, "value").to_owned();
            for (k, v) in &out {
                value = value.replace(&format!("$({k})"), v);
            }
            value
        };
        out.push((name, value));
    }
    for service in w
        .store
        .values(kinds::SERVICE, Some(ns))
        .into_iter()
        .chain(w.find(kinds::SERVICE, "default", "kubernetes").filter(|_| ns != "default"))
    {
        let ip = text(&service, "spec.clusterIP");
        if ip == "None"
            || ip.is_empty()
            || !crate::json::flag(pod, "spec.enableServiceLinks")
                && text(&service, "metadata.name") != "kubernetes"
        {
            continue;
        }
        let name = text(&service, "metadata.name").to_uppercase().replace('-', "_");
        out.push((format!("{name}_SERVICE_HOST"), ip.to_owned()));
        for (i, port) in list(&service, "spec.ports").iter().enumerate() {
            let n = int(port, "port");
            if i == 0 {
                out.push((format!("{name}_SERVICE_PORT"), n.to_string()));
                out.push((format!("{name}_PORT"), format!("tcp://{ip}:{n}")));
            }
            if has(port, "name") {
                out.push((
                    format!("{name}_SERVICE_PORT_{}", text(port, "name").to_uppercase().replace('-', "_")),
                    n.to_string(),
                ));
            }
            out.push((format!("{name}_PORT_{n}_TCP"), format!("tcp://{ip}:{n}")));
            out.push((format!("{name}_PORT_{n}_TCP_PROTO"), "tcp".into()));
            out.push((format!("{name}_PORT_{n}_TCP_PORT"), n.to_string()));
            out.push((format!("{name}_PORT_{n}_TCP_ADDR"), ip.to_owned()));
        }
    }
    out
}

fn field_ref(pod: &Value, path: &str, ip: &str) -> String {
    match path {
        "status.podIP" => ip.to_owned(),
        "status.hostIP" => text(pod, "status.hostIP").to_owned(),
        p => match p.strip_suffix("']").and_then(|p| p.split_once("['")) {
            Some((map, key)) => at(pod, map).get(key).and_then(Value::as_str).unwrap_or("").to_owned(),
            None => text(pod, p).to_owned(),
        },
    }
}
