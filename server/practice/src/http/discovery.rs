//! Discovery: which groups, versions and resources there are, in the aggregated form and in the old ones; `/version`.
//!
//! Layer: pure.

use base64::Engine as _;
use bytes::Bytes;
use http::{HeaderMap, header};
use serde_json::{Value, json};

use super::answer::Reply;
use crate::kinds::{self, KindId};

/// The groups in the order of the API server's priorities.
const GROUPS: &[(&str, &str)] = &[
    ("apps", "v1"),
    ("events.k8s.io", "v1"),
    ("authentication.k8s.io", "v1"),
    ("authorization.k8s.io", "v1"),
    ("autoscaling", "v2"),
    ("batch", "v1"),
    ("certificates.k8s.io", "v1"),
    ("networking.k8s.io", "v1"),
    ("policy", "v1"),
    ("rbac.authorization.k8s.io", "v1"),
    ("storage.k8s.io", "v1"),
    ("scheduling.k8s.io", "v1"),
    ("coordination.k8s.io", "v1"),
    ("node.k8s.io", "v1"),
    ("discovery.k8s.io", "v1"),
];

const VERBS: &[&str] = &["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

/// `/version`.
pub(crate) fn version() -> Value {
    json!({
        "major": "1", "minor": "36", "emulationMajor": "1", "emulationMinor": "36", "minCompatibilityMajor": "1", "minCompatibilityMinor": "35",
        "gitVersion": "v1.36.3", "gitCommit": "0000000000000000000000000000000000000000", "gitTreeState": "clean",
        "buildDate": "2026-08-12T12:00:00Z", "goVersion": "go1.26.0", "compiler": "gc", "platform": "linux/amd64",
    })
}

struct Resource {
    plural: &'static str,
    singular: String,
    kind: &'static str,
    namespaced: bool,
    verbs: Vec<&'static str>,
    short: &'static [&'static str],
    categories: &'static [&'static str],
    /// Subresource name, group, version, kind, verbs.
    subs: Vec<(&'static str, &'static str, &'static str, &'static str, &'static [&'static str])>,
}

fn of_kind(id: KindId) -> Resource {
    let m = id.meta();
    let change: &[&str] = &["get", "patch", "update"];
    let mut subs: Vec<(&str, &str, &str, &str, &[&str])> = Vec::new();
    if id == kinds::POD {
        subs.push(("attach", "", "v1", "PodAttachOptions", &["create", "get"]));
        subs.push(("binding", "", "v1", "Binding", &["create"]));
        subs.push(("eviction", "policy", "v1", "Eviction", &["create"]));
        subs.push(("exec", "", "v1", "PodExecOptions", &["create", "get"]));
        subs.push(("log", "", "v1", "Pod", &["get"]));
    }
    if id == kinds::SERVICE_ACCOUNT {
        subs.push(("token", "authentication.k8s.io", "v1", "TokenRequest", &["create"]));
    }
    if m.scale {
        subs.push(("scale", "autoscaling", "v1", "Scale", change));
    }
    if m.status {
        subs.push(("status", m.group, m.version, m.kind, change));
    }
    let mut verbs = VERBS.to_vec();
    if id == kinds::NAMESPACE {
        verbs.retain(|v| *v != "deletecollection");
    }
    Resource {
        plural: m.plural,
        singular: m.kind.to_lowercase(),
        kind: m.kind,
        namespaced: m.namespaced,
        verbs,
        short: m.short,
        categories: m.categories,
        subs,
    }
}

fn review(plural: &'static str, kind: &'static str) -> Resource {
    let namespaced = plural == "localsubjectaccessreviews";
    Resource {
        plural,
        singular: kind.to_lowercase(),
        kind,
        namespaced,
        verbs: vec!["create"],
        short: &[],
        categories: &[],
        subs: Vec::new(),
    }
}

fn all(group: &str) -> Vec<Resource> {
    match group {
        "authentication.k8s.io" => return vec![review("selfsubjectreviews", "SelfSubjectReview")],
        "authorization.k8s.io" => {
            return vec![
                review("localsubjectaccessreviews", "LocalSubjectAccessReview"),
                review("selfsubjectaccessreviews", "SelfSubjectAccessReview"),
                review("selfsubjectrulesreviews", "SelfSubjectRulesReview"),
                review("subjectaccessreviews", "SubjectAccessReview"),
            ];
        }
        "events.k8s.io" => return vec![of_kind(kinds::EVENT)],
        _ => {}
    }
    let mut out: Vec<Resource> = kinds::all().filter(|k| k.meta().group == group).map(of_kind).collect();
    out.sort_by_key(|r| r.plural);
    out
}

