//! `/healthz`, `/livez`, `/readyz`: what the API server says of itself.
//!
//! Layer: pure. Mirrors `apiserver/pkg/server/healthz/healthz.go`; the checks are those of a real 1.36 with kubeadm's flags, in its order.

use super::answer::Reply;
use super::request::Query;
use crate::status::{Outcome, Status};

const READY: &[&str] = &[
    "ping",
    "log",
    "etcd",
    "etcd-readiness",
    "informer-sync",
    "poststarthook/start-apiserver-admission-initializer",
    "poststarthook/generic-apiserver-start-informers",
    "poststarthook/priority-and-fairness-config-consumer",
    "poststarthook/priority-and-fairness-filter",
    "poststarthook/storage-object-count-tracker-hook",
    "poststarthook/start-apiextensions-informers",
    "poststarthook/start-apiextensions-controllers",
    "poststarthook/crd-informer-synced",
    "poststarthook/start-system-namespaces-controller",
    "poststarthook/peer-endpoint-reconciler-controller",
    "poststarthook/start-cluster-authentication-info-controller",
    "poststarthook/start-kube-apiserver-identity-lease-controller",
    "poststarthook/start-kube-apiserver-identity-lease-garbage-collector",
    "poststarthook/storage-readiness",
    "poststarthook/start-legacy-token-tracking-controller",
    "poststarthook/start-service-ip-repair-controllers",
    "poststarthook/rbac/bootstrap-roles",
    "poststarthook/scheduling/bootstrap-system-priority-classes",
    "poststarthook/priority-and-fairness-config-producer",
    "poststarthook/bootstrap-controller",
    "poststarthook/start-kubernetes-service-cidr-controller",
    "poststarthook/start-kube-aggregator-informers",
    "poststarthook/apiservice-status-local-available-controller",
    "poststarthook/apiservice-status-remote-available-controller",
    "poststarthook/apiservice-registration-controller",
    "poststarthook/apiservice-discovery-controller",
    "poststarthook/kube-apiserver-autoregistration",
    "autoregister-completion",
    "poststarthook/apiservice-openapi-controller",
    "poststarthook/apiservice-openapiv3-controller",
    "shutdown",
];

/// Checks that only `/readyz` has.
const READY_ONLY: &[&str] = &["etcd-readiness", "informer-sync", "shutdown"];

/// Answers `/readyz`, `/readyz/etcd` and their likes.
pub(super) fn health(path: &str, query: &Query, ready: bool) -> Outcome<Reply> {
    let (name, check) =
        path.trim_start_matches('/').split_once('/').unwrap_or((path.trim_start_matches('/'), ""));
    let checks = checks(name);
    if !check.is_empty() {
        return if checks.contains(&check) { Ok(Reply::text("ok")) } else { Err(Status::no_resource()) };
    }
    if !ready {
        return Ok(Reply::text("not ready").with_code(500));
    }
    if !query.has("verbose") {
        return Ok(Reply::text("ok"));
    }
    let excluded = query.all("exclude");
    let mut out = String::new();
    for check in &checks {
        let excluded = if excluded.iter().any(|e| e == check) { "excluded: " } else { "" };
        out.push_str(&format!("[+]{check} {excluded}ok\n"));
    }
    let mut unknown: Vec<String> =
        excluded.iter().filter(|e| !checks.contains(&e.as_str())).map(|e| format!("{e:?}")).collect();
    if !unknown.is_empty() {
        unknown.sort();
        let unknown = unknown.join(", ");
        out.push_str(&format!("warn: some health checks cannot be excluded: no matches for {unknown}\n"));
    }
    out.push_str(&format!("{name} check passed\n"));
    Ok(Reply::text(&out))
}

fn checks(name: &str) -> Vec<&'static str> {
    if name == "readyz" {
        return READY.to_vec();
    }
    let mut out: Vec<&str> = READY.iter().copied().filter(|c| !READY_ONLY.contains(c)).collect();
    out.insert(2, "loopback-serving-certificate");
    out
}
