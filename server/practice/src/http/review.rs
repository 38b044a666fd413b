//! Who am I, and what may I or somebody else do.
//!
//! Layer: I/O shell around the authorizer.

use std::sync::Arc;

use serde_json::{Value, json};

use super::Caller;
use super::answer::Reply;
use super::authorize::{self, Attributes};
use super::request::Call;
use crate::json::{list, set, text};
use crate::open::Inner;
use crate::status::{Outcome, Status};

/// Whether somebody may do what a review asks, and why.
fn access(inner: &Arc<Inner>, caller: &Caller, body: &Value) -> Value {
    let field = |name: &str| text(body, &format!("spec.resourceAttributes.{name}")).to_owned();
    let mut wanted = Attributes {
        verb: field("verb"),
        group: field("group"),
        resource: field("resource"),
        sub: field("subresource"),
        ns: field("namespace"),
        name: field("name"),
        path: text(body, "spec.nonResourceAttributes.path").to_owned(),
    };
    if !wanted.path.is_empty() {
        wanted.verb = text(body, "spec.nonResourceAttributes.verb").to_owned();
    }
    match inner.with(|w| authorize::allowed(w, caller, &wanted)) {
        Some(reason) if reason.is_empty() => json!({"allowed": true}),
        Some(reason) => json!({"allowed": true, "reason": reason}),
        None => json!({"allowed": false}),
    }
}

/// Answers a review.
pub(crate) fn review(inner: &Arc<Inner>, caller: &Caller, resource: &str, call: &Call) -> Outcome<Reply> {
    if call.method != http::Method::POST {
        return Err(Status::method_not_allowed());
    }
    let mut body = call.json()?;
    if !body.is_object() {
        body = json!({});
    }
    let status: Value = match resource {
        "selfsubjectreviews" => {
            json!({"userInfo": {"username": caller.user, "groups": caller.groups}})
        }
        "selfsubjectaccessreviews" => access(inner, caller, &body),
        "subjectaccessreviews" | "localsubjectaccessreviews" => {
            let groups =
                list(&body, "spec.groups").iter().filter_map(Value::as_str).map(str::to_owned).collect();
            access(inner, &Caller { user: text(&body, "spec.user").to_owned(), groups }, &body)
        }
        "selfsubjectrulesreviews" => {
            let rules = inner.with(|w| authorize::rules(w, caller, text(&body, "spec.namespace")));
            let (paths, resources): (Vec<Value>, Vec<Value>) =
                rules.into_iter().partition(|rule| rule.get("nonResourceURLs").is_some());
            json!({"incomplete": false, "resourceRules": resources, "nonResourceRules": paths})
        }
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
    set(&mut body, "metadata", json!({}));
    set(&mut body, "status", status);
    Ok(Reply::json(body).with_code(201))
}
