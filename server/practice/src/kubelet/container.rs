//! One container: pulling its image, starting, running, ending, waiting to be started again.
//!
//! Layer: state. Back-offs are upstream's: 10 s, doubled up to 5 minutes.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::logbuf::LogBuffer;
use super::process::{Launch, Process};
use crate::images;
use crate::json::{at, flag, int, list, text};
use crate::world::{World, uuid};

/// Where a container stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum State {
    /// Nothing has happened yet.
    Waiting,
    /// Its image is on the way.
    Pulling { until: Timestamp, took: Duration },
    /// The image cannot be had: reason, message, when it is tried again.
    NoImage { reason: &'static str, message: String, until: Timestamp },
    /// It has its image and starts.
    Starting { until: Timestamp },
    /// It runs; ready from this moment on.
    Running { since: String, ready: Timestamp },
    /// It ended.
    Ended,
    /// It ended and waits to be started again.
    BackOff { until: Timestamp, message: String },
}

/// A container of a pod.
pub(crate) struct Container {
    pub(crate) state: State,
    pub(crate) restarts: i64,
    /// `terminated` of the current state, when it ended.
    pub(crate) terminated: Value,
    /// `lastState`.
    pub(crate) last: Value,
    pub(crate) process: Option<Arc<Process>>,
    /// The log of the run before.
    pub(crate) previous: Option<Arc<LogBuffer>>,
    /// Counts starts: an end that belongs to an earlier one is not ours.
    pub(crate) run: u32,
    pub(crate) id: String,
    delay: u64,
    pull_delay: u64,
    announced: bool,
}

impl Container {
    /// A container to which nothing has happened.
    pub(crate) fn new() -> Container {
        Container {
            state: State::Waiting,
            restarts: 0,
            terminated: Value::Null,
            last: json!({}),
            process: None,
            previous: None,
            run: 0,
            id: String::new(),
            delay: 0,
            pull_delay: 0,
            announced: false,
        }
    }

    /// Continues where a stored status stands.
    pub(crate) fn adopt(&mut self, status: &Value) {
        self.restarts = int(status, "restartCount");
        self.last = status.get("lastState").cloned().unwrap_or(json!({}));
        self.id = text(status, "containerID").to_owned();
        if at(status, "state.running").is_object() || status.is_null() {
            let since = text(status, "state.running.startedAt").to_owned();
            self.state = State::Running { since, ready: Timestamp::UNIX_EPOCH };
        } else if at(status, "state.terminated").is_object() {
            self.state = State::Ended;
            self.terminated = at(status, "state.terminated").clone();
        }
    }

    /// Its process ended.
    pub(crate) fn ended(&mut self, code: i32, now: &str) {
        let State::Running { since, .. } = &self.state else { return };
        let reason = if code == 0 { "Completed" } else { "Error" };
        self.terminated = json!({"exitCode": code, "reason": reason, "startedAt": since, "finishedAt": now, "containerID": self.id});
        self.state = State::Ended;
        if let Some(process) = &self.process {
            process.kill();
        }
    }

    /// Whether it serves.
    pub(crate) fn is_ready(&self, now: Timestamp) -> bool {
        matches!(&self.state, State::Running { ready, .. } if *ready <= now)
    }
}

/// Settles what can be settled of a pod's containers. Whether anything changed, and when to look again.
pub(crate) fn pass(w: &mut World, pod: &Value, uid: &str, node: &str) -> (bool, Option<Timestamp>) {
    let mut due: Option<Timestamp> = None;
    let mut soonest = |at: Timestamp| due = Some(due.map_or(at, |d| d.min(at)));
    let mut changed = false;
    let mut blocked = false;
    for (group, init) in [("spec.initContainers", true), ("spec.containers", false)] {
        for spec in list(pod, group) {
            if blocked {
                return (changed, due);
            }
            let name = text(spec, "name");
            let Some(mut c) = w.kubelet.pods.get_mut(uid).and_then(|p| p.containers.remove(name)) else {
                continue;
            };
            let before = c.state.clone();
            step(w, pod, uid, node, spec, init, &mut c);
            changed |= c.state != before;
            match &c.state {
                State::Pulling { until, .. }
                | State::NoImage { until, .. }
                | State::Starting { until }
                | State::BackOff { until, .. } => soonest(*until),
                State::Running { ready, .. } if *ready > w.clock.now() && *ready != Timestamp::MAX => {
                    soonest(*ready)
                }
                _ => {}
            }
            if init {
                let sidecar = text(spec, "restartPolicy") == "Always";
                let done = if sidecar {
                    c.is_ready(w.clock.now())
                } else {
                    c.state == State::Ended && int(&c.terminated, "exitCode") == 0
                };
                blocked = !done;
            }
            if let Some(run) = w.kubelet.pods.get_mut(uid) {
                run.containers.insert(name.to_owned(), c);
            }
        }
        if blocked {
            break;
        }
    }
    (changed, due)
}

