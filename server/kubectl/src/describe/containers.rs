//! Containers, of a pod or of a template.
//!
//! Layer: pure. Upstream: `describeContainers` in `kubectl/pkg/describe/describe.go`.

use apimachinery::path::{at, int_at, list_at, str_at};
use apimachinery::quantity::Quantity;
use go_text::quote;
use go_text::value::go_value;
use serde_json::Value;

use super::writer::Writer;

/// Prints them under a label; `pod` gives statuses and field references.
pub(super) fn describe(
    label: &str,
    containers: &[Value],
    statuses: &[Value],
    pod: Option<&Value>,
    space: &str,
    out: &mut Writer,
) {
    let none = if containers.is_empty() { " <none>" } else { "" };
    out.line(0, &format!("{space}{label}:{none}"));
    for container in containers {
        let name = str_at(container, &["name"]);
        let status = statuses.iter().find(|status| str_at(status, &["name"]) == name);
        basic(container, status, space, out);
        words("Command", container, "command", out);
        words("Args", container, "args", out);
        if let Some(status) = status {
            state("State", status.get("state"), out);
            if at(status, &["lastState", "terminated"]).is_some() {
                state("Last State", status.get("lastState"), out);
            }
            let ready = status.get("ready").and_then(Value::as_bool).unwrap_or(false);
            out.field(2, "Ready", if ready { "True" } else { "False" });
            out.field(2, "Restart Count", &int_at(status, &["restartCount"]).unwrap_or(0).to_string());
        }
        resources(container, 2, out);
        for (label, key) in
            [("Liveness", "livenessProbe"), ("Readiness", "readinessProbe"), ("Startup", "startupProbe")]
        {
            if let Some(found) = at(container, &[key]) {
                out.field(2, label, &probe(found));
            }
        }
        env_from(container, out);
        env(container, pod, out);
        mounts(container, out);
    }
}

fn basic(container: &Value, status: Option<&Value>, space: &str, out: &mut Writer) {
    let indent = if space.is_empty() { "" } else { " " };
    out.line(1, &format!("{indent}{}:", str_at(container, &["name"])));
    if let Some(status) = status {
        out.field(2, "Container ID", str_at(status, &["containerID"]));
    }
    out.field(2, "Image", str_at(container, &["image"]));
    if let Some(status) = status {
        out.field(2, "Image ID", str_at(status, &["imageID"]));
    }
    for (one, many, key) in [("Port", "Ports", "containerPort"), ("Host Port", "Host Ports", "hostPort")] {
        let ports: Vec<String> = list_at(container, &["ports"])
            .iter()
            .map(|port| {
                let text = format!("{}/{}", int_at(port, &[key]).unwrap_or(0), str_at(port, &["protocol"]));
                let name = str_at(port, &["name"]);
                if name.is_empty() { text } else { format!("{text} ({name})") }
            })
            .collect();
        match ports.len() {
            0 => out.field(2, one, "<none>"),
            1 => out.field(2, one, &ports[0]),
            _ => out.field(2, many, &ports.join(", ")),
        }
    }
    let seccomp = str_at(container, &["securityContext", "seccompProfile", "type"]);
    if !seccomp.is_empty() {
        out.field(2, "SeccompProfile", seccomp);
        if seccomp == "Localhost" {
            let profile = str_at(container, &["securityContext", "seccompProfile", "localhostProfile"]);
            out.field(3, "LocalhostProfile", profile);
        }
    }
}

fn words(label: &str, container: &Value, key: &str, out: &mut Writer) {
    let words = list_at(container, &[key]);
    if words.is_empty() {
        return;
    }
    out.line(2, &format!("{label}:"));
    for word in words.iter().filter_map(Value::as_str) {
        for line in word.split('\n') {
            out.line(3, line);
        }
    }
}

