//! `rollout history`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/rollout/rollout_history.go`, `kubectl/pkg/polymorphichelpers/history.go`.

use serde_json::Value;

use super::{Objects, group_kind};
use crate::api::Request;
use crate::commands::label_selector;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::printers::Printer;
use crate::resource::Info;
use crate::spec::prelude::*;
use crate::text::{at, list_at, name_of, namespace_of, quote, str_at};

/// The annotation that numbers a deployment's replica sets.
pub(super) const REVISION: &str = "deployment.kubernetes.io/revision";
const CAUSE: &str = "kubernetes.io/change-cause";

/// The revision of a deployment or replica set, or of a controller revision.
pub(crate) fn revision_of(object: &Value) -> i64 {
    let own = object.get("revision").and_then(Value::as_i64);
    own.or_else(|| str_at(object, &["metadata", "annotations", REVISION]).parse().ok()).unwrap_or(0)
}

/// Replica sets (or controller revisions) that an object controls.
pub(super) async fn revisions(cx: &Context, object: &Value, kind: &str) -> Outcome<Vec<Value>> {
    let plural = if kind == "Deployment" { "replicasets" } else { "controllerrevisions" };
    let path = format!("/apis/apps/v1/namespaces/{}/{plural}", crate::api::segment(namespace_of(object)));
    let selector = label_selector(at(object, &["spec", "selector"]));
    let list = cx.json(Request::get(path).query("labelSelector", selector)).await?;
    let uid = str_at(object, &["metadata", "uid"]);
    let owned = list_at(&list, &["items"]).iter().filter(|item| {
        let owners = list_at(item, &["metadata", "ownerReferences"]);
        owners.iter().any(|owner| str_at(owner, &["uid"]) == uid)
    });
    Ok(owned.cloned().collect())
}

/// A deployment's old replica sets and its new one.
pub(crate) async fn sets(cx: &Context, deployment: &Value) -> Outcome<(Vec<Value>, Option<Value>)> {
    let mut all = revisions(cx, deployment, "Deployment").await?;
    all.sort_by_key(|set| {
        (str_at(set, &["metadata", "creationTimestamp"]).to_owned(), name_of(set).to_owned())
    });
    let wanted = template_of(deployment);
    let new = all.iter().find(|set| template_of(set) == wanted).cloned();
    all.retain(|set| new.as_ref().is_none_or(|new| name_of(new) != name_of(set)));
    all.sort_by_key(|set| name_of(set).to_owned());
    Ok((all, new))
}

/// The pod template without the label that tells replica sets apart.
pub(super) fn template_of(object: &Value) -> Value {
    let mut template = at(object, &["spec", "template"]).cloned().unwrap_or(Value::Null);
    if let Some(labels) = template.pointer_mut("/metadata/labels").and_then(Value::as_object_mut) {
        labels.remove("pod-template-hash");
    }
    template
}

/// The pod template that a revision keeps.
pub(super) fn template_at(revision: &Value) -> Value {
    let kept = at(revision, &["data", "spec", "template"]).cloned();
    kept.unwrap_or_else(|| at(revision, &["spec", "template"]).cloned().unwrap_or(Value::Null))
}

/// Refuses a manifest without a name, in the words of whoever looks for its object.
pub(super) fn named(info: &Info, called: &str) -> Outcome {
    let refused = |failure: Failure| {
        Failure::Message(format!("failed to retrieve {called} {}: {}", info.name, failure.text()))
    };
    info.path().map(drop).map_err(refused)
}

crate::flags! {
    /// `rollout history`, as typed.
    pub(crate) struct History {
        /// Only this one, with its pod template; 0: all
        revision: i64 = flag("revision", "0", Nothing, Allowed);
    }
    with { print: Print, objects: Objects }
}

impl Command for History {
    const SPEC: Spec = Spec {
        path: "rollout history",
        aliases: &[],
        suggest_for: &[],
        about: "View rollout history",
        usage: " (TYPE NAME | TYPE/NAME)",
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
        history(cx, &self).await
    }
}