fn step(w: &mut World, pod: &Value, uid: &str, node: &str, spec: &Value, init: bool, c: &mut Container) {
    let now = w.clock.now();
    let name = text(spec, "name");
    let image = text(spec, "image");
    let field =
        if init { format!("spec.initContainers{{{name}}}") } else { format!("spec.containers{{{name}}}") };
    match c.state.clone() {
        State::Waiting => pull(w, pod, node, spec, &field, c),
        State::Pulling { until, took } if until <= now => match images::find(image) {
            Ok(found) => {
                super::images::add(w, node, image);
                let took = human(took);
                let message = format!(
                    "Successfully pulled image \"{image}\" in {took} ({took} including waiting). Image size: {} bytes.",
                    found.image.size
                );
                w.event(pod, "Normal", "Pulled", &message, "kubelet", node, &field);
                c.state = State::Starting { until: w.clock.after(Duration::from_millis(250)) };
            }
            Err(why) => {
                let message = format!("Failed to pull image \"{image}\": {why}");
                w.event(pod, "Warning", "Failed", &message, "kubelet", node, &field);
                w.event(pod, "Warning", "Failed", "Error: ErrImagePull", "kubelet", node, &field);
                c.state = State::NoImage {
                    reason: "ErrImagePull",
                    message: why,
                    until: w.clock.after(Duration::from_secs(2)),
                };
                c.pull_delay = (c.pull_delay * 2).clamp(10, 300);
            }
        },
        State::NoImage { reason, message, until } if until <= now => {
            if reason == "ErrImagePull" {
                let shown = format!("Back-off pulling image \"{image}\": ErrImagePull: {message}");
                w.event(
                    pod,
                    "Normal",
                    "BackOff",
                    &format!("Back-off pulling image \"{image}\""),
                    "kubelet",
                    node,
                    &field,
                );
                w.event(pod, "Warning", "Failed", "Error: ImagePullBackOff", "kubelet", node, &field);
                let until = w
                    .clock
                    .after(Duration::from_secs(c.pull_delay))
                    .max(w.clock.now() + jiff::SignedDuration::from_millis(200));
                c.state = State::NoImage { reason: "ImagePullBackOff", message: shown, until };
            } else {
                pull(w, pod, node, spec, &field, c);
            }
        }
        State::Starting { until } if until <= now => start(w, pod, uid, node, spec, &field, c),
        State::Ended => {
            let code = int(&c.terminated, "exitCode") as i32;
            if !super::restarts(pod, spec, init, code) {
                return;
            }
            if c.delay == 0 {
                // The first restart comes at once.
                c.delay = 10;
                again(w, pod, node, spec, &field, c);
                return;
            }
            let delay = c.delay;
            c.delay = (delay * 2).min(300);
            c.last = json!({"terminated": c.terminated});
            let full = format!("{}_{}({uid})", text(pod, "metadata.name"), text(pod, "metadata.namespace"));
            let wait = if delay == 300 {
                "5m0s".to_owned()
            } else if delay >= 60 {
                format!("{}m{}s", delay / 60, delay % 60)
            } else {
                format!("{delay}s")
            };
            let message = format!("back-off {wait} restarting failed container={name} pod={full}");
            w.event(
                pod,
                "Warning",
                "BackOff",
                &format!("Back-off restarting failed container {name} in pod {full}"),
                "kubelet",
                node,
                &field,
            );
            let until = w
                .clock
                .after(Duration::from_secs(delay))
                .max(w.clock.now() + jiff::SignedDuration::from_millis(200));
            c.state = State::BackOff { until, message };
        }
        State::BackOff { until, .. } if until <= now => again(w, pod, node, spec, &field, c),
        _ => {}
    }
}

fn again(w: &mut World, pod: &Value, node: &str, spec: &Value, field: &str, c: &mut Container) {
    c.last = json!({"terminated": c.terminated});
    c.restarts += 1;
    c.previous = c.process.take().map(|p| p.log.clone());
    pull(w, pod, node, spec, field, c);
}

fn human(d: Duration) -> String {
    let ms = d.as_millis();
    if ms < 1000 {
        format!("{ms}ms")
    } else {
        format!("{}.{:03}s", ms / 1000, ms % 1000).trim_end_matches('0').to_owned()
    }
    .replace(".s", "s")
}

