//! Subresources: scale, eviction, binding, finalize; and the way to log, exec and attach.
//!
//! Layer: I/O shell around the registry.

use std::sync::Arc;

use apimachinery::selector::Selector;
use http::{HeaderMap, Method, Request};
use hyper::body::Incoming;
use serde_json::{Value, json};

use super::answer::Reply;
use super::request::{Call, Query, Target};
use super::{exec, log};
use crate::json::{at, has, int, list, map, set, text};
use crate::kinds::{self, KindId};
use crate::open::Inner;
use crate::registry::{self, Delete, Part, Write};
use crate::status::{Outcome, Status};
use crate::store::Key;
use crate::world::World;

/// Subresources that stream instead of answering at once.
pub(crate) enum Streaming {
    Log,
    Exec,
}

/// Whether a request is for one of them.
pub(crate) fn streaming(
    inner: &Arc<Inner>,
    target: &Target,
    headers: &HeaderMap,
) -> Outcome<Option<Streaming>> {
    if target.resource != "pods" || !target.group.is_empty() {
        return Ok(None);
    }
    match target.sub.as_str() {
        "log" => Ok(Some(Streaming::Log)),
        "exec" | "attach" => {
            let upgrade = headers.get(http::header::UPGRADE).and_then(|v| v.to_str().ok()).unwrap_or("");
            if upgrade.eq_ignore_ascii_case("websocket") {
                return Ok(Some(Streaming::Exec));
            }
            // An older protocol is refused, but what is wrong with the pod comes first.
            exec::target(inner, target, &Query::default())?;
            Err(Status::bad_request(if upgrade.is_empty() {
                "Upgrade request required"
            } else {
                "only WebSocket streaming is served here"
            }))
        }
        "portforward" => Err(Status::no_resource()),
        _ => Ok(None),
    }
}

impl Streaming {
    /// Starts the stream.
    pub(crate) async fn start(
        self,
        inner: &Arc<Inner>,
        target: &Target,
        req: Request<Incoming>,
    ) -> Outcome<Reply> {
        let query = Query::parse(req.uri().query().unwrap_or(""));
        match self {
            Streaming::Log => log::log(inner, target, &query),
            Streaming::Exec => exec::start(inner, target, &query, req),
        }
    }
}

/// The container that a request means; the error is the API server's.
pub(crate) fn container_of(pod: &Value, asked: &str, how: &str) -> Outcome<String> {
    let name = text(pod, "metadata.name");
    let names = |group: &str| list(pod, group).iter().map(|c| text(c, "name").to_owned()).collect::<Vec<_>>();
    let (mains, inits) = (names("spec.containers"), names("spec.initContainers"));
    if asked.is_empty() {
        if let [only] = mains.as_slice()
            && inits.is_empty()
        {
            return Ok(only.clone());
        }
        let default = at(pod, "metadata.annotations")
            .get("kubectl.kubernetes.io/default-container")
            .and_then(Value::as_str);
        if let Some(name) = default.filter(|d| mains.iter().any(|m| m == d)) {
            return Ok(name.to_owned());
        }
        let mut words = format!(
            "a container name must be specified for pod {name}, choose one of: [{}]",
            mains.join(" ")
        );
        if !inits.is_empty() {
            words.push_str(&format!(" or one of the init containers: [{}]", inits.join(" ")));
        }
        return Err(Status::bad_request(words));
    }
    if mains.iter().chain(&inits).any(|c| c == asked) {
        return Ok(asked.to_owned());
    }
    Err(Status::bad_request(format!("container {asked} is not valid for pod {name}{how}")))
}

