//! The simulated network: names as kube-dns knows them, addresses of pods and services, and the servers behind them.
//!
//! Layer: state, read through the world; no socket is ever opened.

use std::sync::{Arc, PoisonError};

use serde_json::Value;

use crate::json::{at, flag, int, list, text};
use crate::kinds;
use crate::kubelet::Process;
use crate::world::World;

/// Why a connection does not come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The name is unknown.
    NoHost,
    /// Nothing listens.
    Refused,
    /// Nobody answers.
    Timeout,
    /// Something listens that does not speak HTTP.
    NotHttp,
}

fn with<T>(p: &Process, f: impl FnOnce(&World) -> T) -> Option<T> {
    p.network.upgrade().map(|inner| inner.with(|w| f(w)))
}

/// A name's full form and address.
pub(crate) fn resolve(p: &Process, host: &str) -> Option<(String, String)> {
    if host == "localhost" || host == p.launch.hostname {
        let ip = if host == "localhost" { "127.0.0.1" } else { &p.launch.ip };
        return Some((host.to_owned(), ip.to_owned()));
    }
    if host.split('.').count() == 4 && host.split('.').all(|n| n.parse::<u8>().is_ok()) {
        return Some((host.to_owned(), host.to_owned()));
    }
    let host = host.trim_end_matches('.');
    let short = host.trim_end_matches(".cluster.local").trim_end_matches(".svc");
    let parts: Vec<&str> = short.split('.').collect();
    with(p, |w| match parts.as_slice() {
        // Without CoreDNS nobody answers.
        _ if backends(w, "kube-system", "kube-dns", None).is_empty() => None,
        [service] => service_ip(w, &p.launch.ns, service),
        // The search list of resolv.conf: the pod's own namespace first.
        [first, second] => pod_ip(w, &p.launch.ns, second, first).or_else(|| service_ip(w, second, first)),
        [pod, service, ns] => pod_ip(w, ns, service, pod),
        _ => None,
    })?
}

/// The name that a headless service gives to one of its pods.
fn pod_ip(w: &World, ns: &str, service: &str, pod: &str) -> Option<(String, String)> {
    w.find(kinds::SERVICE, ns, service)?;
    let found = w.find(kinds::POD, ns, pod).filter(|v| text(v, "spec.subdomain") == service)?;
    Some((format!("{pod}.{service}.{ns}.svc.cluster.local"), text(&found, "status.podIP").to_owned()))
}

fn service_ip(w: &World, ns: &str, name: &str) -> Option<(String, String)> {
    let service = w.find(kinds::SERVICE, ns, name)?;
    let full = format!("{name}.{ns}.svc.cluster.local");
    match text(&service, "spec.clusterIP") {
        "None" => backends(w, ns, name, None).into_iter().next().map(|(ip, _)| (full, ip)),
        "" => None,
        ip => Some((full, ip.to_owned())),
    }
}

/// Ready addresses and ports behind a service's port.
fn backends(w: &World, ns: &str, name: &str, port: Option<&str>) -> Vec<(String, u16)> {
    let mut out = Vec::new();
    for slice in w.store.values(kinds::ENDPOINT_SLICE, Some(ns)) {
        if at(&slice, "metadata.labels").get("kubernetes.io/service-name").and_then(Value::as_str)
            != Some(name)
        {
            continue;
        }
        let to = list(&slice, "ports")
            .iter()
            .find(|p| port.is_none_or(|n| text(p, "name") == n))
            .map_or(0, |p| int(p, "port"));
        for e in list(&slice, "endpoints").iter().filter(|e| flag(e, "conditions.ready")) {
            out.extend(
                list(e, "addresses").iter().filter_map(Value::as_str).map(|a| (a.to_owned(), to as u16)),
            );
        }
    }
    out
}

/// The process behind an address and a port.
pub(crate) fn connect(p: &Arc<Process>, host: &str, port: u16) -> Result<Arc<Process>, Failure> {
    let (_, ip) = resolve(p, host).ok_or(Failure::NoHost)?;
    if ip.starts_with("127.") || ip == p.launch.ip {
        return local(p, port);
    }
    with(p, |w| {
        let service =
            w.store.values(kinds::SERVICE, None).into_iter().find(|s| text(s, "spec.clusterIP") == ip);
        if let Some(service) = service {
            let Some(found) = list(&service, "spec.ports").iter().find(|q| int(q, "port") == i64::from(port))
            else {
                return Err(Failure::Timeout);
            };
            let mut behind = backends(
                w,
                text(&service, "metadata.namespace"),
                text(&service, "metadata.name"),
                Some(text(found, "name")),
            );
            if behind.is_empty() {
                return Err(Failure::Refused);
            }
            use rand::Rng as _;
            let (ip, port) = behind.swap_remove(rand::rng().random_range(0..behind.len()));
            return by_ip(w, &ip, port);
        }
        let node = w
            .store
            .values(kinds::NODE, None)
            .into_iter()
            .any(|n| list(&n, "status.addresses").iter().any(|a| text(a, "address") == ip));
        if node {
            for s in w.store.values(kinds::SERVICE, None) {
                if let Some(q) = list(&s, "spec.ports").iter().find(|q| int(q, "nodePort") == i64::from(port))
                {
                    let mut behind = backends(
                        w,
                        text(&s, "metadata.namespace"),
                        text(&s, "metadata.name"),
                        Some(text(q, "name")),
                    );
                    return match behind.pop() {
                        Some((ip, port)) => by_ip(w, &ip, port),
                        None => Err(Failure::Refused),
                    };
                }
            }
            return Err(Failure::Refused);
        }
        by_ip(w, &ip, port)
    })
    .unwrap_or(Err(Failure::Timeout))
}

