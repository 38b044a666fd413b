//! A pod's status, made from what its containers do.
//!
//! Layer: state. Mirrors `pkg/kubelet/kubelet_pods.go` and `status/generate.go`.

use serde_json::{Value, json};

use super::container::{Container, State};
use crate::images;
use crate::json::{int, list, set, text};
use crate::kinds::pod::set_condition;
use crate::store::Key;
use crate::world::World;

/// Writes a pod's status if it changed.
pub(crate) fn report(w: &mut World, key: &Key, pod: &Value, uid: &str) {
    let now = w.clock.now();
    let host_ip = super::node_ip(w, text(pod, "spec.nodeName"));
    let Some(run) = w.kubelet.pods.get(uid) else { return };
    let mut new = pod.clone();
    let stamp = crate::clock::rfc3339(now);
    let sandboxed = run.sandbox <= now;
    let statuses = |group: &str, init: bool| -> Vec<Value> {
        list(pod, group)
            .iter()
            .filter_map(|spec| {
                run.containers.get(text(spec, "name")).map(|c| status(spec, c, init, now, pod))
            })
            .collect()
    };
    let (inits, mains) = (statuses("spec.initContainers", true), statuses("spec.containers", false));
    let initialized = list(pod, "spec.initContainers").iter().all(|spec| {
        run.containers.get(text(spec, "name")).is_some_and(|c| {
            if text(spec, "restartPolicy") == "Always" {
                c.is_ready(now)
            } else {
                c.state == State::Ended && int(&c.terminated, "exitCode") == 0
            }
        })
    });
    let all: Vec<&Container> =
        list(pod, "spec.containers").iter().filter_map(|s| run.containers.get(text(s, "name"))).collect();
    let ended = |c: &&Container| c.state == State::Ended;
    let init_failed = list(pod, "spec.initContainers").iter().any(|spec| {
        run.containers.get(text(spec, "name")).is_some_and(|c| {
            c.state == State::Ended
                && int(&c.terminated, "exitCode") != 0
                && !super::restarts(pod, spec, true, 1)
        })
    });
    let phase = if init_failed {
        "Failed"
    } else if all.iter().all(ended)
        && all
            .iter()
            .zip(list(pod, "spec.containers"))
            .all(|(c, s)| !super::restarts(pod, s, false, int(&c.terminated, "exitCode") as i32))
    {
        if all.iter().all(|c| int(&c.terminated, "exitCode") == 0) { "Succeeded" } else { "Failed" }
    } else if all.iter().all(|c| {
        matches!(c.state, State::Running { .. } | State::Ended | State::BackOff { .. }) || c.restarts > 0
    }) {
        "Running"
    } else {
        "Pending"
    };
    let ready = !all.is_empty() && all.iter().all(|c| c.is_ready(now));
    set(&mut new, "status.phase", phase);
    set(&mut new, "status.hostIP", host_ip.as_str());
    set(&mut new, "status.hostIPs", json!([{"ip": host_ip}]));
    set(&mut new, "status.startTime", run.started.as_str());
    set(&mut new, "status.qosClass", crate::kinds::pod::qos_class(pod));
    set(&mut new, "status.observedGeneration", int(pod, "metadata.generation"));
    if sandboxed {
        set(&mut new, "status.podIP", run.ip.as_str());
        set(&mut new, "status.podIPs", json!([{"ip": run.ip}]));
    }
    if !inits.is_empty() {
        set(&mut new, "status.initContainerStatuses", inits);
    }
    set(&mut new, "status.containerStatuses", mains);
    let over = ["Succeeded", "Failed"].contains(&phase);
    let unready: Vec<&str> = list(pod, "spec.containers")
        .iter()
        .map(|s| text(s, "name"))
        .filter(|n| !run.containers.get(*n).is_some_and(|c| c.is_ready(now)))
        .collect();
    let pending: Vec<&str> = list(pod, "spec.initContainers")
        .iter()
        .map(|s| text(s, "name"))
        .filter(|n| !run.containers.get(*n).is_some_and(|c| c.state == State::Ended))
        .collect();
    let condition = |kind: &str, ok: bool, reason: &str, message: String| {
        let mut c = json!({"type": kind, "status": if ok { "True" } else { "False" }, "lastProbeTime": null, "observedGeneration": int(pod, "metadata.generation")});
        if !reason.is_empty() && (!ok || reason == "PodCompleted") {
            c["reason"] = reason.into();
            if !message.is_empty() {
                c["message"] = message.into();
            }
        }
        c
    };
    let (why, message) = match phase {
        "Succeeded" => ("PodCompleted", String::new()),
        "Failed" => ("PodFailed", String::new()),
        _ => ("ContainersNotReady", format!("containers with unready status: [{}]", unready.join(" "))),
    };
    let done = if phase == "Succeeded" { "PodCompleted" } else { "" };
    let waiting = format!("containers with incomplete status: [{}]", pending.join(" "));
    let list = [
        condition("PodReadyToStartContainers", sandboxed && !over, "", String::new()),
        condition(
            "Initialized",
            initialized,
            if done.is_empty() { "ContainersNotInitialized" } else { done },
            if done.is_empty() { waiting } else { String::new() },
        ),
        condition("Ready", ready, why, message.clone()),
        condition("ContainersReady", ready, why, message),
    ];
    for mut c in list {
        if text(&c, "status") == "True" && text(&c, "reason") == "ContainersNotInitialized" {
            c.as_object_mut().map(|m| m.remove("reason"));
        }
        set_condition(&mut new, c, &stamp);
    }
    sort_conditions(&mut new);
    if new["status"] == pod["status"] {
        return;
    }
    let managed = w.store.get(key).and_then(|o| o.managed.clone());
    w.store.put(key, new, managed);
    if over {
        for c in w.kubelet.pods.get(uid).into_iter().flat_map(|r| r.containers.values()) {
            if let Some(p) = &c.process {
                p.kill();
            }
        }
    }
}