/// Runs a request on a subresource.
pub(crate) async fn run(inner: &Arc<Inner>, kind: KindId, call: &Call) -> Outcome<Reply> {
    let key = Key::new(kind, &call.target.ns, &call.target.name);
    match (call.target.sub.as_str(), &call.method) {
        ("scale", _) if kind.meta().scale => scale(inner, &key, call),
        ("eviction", &Method::POST) if kind == kinds::POD => evict(inner, &key, call),
        ("binding", &Method::POST) if kind == kinds::POD => binding(inner, &key, call),
        ("finalize", &Method::PUT) if kind == kinds::NAMESPACE => finalize(inner, &key, call),
        ("token", &Method::POST) if kind == kinds::SERVICE_ACCOUNT => token(inner, &key, call),
        _ => Err(Status::no_resource()),
    }
}

/// Assigns a pod to a node (`pkg/registry/core/pod/storage/storage.go`, `BindingREST`).
fn binding(inner: &Arc<Inner>, key: &Key, call: &Call) -> Outcome<Reply> {
    let body = call.json()?;
    let node = text(&body, "target.name").to_owned();
    let dry = call.dry_run()?;
    inner.with(|w| {
        let pod = w.store.value(key).ok_or_else(|| registry::missing(key.kind, &key.name))?;
        let taken = text(&pod, "spec.nodeName");
        if !taken.is_empty() {
            let why = format!("pod {} is already assigned to node \"{taken}\"", key.name);
            return Err(Status::conflict("", "pods/binding", &key.name, &why));
        }
        if !dry {
            crate::controllers::scheduler::bind(w, key, &node);
        }
        Ok(())
    })?;
    let done =
        json!({"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Success", "code": 201});
    Ok(Reply::json(done).with_code(201))
}

/// Sets a namespace's finalizers (`pkg/registry/core/namespace/storage/storage.go`, `FinalizeREST`).
fn finalize(inner: &Arc<Inner>, key: &Key, call: &Call) -> Outcome<Reply> {
    let finalizers = at(&call.json()?, "spec.finalizers").clone();
    let dry = call.dry_run()?;
    inner.with(|w| {
        let missing = || registry::missing(key.kind, &key.name);
        if dry {
            let mut namespace = (*w.store.value(key).ok_or_else(missing)?).clone();
            set(&mut namespace, "spec.finalizers", finalizers);
            return Ok(Reply::json(namespace));
        }
        w.change(key, |namespace| set(namespace, "spec.finalizers", finalizers));
        let namespace = w.store.value(key).ok_or_else(missing)?;
        Ok(Reply::json((*namespace).clone()))
    })
}

/// `TokenRequest`.
fn token(inner: &Arc<Inner>, key: &Key, call: &Call) -> Outcome<Reply> {
    let mut body = call.json()?;
    let seconds = at(&body, "spec.expirationSeconds").as_i64().unwrap_or(3600);
    let mut errors = crate::status::Errors::default();
    if seconds < 600 {
        errors.invalid("spec.expirationSeconds", seconds, "may not specify a duration less than 10 minutes");
    }
    if !errors.0.is_empty() {
        return Err(Status::invalid("authentication.k8s.io", "TokenRequest", "", errors.0));
    }
    let (account, token, until) = inner.with(|w| {
        let account = w.store.value(key).ok_or_else(|| registry::missing(key.kind, &key.name))?;
        let (token, until) = w.signer.token(w, &account, at(&body, "spec.audiences"), seconds);
        Ok((account, token, until))
    })?;
    set(&mut body, "kind", "TokenRequest");
    set(&mut body, "apiVersion", "authentication.k8s.io/v1");
    set(&mut body, "metadata.name", account["metadata"]["name"].clone());
    set(&mut body, "metadata.namespace", account["metadata"]["namespace"].clone());
    set(&mut body, "spec.expirationSeconds", seconds);
    set(&mut body, "status", json!({"token": token, "expirationTimestamp": crate::clock::rfc3339(until)}));
    Ok(Reply::json(body).with_code(201))
}