fn by_ip(w: &World, ip: &str, port: u16) -> Result<Arc<Process>, Failure> {
    let run = w.kubelet.pods.values().find(|r| r.ip == ip).ok_or(Failure::Timeout)?;
    run.containers
        .values()
        .filter_map(|c| c.process.clone())
        .find(|q| listens(q, port))
        .ok_or(Failure::Refused)
}

fn local(p: &Arc<Process>, port: u16) -> Result<Arc<Process>, Failure> {
    if listens(p, port) {
        return Ok(p.clone());
    }
    with(p, |w| by_ip(w, &p.launch.ip, port)).unwrap_or(Err(Failure::Refused))
}

fn listens(p: &Process, port: u16) -> bool {
    !p.stopped.is_cancelled()
        && p.serves
        && (p.found.image.ports.contains(&port)
            || p.launch.args.iter().any(|a| a.ends_with(&format!(":{port}"))))
}

/// Whether a pod has this address.
pub(crate) fn is_pod(p: &Process, ip: &str) -> bool {
    ip.starts_with("127.") || with(p, |w| w.kubelet.pods.values().any(|r| r.ip == ip)).unwrap_or(false)
}

/// An HTTP request: status, body and the server's name.
pub(crate) fn http(
    p: &Arc<Process>,
    host: &str,
    port: u16,
    method: &str,
    path: &str,
    agent: &str,
) -> Result<(u16, String, String), Failure> {
    let server = connect(p, host, port)?;
    let answer = server.found.image.http.ok_or(Failure::NotHttp)?;
    let (status, body) = answer(&server, method, path);
    let client = if Arc::ptr_eq(&server, p) { "127.0.0.1" } else { &p.launch.ip };
    let name = if server.found.image.repos.contains(&"nginx") {
        server.say(&crate::images::nginx_access(&server, client, method, path, status, body.len(), agent));
        format!("nginx/{}", crate::images::nginx_version(&server.found.tag))
    } else if server.found.image.repos.contains(&"httpd") {
        let time = server.clock.now().strftime("%d/%b/%Y:%H:%M:%S +0000").to_string();
        server.say(&format!("{client} - - [{time}] \"{method} {path} HTTP/1.1\" {status} {}", body.len()));
        "Apache/2.4.65 (Unix)".to_owned()
    } else {
        "practice".to_owned()
    };
    Ok((status, body, name))
}

/// A redis command and what `redis-cli` prints.
pub(crate) fn redis(server: &Process, words: &[&str]) -> String {
    let mut data = server.data.lock().unwrap_or_else(PoisonError::into_inner);
    let command = words.first().copied().unwrap_or("").to_uppercase();
    let number = |n: usize| format!("(integer) {n}\n").replace("(integer) ", "");
    match (command.as_str(), &words[1.min(words.len())..]) {
        ("PING", []) => "PONG\n".into(),
        ("PING" | "ECHO", [word]) => format!("{word}\n"),
        ("SET", [key, value, ..]) => {
            data.insert((*key).to_owned(), (*value).to_owned());
            "OK\n".into()
        }
        ("GET", [key]) => data.get(*key).map_or("\n".to_owned(), |v| format!("{v}\n")),
        ("DEL", keys) => number(keys.iter().filter(|k| data.remove(**k).is_some()).count()),
        ("EXISTS", keys) => number(keys.iter().filter(|k| data.contains_key(**k)).count()),
        ("INCR", [key]) => {
            let n: i64 = data.get(*key).and_then(|v| v.parse().ok()).unwrap_or(0) + 1;
            data.insert((*key).to_owned(), n.to_string());
            format!("{n}\n")
        }
        ("KEYS", _) => data.keys().map(|k| format!("{k}\n")).collect(),
        ("DBSIZE", _) => number(data.len()),
        ("FLUSHALL" | "FLUSHDB", _) => {
            data.clear();
            "OK\n".into()
        }
        ("INFO", _) => format!(
            "# Server\nredis_version:8.2.1\nos:Linux 6.12.41+deb13-amd64 x86_64\nprocess_id:1\ntcp_port:6379\n# Keyspace\ndb0:keys={}\n",
            data.len()
        ),
        (name, args) => format!(
            "ERR unknown command '{name}', with args beginning with: {}\n\n",
            args.iter().map(|a| format!("'{a}' ")).collect::<String>()
        ),
    }
}
