//! Who am I, and what may I do: everything, as cluster-admin.
//!
//! Layer: pure. RBAC objects are stored but not enforced.

use serde_json::{Value, json};

use super::Caller;
use super::answer::Reply;
use super::request::Call;
use crate::json::{set, text};
use crate::status::{Outcome, Status};

/// Answers a review.
pub(crate) fn review(caller: &Caller, resource: &str, call: &Call) -> Outcome<Reply> {
    if call.method != http::Method::POST {
        return Err(Status::method_not_allowed());
    }
    let mut body = call.json()?;
    if !body.is_object() {
        body = json!({});
    }
    let status: Value = match resource {
        "selfsubjectreviews" => {
            json!({"userInfo": {"username": caller.user, "groups": caller.groups, "extra": {}}})
        }
        "selfsubjectaccessreviews" => {
            json!({"allowed": true, "reason": "RBAC: allowed by ClusterRoleBinding \"kubeadm:cluster-admins\" of ClusterRole \"cluster-admin\" to Group \"kubeadm:cluster-admins\""})
        }
        "subjectaccessreviews" | "localsubjectaccessreviews" => {
            let admin = text(&body, "spec.user") == caller.user
                || crate::json::list(&body, "spec.groups")
                    .iter()
                    .any(|g| g == "system:masters" || g == "kubeadm:cluster-admins");
            json!({"allowed": admin})
        }
        "selfsubjectrulesreviews" => json!({
            "incomplete": false,
            "resourceRules": [
                {"verbs": ["*"], "apiGroups": ["*"], "resources": ["*"]},
                {"verbs": ["create"], "apiGroups": ["authorization.k8s.io"], "resources": ["selfsubjectaccessreviews", "selfsubjectrulesreviews"]},
                {"verbs": ["create"], "apiGroups": ["authentication.k8s.io"], "resources": ["selfsubjectreviews"]},
            ],
            "nonResourceRules": [
                {"verbs": ["*"], "nonResourceURLs": ["*"]},
                {"verbs": ["get"], "nonResourceURLs": ["/healthz"]}, {"verbs": ["get"], "nonResourceURLs": ["/livez"]},
                {"verbs": ["get"], "nonResourceURLs": ["/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/openapi", "/openapi/*", "/readyz", "/version", "/version/"]},
            ],
        }),
        _ => return Err(Status::no_resource()),
    };
    let kind = match resource {
        "selfsubjectreviews" => "SelfSubjectReview",
        "selfsubjectaccessreviews" => "SelfSubjectAccessReview",
        "subjectaccessreviews" => "SubjectAccessReview",
        "localsubjectaccessreviews" => "LocalSubjectAccessReview",
        _ => "SelfSubjectRulesReview",
    };
    let group =
        if kind == "SelfSubjectReview" { "authentication.k8s.io/v1" } else { "authorization.k8s.io/v1" };
    set(&mut body, "kind", kind);
    set(&mut body, "apiVersion", group);
    set(&mut body, "metadata.creationTimestamp", Value::Null);
    set(&mut body, "status", status);
    Ok(Reply::json(body).with_code(201))
}
