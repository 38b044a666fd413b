//! Who may do what: RBAC over the cluster's own roles and bindings.
//!
//! Layer: pure, over the world. Mirrors `plugin/pkg/auth/authorizer/rbac` and `apiserver/pkg/endpoints/filters/authorization.go`.

use http::{Method, Request};
use serde_json::Value;

use super::Caller;
use super::request::{Query, Target};
use crate::json::{list, text};
use crate::kinds;
use crate::status::{Outcome, Status};
use crate::world::World;

/// What somebody wants to do.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attributes {
    pub(crate) verb: String,
    pub(crate) group: String,
    pub(crate) resource: String,
    pub(crate) sub: String,
    pub(crate) ns: String,
    pub(crate) name: String,
    /// A path that is no resource; then the verb alone counts besides.
    pub(crate) path: String,
}

impl Attributes {
    /// What a request wants.
    pub(super) fn of<B>(req: &Request<B>) -> Attributes {
        let path = req.uri().path();
        let verb = req.method().as_str().to_lowercase();
        let parts = path.split('/').filter(|p| !p.is_empty()).count();
        let least = if path.starts_with("/apis/") { 4 } else { 3 };
        let resource = (path.starts_with("/api/") || path.starts_with("/apis/")) && parts >= least;
        let Some(t) = resource.then(|| Target::parse(path).ok()).flatten() else {
            return Attributes { verb, path: path.to_owned(), ..Attributes::default() };
        };
        let query = Query::parse(req.uri().query().unwrap_or(""));
        let verb = match *req.method() {
            Method::GET | Method::HEAD if query.flag("watch") => "watch",
            Method::GET | Method::HEAD if t.name.is_empty() => "list",
            Method::GET | Method::HEAD => "get",
            Method::POST => "create",
            Method::PUT => "update",
            Method::DELETE if t.name.is_empty() => "deletecollection",
            _ => verb.as_str(),
        };
        let ns = if t.resource == "namespaces" { t.name.clone() } else { t.ns };
        let verb = verb.to_owned();
        Attributes {
            verb,
            group: t.group,
            resource: t.resource,
            sub: t.sub,
            ns,
            name: t.name,
            path: String::new(),
        }
    }

    fn whole(&self) -> String {
        if self.sub.is_empty() { self.resource.clone() } else { format!("{}/{}", self.resource, self.sub) }
    }
}

/// Refuses what a caller may not do.
pub(super) fn check(w: &World, caller: &Caller, a: &Attributes) -> Outcome<()> {
    if allowed(w, caller, a).is_some() {
        return Ok(());
    }
    if !a.path.is_empty() {
        let why = format!("forbidden: User {:?} cannot {} path {:?}", caller.user, a.verb, a.path);
        return Err(Status::forbidden_path(why));
    }
    let place = if a.ns.is_empty() {
        "at the cluster scope".to_owned()
    } else {
        format!("in the namespace {:?}", a.ns)
    };
    let why = format!(
        "User {:?} cannot {} resource {:?} in API group {:?} {place}",
        caller.user,
        a.verb,
        a.whole(),
        a.group
    );
    Err(Status::forbidden(&a.group, &a.resource, &a.name, &why))
}

/// Why a caller may do something; `None`: it may not.
pub(crate) fn allowed(w: &World, caller: &Caller, a: &Attributes) -> Option<String> {
    if caller.groups.iter().any(|g| g == "system:masters") {
        return Some(String::new());
    }
    bindings(w, caller, &a.ns)
        .into_iter()
        .find(|b| list(&b.role, "rules").iter().any(|rule| matches(rule, a)))
        .map(|b| b.reason)
}

/// All rules for a caller, in a namespace.
pub(super) fn rules(w: &World, caller: &Caller, ns: &str) -> Vec<Value> {
    bindings(w, caller, ns).into_iter().flat_map(|b| list(&b.role, "rules").to_vec()).collect()
}

struct Bound {
    role: std::sync::Arc<Value>,
    reason: String,
}

/// The roles that a caller has, everywhere and in a namespace.
fn bindings(w: &World, caller: &Caller, ns: &str) -> Vec<Bound> {
    let mut all = w.store.values(kinds::CLUSTER_ROLE_BINDING, None);
    if !ns.is_empty() {
        all.extend(w.store.values(kinds::ROLE_BINDING, Some(ns)));
    }
    all.iter()
        .filter_map(|binding| {
            let subject = list(binding, "subjects").iter().find(|s| is(s, caller, binding))?;
            let cluster = text(binding, "roleRef.kind") == "ClusterRole";
            let (kind, place) = if cluster { (kinds::CLUSTER_ROLE, "") } else { (kinds::ROLE, ns) };
            let role = w.find(kind, place, text(binding, "roleRef.name"))?;
            let name = match text(subject, "kind") {
                "ServiceAccount" => {
                    format!("{}/{}", text(subject, "name"), subject_namespace(subject, binding))
                }
                _ => text(subject, "name").to_owned(),
            };
            let place = match text(binding, "metadata.namespace") {
                "" => text(binding, "metadata.name").to_owned(),
                ns => format!("{}/{ns}", text(binding, "metadata.name")),
            };
            let reason = format!(
                "RBAC: allowed by {} {place:?} of {} {:?} to {} {name:?}",
                text(binding, "kind"),
                text(binding, "roleRef.kind"),
                text(binding, "roleRef.name"),
                text(subject, "kind")
            );
            Some(Bound { role, reason })
        })
        .collect()
}

fn subject_namespace<'a>(subject: &'a Value, binding: &'a Value) -> &'a str {
    match text(subject, "namespace") {
        "" => text(binding, "metadata.namespace"),
        ns => ns,
    }
}

fn is(subject: &Value, caller: &Caller, binding: &Value) -> bool {
    let name = text(subject, "name");
    match text(subject, "kind") {
        "User" => caller.user == name,
        "Group" => caller.groups.iter().any(|g| g == name),
        _ => caller.user == format!("system:serviceaccount:{}:{name}", subject_namespace(subject, binding)),
    }
}

fn matches(rule: &Value, a: &Attributes) -> bool {
    let has = |field: &str, wanted: &str| list(rule, field).iter().any(|v| v == "*" || v == wanted);
    if !has("verbs", &a.verb) {
        return false;
    }
    if !a.path.is_empty() {
        return list(rule, "nonResourceURLs").iter().filter_map(Value::as_str).any(|url| {
            match url.strip_suffix('*') {
                Some(start) => a.path.starts_with(start),
                None => a.path == url,
            }
        });
    }
    let names = list(rule, "resourceNames");
    has("apiGroups", &a.group)
        && (has("resources", &a.whole()) || !a.sub.is_empty() && has("resources", &format!("*/{}", a.sub)))
        && (names.is_empty() || names.iter().any(|n| n == a.name.as_str()))
}