fn scale_of(v: &Value) -> Value {
    let selector = kinds::table::selector(at(v, "spec.selector"));
    let meta: serde_json::Map<String, Value> =
        ["name", "namespace", "uid", "resourceVersion", "creationTimestamp"]
            .iter()
            .filter_map(|f| v["metadata"].get(*f).map(|x| ((*f).to_owned(), x.clone())))
            .collect();
    let mut spec = json!({});
    if int(v, "spec.replicas") > 0 {
        spec["replicas"] = v["spec"]["replicas"].clone();
    }
    json!({"kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": meta, "spec": spec, "status": {"replicas": int(v, "status.replicas"), "selector": selector}})
}

fn scale(inner: &Arc<Inner>, key: &Key, call: &Call) -> Outcome<Reply> {
    let missing = || registry::missing(key.kind, &key.name);
    let old = inner.with(|w| w.store.value(key)).ok_or_else(missing)?;
    let new = match call.method {
        Method::GET => return Ok(Reply::json(scale_of(&old))),
        Method::PUT => call.json()?,
        Method::PATCH => registry::patch::patched(&call.media_type, &scale_of(&old), &call.json()?)?,
        _ => return Err(Status::method_not_allowed()),
    };
    let replicas = int(&new, "spec.replicas");
    if replicas < 0 {
        let mut errors = crate::status::Errors::default();
        errors.invalid("spec.replicas", replicas, "must be greater than or equal to 0");
        return Err(Status::invalid("autoscaling", "Scale", &key.name, errors.0));
    }
    let version = text(&new, "metadata.resourceVersion").to_owned();
    let write = Write { dry_run: call.dry_run()?, manager: Some(call.manager()), part: Part::Main };
    let obj = inner.with(|w| {
        let mut v = (*w.store.value(key).ok_or_else(missing)?).clone();
        if version.is_empty() || call.method == Method::PATCH {
            crate::json::remove(&mut v, "metadata.resourceVersion");
        } else {
            set(&mut v, "metadata.resourceVersion", version);
        }
        set(&mut v, "spec.replicas", replicas);
        registry::update(w, key, v, &write)
    })?;
    Ok(Reply::json(scale_of(&obj.v)))
}

fn evict(inner: &Arc<Inner>, key: &Key, call: &Call) -> Outcome<Reply> {
    let body = call.json()?;
    let mut how = Delete::read(at(&body, "deleteOptions"))?;
    how.dry_run |= call.dry_run()?;
    inner.with(|w| {
        let pod = w.store.value(key).ok_or_else(|| registry::missing(key.kind, &key.name))?;
        if kinds::pod::is_active(&pod) && kinds::pod::is_ready(&pod) {
            budget(w, &pod, how.dry_run)?;
        }
        registry::delete(w, key, &how)
    })?;
    Ok(Reply::json(
        json!({"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Success", "code": 201}),
    )
    .with_code(201))
}

/// Takes one disruption from the pod's budget, if it has one.
fn budget(w: &mut World, pod: &Value, dry_run: bool) -> Outcome<()> {
    let ns = text(pod, "metadata.namespace");
    for pdb in w.store.values(kinds::POD_DISRUPTION_BUDGET, Some(ns)) {
        let matches =
            Selector::of(at(&pdb, "spec.selector")).is_ok_and(|s| s.matches(map(pod, "metadata.labels")));
        if !matches || !has(&pdb, "spec.selector") {
            continue;
        }
        let name = text(&pdb, "metadata.name");
        let (allowed, desired, healthy) = (
            int(&pdb, "status.disruptionsAllowed"),
            int(&pdb, "status.desiredHealthy"),
            int(&pdb, "status.currentHealthy"),
        );
        if allowed < 1 {
            let cause = format!(
                "The disruption budget {name} needs {desired} healthy pods and has {healthy} currently"
            );
            let details = json!({"causes": [{"reason": "DisruptionBudget", "message": cause}]});
            return Err(Status::too_many(
                "Cannot evict pod as it would violate the pod's disruption budget.",
                details,
            ));
        }
        if !dry_run {
            let key = Key::new(kinds::POD_DISRUPTION_BUDGET, ns, name);
            w.change(&key, |p| {
                set(p, "status.disruptionsAllowed", allowed - 1);
            });
        }
    }
    Ok(())
}