/// `/api` or `/apis`.
pub(crate) fn root(path: &str, headers: &HeaderMap) -> Reply {
    let accept = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or("");
    let groups: Vec<(&str, &str)> = if path == "/api" { vec![("", "v1")] } else { GROUPS.to_vec() };
    if accept.contains("as=APIGroupDiscoveryList") {
        let items: Vec<Value> = groups.iter().map(|(g, v)| aggregated(g, v)).collect();
        let list = json!({"kind": "APIGroupDiscoveryList", "apiVersion": "apidiscovery.k8s.io/v2", "metadata": {}, "items": items});
        let bytes = Bytes::from(list.to_string());
        return Reply::typed(bytes, "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList");
    }
    if path == "/api" {
        return Reply::json(
            json!({"kind": "APIVersions", "versions": ["v1"], "serverAddressByClientCIDRs": [{"clientCIDR": "0.0.0.0/0", "serverAddress": "192.168.56.10:6443"}]}),
        );
    }
    let groups: Vec<Value> = GROUPS.iter().map(|(g, v)| old_group(g, v)).collect();
    Reply::json(json!({"kind": "APIGroupList", "apiVersion": "v1", "groups": groups}))
}

fn old_group(group: &str, version: &str) -> Value {
    let gv = json!({"groupVersion": format!("{group}/{version}"), "version": version});
    json!({"name": group, "versions": [gv], "preferredVersion": gv})
}

/// `/apis/GROUP`.
pub(crate) fn group(name: &str) -> Option<Value> {
    let (g, v) = GROUPS.iter().find(|(g, _)| *g == name)?;
    let mut out = old_group(g, v);
    out["kind"] = "APIGroup".into();
    out["apiVersion"] = "v1".into();
    Some(out)
}

fn aggregated(group: &str, version: &str) -> Value {
    let gvk = |g: &str, v: &str, k: &str| json!({"group": g, "version": v, "kind": k});
    let resources: Vec<Value> = all(group).into_iter().map(|r| {
        let mut out = json!({
            "resource": r.plural, "responseKind": gvk(group, version, r.kind), "scope": if r.namespaced { "Namespaced" } else { "Cluster" },
            "singularResource": r.singular, "verbs": r.verbs,
        });
        if !r.short.is_empty() {
            out["shortNames"] = r.short.into();
        }
        if !r.categories.is_empty() {
            out["categories"] = r.categories.into();
        }
        if !r.subs.is_empty() {
            out["subresources"] = r.subs.iter().map(|(name, g, v, k, verbs)| json!({"subresource": name, "responseKind": gvk(g, v, k), "verbs": verbs})).collect();
        }
        out
    }).collect();
    let mut metadata = json!({"creationTimestamp": null});
    if !group.is_empty() {
        metadata["name"] = group.into();
    }
    json!({"metadata": metadata, "versions": [{"version": version, "resources": resources, "freshness": "Current"}]})
}

/// Tells clients whether a kind is still stored in the same version. Mirrors `endpoints/discovery/storageversionhash.go`.
fn storage_hash(group: &str, version: &str, kind: &str) -> String {
    // Events are stored as core ones, whichever door they come in by.
    let group = if kind == "Event" { "" } else { group };
    let digest = ring::digest::digest(&ring::digest::SHA256, format!("{group}/{version}/{kind}").as_bytes());
    base64::engine::general_purpose::STANDARD.encode(&digest.as_ref()[..8])
}

/// `/api/v1` or `/apis/GROUP/VERSION`.
pub(crate) fn resources(group: &str, version: &str) -> Option<Value> {
    if !(group.is_empty() && version == "v1" || GROUPS.contains(&(group, version))) {
        return None;
    }
    let mut out = Vec::new();
    for r in all(group) {
        let mut v = json!({"name": r.plural, "singularName": r.singular, "namespaced": r.namespaced, "kind": r.kind, "verbs": r.verbs});
        if !r.short.is_empty() {
            v["shortNames"] = r.short.into();
        }
        if !r.categories.is_empty() {
            v["categories"] = r.categories.into();
        }
        if r.verbs.len() > 1 {
            v["storageVersionHash"] = storage_hash(group, version, r.kind).into();
        }
        out.push(v);
        for (name, g, ver, kind, verbs) in r.subs {
            let mut sub = json!({"name": format!("{}/{name}", r.plural), "singularName": "", "namespaced": r.namespaced, "kind": kind, "verbs": verbs});
            if (g, ver) != (group, version) {
                sub["group"] = g.into();
                sub["version"] = ver.into();
            }
            out.push(sub);
        }
    }
    let gv = if group.is_empty() { version.to_owned() } else { format!("{group}/{version}") };
    Some(json!({"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": gv, "resources": out}))
}
