//! `auth can-i`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/auth/cani.go`.

use serde_json::{Value, json};

use super::rules;
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::spec::prelude::*;
use crate::text::{at, str_at};

/// The verbs that `rbac.authorization.k8s.io` knows, and those of other groups.
const VERBS: &[&str] = &[
    "get",
    "list",
    "watch",
    "create",
    "update",
    "patch",
    "delete",
    "deletecollection",
    "use",
    "bind",
    "impersonate",
    "*",
    "approve",
    "sign",
    "escalate",
    "attest",
];

crate::flags! {
    /// `auth can-i`, as typed.
    pub(crate) struct CanI {
        /// In all namespaces
        all_namespaces: bool = short('A', "all-namespaces", "false", Nothing, Allowed);
        /// Everything that may be done in the namespace
        list: bool = flag("list", "false", Nothing, Allowed);
        /// Rows without headings
        no_headers: bool = flag("no-headers", "false", Nothing, Allowed);
        /// Only the exit code answers
        quiet: bool = short('q', "quiet", "false", Nothing, Allowed);
        /// A part of the object: status, log
        subresource: String = flag("subresource", "", Nothing, Allowed);
    }
    with { words: Positional }
}

impl Command for CanI {
    const SPEC: Spec = Spec {
        path: "auth can-i",
        aliases: &[],
        suggest_for: &[],
        about: "Check whether an action is allowed",
        usage: " VERB [TYPE | TYPE/NAME | NONRESOURCEURL]",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        Effect::Reads
    }

    fn manner(&self) -> Manner {
        Manner::Ends
    }

    async fn run(self, cx: &Context) -> Outcome {
        if self.list {
            self.validate_list()?;
            return rules::list(cx, self.no_headers).await;
        }
        let (verb, what) = self.asked()?;
        let spec = if what.starts_with('/') {
            json!({ "nonResourceAttributes": { "verb": verb, "path": what } })
        } else {
            json!({ "resourceAttributes": self.resource(cx, verb, what).await? })
        };
        self.ask(cx, &spec).await
    }
}

impl CanI {
    fn validate_list(&self) -> Outcome {
        if !self.words.is_empty() {
            return fail("list option must be specified with no arguments");
        }
        if self.quiet || self.all_namespaces || !self.subresource.is_empty() {
            return fail(
                "list option can't be specified with neither quiet, all-namespaces nor subresource options",
            );
        }
        Ok(())
    }

    /// The verb, and what it is about.
    fn asked(&self) -> Outcome<(&str, &str)> {
        let [verb, what] = self.words.as_slice() else {
            return fail(
                "you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.",
            );
        };
        if self.no_headers {
            return fail("--no-headers cannot be set without --list specified");
        }
        if what.starts_with('/') && !self.subresource.is_empty() {
            return fail("--subresource can not be used with NonResourceURL");
        }
        Ok((verb, what))
    }

    /// The attributes of a question about a resource; doubts about it are said.
    async fn resource(&self, cx: &Context, verb: &str, what: &str) -> Outcome<Value> {
        let (kind, name) = what.split_once('/').unwrap_or((what, ""));
        let (group, plural, doubt) =
            if kind == "*" { (String::new(), "*".to_owned(), None) } else { find(cx, kind).await? };
        if !VERBS.contains(&verb) {
            cx.err(format!("Warning: verb '{verb}' is not a known verb\n\n")).await;
        }
        let namespace = if self.all_namespaces { String::new() } else { cx.namespace().await?.0 };
        if let Some(doubt) = doubt {
            cx.err(format!("Warning: {doubt}\n\n")).await;
        }
        let mut attributes = json!({ "verb": verb });
        for (key, value) in [
            ("resource", plural.as_str()),
            ("group", &group),
            ("name", name),
            ("subresource", &self.subresource),
            ("namespace", &namespace),
        ] {
            if !value.is_empty() {
                attributes[key] = value.into();
            }
        }
        Ok(attributes)
    }

    async fn ask(&self, cx: &Context, spec: &Value) -> Outcome {
        let review = json!({ "apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview", "spec": spec });
        let path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
        let answer = cx.json(Request::ask(path, &review)).await?;
        let allowed = at(&answer, &["status", "allowed"]).and_then(Value::as_bool).unwrap_or(false);
        let mut text = if allowed { "yes" } else { "no" }.to_owned();
        if !allowed {
            for key in ["reason", "evaluationError"] {
                if !str_at(&answer, &["status", key]).is_empty() {
                    text += &format!(" - {}", str_at(&answer, &["status", key]));
                }
            }
        }
        if !self.quiet {
            cx.out(text + "\n").await;
        }
        if allowed { Ok(()) } else { Err(Failure::Exit(1)) }
    }
}

/// Group and plural name of what a word means, and what is doubtful about it.
async fn find(cx: &Context, kind: &str) -> Outcome<(String, String, Option<String>)> {
    let in_group = |group: &str| {
        if group.is_empty() { String::new() } else { format!(" in group '{group}'") }
    };
    if let Some(found) = cx.discovery().await?.resource_for(kind) {
        let (group, plural) = (found.group.clone(), found.plural.clone());
        let doubt = (!found.namespaced)
            .then(|| format!("resource '{plural}' is not namespace scoped{}", in_group(&group)));
        return Ok((group, plural, doubt));
    }
    let (plural, group) = kind.split_once('.').unwrap_or((kind, ""));
    let doubt = format!("the server doesn't have a resource type '{plural}'{}", in_group(group));
    Ok((group.to_owned(), plural.to_owned(), Some(doubt)))
}