fn state(name: &str, state: Option<&Value>, out: &mut Writer) {
    let state = state.unwrap_or(&Value::Null);
    if let Some(running) = at(state, &["running"]) {
        out.field(2, name, "Running");
        out.field(3, "Started", &out.moment(str_at(running, &["startedAt"])));
    } else if let Some(done) = at(state, &["terminated"]) {
        out.field(2, name, "Terminated");
        for (label, key) in [("Reason", "reason"), ("Message", "message")] {
            if !str_at(done, &[key]).is_empty() {
                out.field(3, label, str_at(done, &[key]));
            }
        }
        out.field(3, "Exit Code", &int_at(done, &["exitCode"]).unwrap_or(0).to_string());
        if let Some(signal) = int_at(done, &["signal"]).filter(|signal| *signal > 0) {
            out.field(3, "Signal", &signal.to_string());
        }
        out.field(3, "Started", &out.moment(str_at(done, &["startedAt"])));
        out.field(3, "Finished", &out.moment(str_at(done, &["finishedAt"])));
    } else {
        out.field(2, name, "Waiting");
        let reason = str_at(state, &["waiting", "reason"]);
        if !reason.is_empty() {
            out.field(3, "Reason", reason);
        }
    }
}

/// Limits and requests.
pub(super) fn resources(holder: &Value, level: usize, out: &mut Writer) {
    for (label, key) in [("Limits", "limits"), ("Requests", "requests")] {
        let Some(map) =
            at(holder, &["resources", key]).and_then(Value::as_object).filter(|map| !map.is_empty())
        else {
            continue;
        };
        out.line(level, &format!("{label}:"));
        for (name, amount) in map {
            out.line(level + 1, &format!("{name}:\t{}", go_value(amount)));
        }
    }
}

fn probe(probe: &Value) -> String {
    let number = |key: &str| int_at(probe, &[key]).unwrap_or(0);
    let attrs = format!(
        "delay={}s timeout={}s period={}s #success={} #failure={}",
        number("initialDelaySeconds"),
        number("timeoutSeconds"),
        number("periodSeconds"),
        number("successThreshold"),
        number("failureThreshold")
    );
    let port = |value: &Value| value.get("port").map(go_value).unwrap_or_default();
    if let Some(exec) = at(probe, &["exec"]) {
        return format!("exec {} {attrs}", exec.get("command").map(go_value).unwrap_or_default());
    }
    if let Some(get) = at(probe, &["httpGet"]) {
        let scheme = str_at(get, &["scheme"]).to_lowercase();
        let (host, path) = (str_at(get, &["host"]), str_at(get, &["path"]));
        let slash = if path.is_empty() || path.starts_with('/') { "" } else { "/" };
        return format!("http-get {scheme}://{host}:{}{slash}{path} {attrs}", port(get));
    }
    if let Some(tcp) = at(probe, &["tcpSocket"]) {
        return format!("tcp-socket {}:{} {attrs}", str_at(tcp, &["host"]), port(tcp));
    }
    if let Some(grpc) = at(probe, &["grpc"]) {
        return format!("grpc <pod>:{} {} {attrs}", port(grpc), str_at(grpc, &["service"]));
    }
    format!("unknown {attrs}")
}

fn optional(value: &Value) -> bool {
    value.get("optional").and_then(Value::as_bool).unwrap_or(false)
}

fn env_from(container: &Value, out: &mut Writer) {
    let sources = list_at(container, &["envFrom"]);
    if sources.is_empty() {
        return;
    }
    out.line(2, "Environment Variables from:");
    for source in sources {
        let (kind, reference) = match (at(source, &["configMapRef"]), at(source, &["secretRef"])) {
            (Some(reference), _) => ("ConfigMap", reference),
            (None, Some(reference)) => ("Secret", reference),
            _ => continue,
        };
        let (name, prefix, optional) =
            (str_at(reference, &["name"]), str_at(source, &["prefix"]), optional(reference));
        let with = if prefix.is_empty() { String::new() } else { format!(" with prefix '{prefix}'") };
        out.line(3, &format!("{name}\t{kind}{with}\tOptional: {optional}"));
    }
}