async fn history(cx: &Context, args: &History) -> Outcome {
    let wanted = args.revision;
    if wanted < 0 {
        return fail(format!("revision must be a positive integer: {wanted}"));
    }
    let found = args.objects.find(cx).await?;
    let mut problems = found.errors;
    for info in found.infos {
        if let Err(failure) = history_of(cx, args, &info, wanted).await {
            problems.push(failure);
        }
    }
    Failure::join(problems)
}

async fn history_of(cx: &Context, args: &History, info: &Info, wanted: i64) -> Outcome {
    let kind = info.resource.kind.as_str();
    named(info, called(info)?)?;
    let mut all = revisions(cx, &info.object, kind).await?;
    all.retain(|one| revision_of(one) > 0 || kind != "Deployment");
    all.sort_by_key(revision_of);
    if !args.print.output.is_empty() && args.print.output.as_str() != "name" {
        let mut printer = Printer::for_operation(cx, &args.print, "")?;
        cx.out(objects(&mut printer, kind, &all, wanted)?).await;
        return Ok(());
    }
    let (operation, body) = if wanted > 0 {
        (format!("with revision #{wanted}"), template(cx, kind, &all, wanted)?)
    } else {
        (String::new(), causes(&all))
    };
    cx.out(format!("{} {operation}\n{body}\n", info.typed_name())).await;
    Ok(())
}

/// What messages call a kind that has a history.
fn called(info: &Info) -> Outcome<&'static str> {
    let kind = info.resource.kind.as_str();
    match kind {
        "Deployment" => Ok("deployment"),
        "DaemonSet" => Ok("DaemonSet"),
        "StatefulSet" => Ok("Statefulset"),
        "Pod" | "Job" | "CronJob" | "ReplicaSet" | "ReplicationController" => {
            fail(format!("no history viewer has been implemented for {}", quote(kind)))
        }
        _ => fail(format!(
            "error retrieving history for {}, no visitor method exists for {{{} {kind}}}",
            quote(&group_kind(&info.object, kind)),
            info.resource.group
        )),
    }
}

/// The revisions as objects.
fn objects(printer: &mut Printer, kind: &str, all: &[Value], wanted: i64) -> Outcome<String> {
    let shown: Vec<&Value> = all.iter().filter(|one| wanted == 0 || revision_of(one) == wanted).collect();
    if shown.is_empty() && wanted > 0 {
        return fail("unable to find the specified revision");
    }
    let kind = if kind == "Deployment" { "ReplicaSet" } else { "ControllerRevision" };
    let mut text = String::new();
    for one in shown {
        let mut one = one.clone();
        one["apiVersion"] = "apps/v1".into();
        one["kind"] = kind.into();
        text += &printer.print(&one)?;
    }
    Ok(text)
}

/// One revision's pod template.
fn template(cx: &Context, kind: &str, all: &[Value], wanted: i64) -> Outcome<String> {
    let Some(one) = all.iter().find(|one| revision_of(one) == wanted) else {
        return fail("unable to find the specified revision");
    };
    let mut template = template_at(one);
    let cause = str_at(one, &["metadata", "annotations", CAUSE]);
    if !cause.is_empty() && kind == "Deployment" {
        template["metadata"]["annotations"][CAUSE] = cause.into();
    }
    Ok(crate::describe::template_text(&template, cx.now()))
}

/// All revisions, and why each came to be.
fn causes(all: &[Value]) -> String {
    let mut lines = vec![("REVISION".to_owned(), "CHANGE-CAUSE".to_owned())];
    for one in all {
        let cause = str_at(one, &["metadata", "annotations", CAUSE]);
        let cause = if cause.is_empty() { "<none>" } else { cause };
        lines.push((revision_of(one).to_string(), cause.to_owned()));
    }
    let width = lines.iter().map(|(left, _)| left.len()).max().unwrap_or(0) + 2;
    lines.iter().map(|(left, right)| format!("{left:<width$}{right}\n")).collect()
}