fn sort_conditions(pod: &mut Value) {
    const ORDER: &[&str] = &[
        "DisruptionTarget",
        "PodReadyToStartContainers",
        "Initialized",
        "Ready",
        "ContainersReady",
        "PodScheduled",
    ];
    if let Some(items) = crate::json::at_mut(pod, "status.conditions").and_then(Value::as_array_mut) {
        items.sort_by_key(|c| ORDER.iter().position(|o| *o == text(c, "type")).unwrap_or(ORDER.len()));
    }
}

fn status(spec: &Value, c: &Container, init: bool, now: jiff::Timestamp, pod: &Value) -> Value {
    let image = text(spec, "image");
    let found = images::find(image).ok();
    let waiting_word = if list(pod, "spec.initContainers").is_empty() && !init {
        "ContainerCreating"
    } else {
        "PodInitializing"
    };
    let had_image =
        matches!(c.state, State::Running { .. } | State::Ended | State::BackOff { .. }) || c.restarts > 0;
    let state = match &c.state {
        State::Waiting | State::Pulling { .. } | State::Starting { .. }
            if c.restarts > 0 && !c.terminated.is_null() =>
        {
            json!({"terminated": c.terminated})
        }
        State::Waiting | State::Pulling { .. } | State::Starting { .. } => {
            json!({"waiting": {"reason": waiting_word}})
        }
        State::NoImage { reason, message, .. } => json!({"waiting": {"reason": reason, "message": message}}),
        State::Running { since, .. } => json!({"running": {"startedAt": since}}),
        State::Ended => json!({"terminated": c.terminated}),
        State::BackOff { message, .. } => {
            json!({"waiting": {"reason": "CrashLoopBackOff", "message": message}})
        }
    };
    let running = matches!(c.state, State::Running { .. });
    let sidecar = init && text(spec, "restartPolicy") == "Always";
    let ready = if init && !sidecar {
        c.state == State::Ended && int(&c.terminated, "exitCode") == 0
    } else {
        c.is_ready(now)
    };
    let full = found.as_ref().map_or_else(|| image.to_owned(), |f| f.full.clone());
    let mut out = json!({
        "name": spec["name"], "image": if had_image { full.clone() } else { image.to_owned() },
        "imageID": if had_image { images::by_digest(&full) } else { String::new() },
        "ready": ready, "started": running, "restartCount": c.restarts, "state": state, "lastState": c.last,
    });
    if !c.id.is_empty() {
        out["containerID"] = c.id.as_str().into();
    }
    if had_image {
        out["resources"] = spec["resources"].clone();
        out["user"] = json!({"linux": {"gid": 0, "supplementalGroups": [0], "uid": 0}});
        if crate::json::has(spec, "resources.requests") {
            out["allocatedResources"] = spec["resources"]["requests"].clone();
        }
    }
    let mounts: Vec<Value> = list(spec, "volumeMounts")
        .iter()
        .map(|m| {
            let mut m = m.clone();
            if crate::json::flag(&m, "readOnly") {
                m["recursiveReadOnly"] = "Disabled".into();
            }
            m
        })
        .collect();
    if !mounts.is_empty() {
        out["volumeMounts"] = mounts.into();
    }
    out
}