fn env(container: &Value, pod: Option<&Value>, out: &mut Writer) {
    let all = list_at(container, &["env"]);
    out.line(2, if all.is_empty() { "Environment:\t<none>" } else { "Environment:" });
    for one in all {
        let name = str_at(one, &["name"]);
        let Some(from) = at(one, &["valueFrom"]) else {
            for (i, line) in str_at(one, &["value"]).split('\n').enumerate() {
                let start = if i == 0 { format!("{name}:") } else { String::new() };
                out.line(3, &format!("{start}\t{line}"));
            }
            continue;
        };
        if let Some(field) = at(from, &["fieldRef"]) {
            let (path, version) = (str_at(field, &["fieldPath"]), str_at(field, &["apiVersion"]));
            let value = pod.map(|pod| field_value(pod, path)).unwrap_or_default();
            out.line(3, &format!("{name}:\t{value} ({version}:{path})"));
        } else if let Some(resource) = at(from, &["resourceFieldRef"]) {
            let what = str_at(resource, &["resource"]);
            out.line(3, &format!("{name}:\t{} ({what})", resource_value(container, what)));
        } else if let Some(secret) = at(from, &["secretKeyRef"]) {
            let (key, of) = (str_at(secret, &["key"]), str_at(secret, &["name"]));
            out.line(
                3,
                &format!(
                    "{name}:\t<set to the key '{key}' in secret '{of}'>\tOptional: {}",
                    optional(secret)
                ),
            );
        } else if let Some(map) = at(from, &["configMapKeyRef"]) {
            let (key, of) = (str_at(map, &["key"]), str_at(map, &["name"]));
            out.line(
                3,
                &format!(
                    "{name}:\t<set to the key '{key}' of config map '{of}'>\tOptional: {}",
                    optional(map)
                ),
            );
        }
    }
}

/// A downward API field of a pod.
fn field_value(pod: &Value, path: &str) -> String {
    if let Some((map, rest)) = path.split_once('[') {
        let key = rest.trim_end_matches(']').trim_matches('\'');
        let keys: Vec<&str> = map.split('.').chain([key]).collect();
        return str_at(pod, keys.as_slice()).to_owned();
    }
    str_at(pod, path.split('.').collect::<Vec<_>>().as_slice()).to_owned()
}

fn resource_value(container: &Value, what: &str) -> String {
    let (kind, name) = what.split_once('.').unwrap_or((what, ""));
    let amount = at(container, &["resources", kind, name]).and_then(Quantity::of);
    let whole = amount.map_or(0, |amount| amount.value());
    if whole == 0 && kind == "limits" { "node allocatable".to_owned() } else { whole.to_string() }
}

fn mounts(container: &Value, out: &mut Writer) {
    let mut mounts: Vec<&Value> = list_at(container, &["volumeMounts"]).iter().collect();
    out.line(2, if mounts.is_empty() { "Mounts:\t<none>" } else { "Mounts:" });
    mounts.sort_by_key(|mount| str_at(mount, &["mountPath"]));
    for mount in mounts {
        let read_only = mount.get("readOnly").and_then(Value::as_bool).unwrap_or(false);
        let mut flags = if read_only { "ro".to_owned() } else { "rw".to_owned() };
        let sub = str_at(mount, &["subPath"]);
        if !sub.is_empty() {
            flags += &format!(",path={}", quote(sub));
        }
        out.line(
            3,
            &format!("{} from {} ({flags})", str_at(mount, &["mountPath"]), str_at(mount, &["name"])),
        );
    }
    let devices = list_at(container, &["volumeDevices"]);
    if !devices.is_empty() {
        out.line(2, "Devices:");
        for device in devices {
            out.line(3, &format!("{} from {}", str_at(device, &["devicePath"]), str_at(device, &["name"])));
        }
    }
}