fn pull(w: &mut World, pod: &Value, node: &str, spec: &Value, field: &str, c: &mut Container) {
    let image = text(spec, "image");
    let present = super::images::has(w, node, image);
    let policy = text(spec, "imagePullPolicy");
    let starting = State::Starting { until: w.clock.after(Duration::from_millis(250)) };
    if present && policy != "Always" {
        let message =
            format!("Container image \"{image}\" already present on machine and can be accessed by the pod");
        w.event(pod, "Normal", "Pulled", &message, "kubelet", node, field);
        c.state = starting;
        return;
    }
    if policy == "Never" {
        let message = format!("Container image \"{image}\" is not present with pull policy of Never");
        w.event(pod, "Warning", "ErrImageNeverPull", &message, "kubelet", node, field);
        c.state = State::NoImage { reason: "ErrImageNeverPull", message, until: Timestamp::MAX };
        return;
    }
    if !c.announced || matches!(c.state, State::NoImage { .. }) || policy == "Always" {
        w.event(pod, "Normal", "Pulling", &format!("Pulling image \"{image}\""), "kubelet", node, field);
        c.announced = true;
    }
    let took = match (present, images::find(image)) {
        (true, _) => Duration::from_millis(350 + jitter(250)),
        (false, Ok(found)) => {
            Duration::from_millis((found.image.size / 40_000).clamp(900, 3500) + jitter(500))
        }
        (false, Err(_)) => Duration::from_millis(800 + jitter(400)),
    };
    c.state = State::Pulling { until: w.clock.after(took), took };
}

fn jitter(ms: u64) -> u64 {
    use rand::Rng as _;
    rand::rng().random_range(0..ms)
}

fn start(w: &mut World, pod: &Value, uid: &str, node: &str, spec: &Value, field: &str, c: &mut Container) {
    c.id = format!("containerd://{}{}", uuid().replace('-', ""), uuid().replace('-', ""));
    w.event(pod, "Normal", "Created", "Container created", "kubelet", node, field);
    let ready = if probe_fails(spec) {
        Timestamp::MAX
    } else {
        let delay = int(spec, "readinessProbe.initialDelaySeconds").max(0) as u64;
        if at(spec, "readinessProbe").is_object() {
            w.clock.after(Duration::from_secs(delay))
        } else {
            w.clock.now()
        }
    };
    c.state = State::Running { since: w.now(), ready };
    c.terminated = Value::Null;
    match launch(w, pod, uid, spec, c) {
        Ok(()) => w.event(pod, "Normal", "Started", "Container started", "kubelet", node, field),
        Err(why) => {
            let message = format!(
                "failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: {why}"
            );
            w.event(pod, "Warning", "Failed", &format!("Error: {message}"), "kubelet", node, field);
            let now = w.now();
            c.terminated = json!({"exitCode": 128, "reason": "StartError", "message": message, "startedAt": "1970-01-01T00:00:00Z", "finishedAt": now, "containerID": c.id});
            c.state = State::Ended;
            if c.delay == 0 {
                c.delay = 10;
            }
        }
    }
}

/// A readiness probe that cannot succeed: a command that fails, a port on which nothing listens.
fn probe_fails(spec: &Value) -> bool {
    let command: Vec<&str> =
        list(spec, "readinessProbe.exec.command").iter().filter_map(Value::as_str).collect();
    if matches!(command.as_slice(), ["false" | "/bin/false"]) || command.join(" ").ends_with("exit 1") {
        return true;
    }
    let Ok(found) = images::find(text(spec, "image")) else { return false };
    let port = at(spec, "readinessProbe.httpGet.port")
        .as_i64()
        .or(at(spec, "readinessProbe.tcpSocket.port").as_i64());
    let plain = list(spec, "command").is_empty() && list(spec, "args").is_empty();
    plain && port.is_some_and(|p| !found.image.ports.is_empty() && !found.image.ports.contains(&(p as u16)))
}

/// Starts the process of a container. The error is runc's.
pub(crate) fn launch(
    w: &mut World,
    pod: &Value,
    uid: &str,
    spec: &Value,
    c: &mut Container,
) -> Result<(), String> {
    c.run += 1;
    let ip = w.kubelet.pods.get(uid).map(|p| p.ip.clone()).unwrap_or_default();
    let env = super::environment(w, pod, spec, &ip);
    let argv = |field: &str| {
        list(spec, field).iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>()
    };
    let launch = Launch {
        uid: uid.to_owned(),
        ns: text(pod, "metadata.namespace").to_owned(),
        container: text(spec, "name").to_owned(),
        hostname: if flag(pod, "spec.hostNetwork") {
            text(pod, "spec.nodeName").to_owned()
        } else if crate::json::has(pod, "spec.hostname") {
            text(pod, "spec.hostname").to_owned()
        } else {
            text(pod, "metadata.name").to_owned()
        },
        ip,
        image: text(spec, "image").to_owned(),
        command: argv("command"),
        args: argv("args"),
        env,
        workdir: text(spec, "workingDir").to_owned(),
        tty: flag(spec, "tty") || flag(spec, "stdin"),
        run: c.run,
        files: super::process::mounts(w, pod, spec),
    };
    let process = Process::start(
        launch,
        w.clock.clone(),
        w.kubelet.exits.clone(),
        w.kubelet.network.get().cloned().unwrap_or_default(),
    )?;
    c.process = Some(process);
    Ok(())
}
