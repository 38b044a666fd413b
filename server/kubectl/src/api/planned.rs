//! What a request changes, read from its path as the API server itself reads it.
//!
//! Layer: pure. Upstream: `apiserver/pkg/endpoints/request/requestinfo.go` (`NewRequestInfo`).

use serde::Serialize;
use serde_json::Value;

use super::request::Request;
use crate::text::name_of;

/// A change that is sent, or is going to be. What belongs to no resource has neither resource nor name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Planned {
    /// The verb of access rules: `create`, `update`, `patch`, `delete`, `deletecollection`.
    pub verb: String,
    /// API group; empty for the core.
    pub group: String,
    /// Version of the group.
    pub version: String,
    /// Plural name of the resource.
    pub resource: String,
    /// Subresource: `scale`, `eviction`, `exec`; empty for the object itself.
    pub subresource: String,
    /// Namespace; empty for what has none.
    pub namespace: String,
    /// Name; empty where the server gives one, or for a collection.
    pub name: String,
}

/// Parts of a namespace itself, not of something in it.
const OF_A_NAMESPACE: &[&str] = &["status", "finalize"];

impl Planned {
    /// What a request changes.
    pub(super) fn of(request: &Request) -> Planned {
        let path = request.path.split('?').next().unwrap_or_default();
        let parts: Vec<String> = path.split('/').filter(|part| !part.is_empty()).map(unescape).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let (group, version, rest) = match parts.as_slice() {
            ["api", version, rest @ ..] => ("", *version, rest),
            ["apis", group, version, rest @ ..] => (*group, *version, rest),
            _ => return Planned { verb: verb(request.method, true).to_owned(), ..Planned::default() },
        };
        let (namespace, rest) = match rest {
            ["namespaces", namespace, next, ..] if !OF_A_NAMESPACE.contains(next) => (*namespace, &rest[2..]),
            _ => ("", rest),
        };
        let at = |index: usize| rest.get(index).copied().unwrap_or_default();
        let mut name = at(1).to_owned();
        if name.is_empty() {
            name = request.body.as_deref().map(name_in).unwrap_or_default();
        }
        Planned {
            verb: verb(request.method, at(1).is_empty()).to_owned(),
            group: group.to_owned(),
            version: version.to_owned(),
            resource: at(0).to_owned(),
            subresource: at(2).to_owned(),
            namespace: namespace.to_owned(),
            name,
        }
    }

    /// Whether it stays in a namespace. A namespace itself is in none.
    pub fn is_in(&self, namespace: &str) -> bool {
        !self.resource.is_empty() && !self.namespace.is_empty() && self.namespace == namespace
    }

    /// Whether it is about a Secret of the core, or may be.
    pub fn is_secret(&self) -> bool {
        self.resource.is_empty() || (self.group.is_empty() && self.resource == "secrets")
    }
}

/// The verb of a method. What is opened to talk (`exec`, `attach`) is a GET that creates.
fn verb(method: &str, collection: bool) -> &'static str {
    match method {
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" if collection => "deletecollection",
        "DELETE" => "delete",
        _ => "create",
    }
}

fn name_in(body: &[u8]) -> String {
    serde_json::from_slice::<Value>(body).map(|object| name_of(&object).to_owned()).unwrap_or_default()
}

/// A step of a path without its percent signs.
fn unescape(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match hex.filter(|_| *first == b'%').and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn words(request: &Request) -> String {
        let Planned { verb, group, version, resource, subresource, namespace, name } = Planned::of(request);
        [verb, group, version, resource, subresource, namespace, name].join(",")
    }

    /// The paths of `TestGetAPIRequestInfo` upstream that a change can have, with what they come to there.
    #[test]
    fn a_path_is_read_as_the_server_reads_it() {
        let body = json!({"metadata": {"name": "new"}});
        let cases = [
            (Request::post("/api/v1/namespaces/other/pods", &body), "create,,v1,pods,,other,new"),
            (Request::post("/api/v1/namespaces/other/pods", &json!({})), "create,,v1,pods,,other,"),
            (Request::put("/api/v1/namespaces/other/pods/foo", &body), "update,,v1,pods,,other,foo"),
            (Request::delete("/api/v1/namespaces/other/pods/foo", &json!({})), "delete,,v1,pods,,other,foo"),
            (
                Request::delete("/api/v1/namespaces/other/pods", &json!({})),
                "deletecollection,,v1,pods,,other,",
            ),
            (Request::post("/api/v1/namespaces", &body), "create,,v1,namespaces,,,new"),
            (Request::delete("/api/v1/namespaces/other", &json!({})), "delete,,v1,namespaces,,,other"),
            (
                Request::put("/api/v1/namespaces/other/finalize", &json!({})),
                "update,,v1,namespaces,finalize,,other",
            ),
            (
                Request::put("/api/v1/namespaces/other/status", &json!({})),
                "update,,v1,namespaces,status,,other",
            ),
            (
                Request::put("/apis/apps/v1/namespaces/other/deployments/web/scale", &json!({})),
                "update,apps,v1,deployments,scale,other,web",
            ),
            (
                Request::put("/apis/rbac.authorization.k8s.io/v1/clusterroles/system:node", &json!({})),
                "update,rbac.authorization.k8s.io,v1,clusterroles,,,system:node",
            ),
            (Request::delete("/apis/x.io/v1/things/a%2Fb", &json!({})), "delete,x.io,v1,things,,,a/b"),
            (Request::post("/healthz", &json!({})), "create,,,,,,"),
        ];
        for (request, want) in cases {
            assert_eq!(words(&request), want);
        }
    }

    #[test]
    fn a_namespace_is_in_none() {
        let of = |path: &str| Planned::of(&Request::put(path, &json!({})));
        assert!(of("/api/v1/namespaces/a/pods/x").is_in("a"));
        assert!(!of("/api/v1/namespaces/a/pods/x").is_in("b"));
        for path in ["/api/v1/namespaces/a", "/api/v1/namespaces/a/finalize", "/api/v1/nodes/a", "/version"] {
            assert!(!of(path).is_in("a") && !of(path).is_in(""), "{path}");
        }
    }
}
