//! `rollout history` and `rollout undo`.
//!
//! Layer: command. Upstream: `kubectl/pkg/polymorphichelpers/history.go`, `rollback.go`.

use serde_json::{Value, json};

use super::common::{Change, DryRun, PatchKind};
use super::pods::label_selector;
use super::rollout::{group_kind, objects};
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::flags::Args;
use crate::printers::Printer;
use crate::resource::Info;
use crate::text::{at, list_at, name_of, namespace_of, quote, str_at};

const REVISION: &str = "deployment.kubernetes.io/revision";
const CAUSE: &str = "kubernetes.io/change-cause";

/// The revision of a deployment or replica set, or of a controller revision.
pub(crate) fn revision_of(object: &Value) -> i64 {
    let own = object.get("revision").and_then(Value::as_i64);
    own.or_else(|| str_at(object, &["metadata", "annotations", REVISION]).parse().ok()).unwrap_or(0)
}

/// Replica sets (or controller revisions) that an object controls.
async fn revisions(cx: &Context, object: &Value, kind: &str) -> Outcome<Vec<Value>> {
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
fn template_of(object: &Value) -> Value {
    let mut template = at(object, &["spec", "template"]).cloned().unwrap_or(Value::Null);
    if let Some(labels) = template.pointer_mut("/metadata/labels").and_then(Value::as_object_mut) {
        labels.remove("pod-template-hash");
    }
    template
}

/// The pod template that a revision keeps.
fn template_at(revision: &Value) -> Value {
    let kept = at(revision, &["data", "spec", "template"]).cloned();
    kept.unwrap_or_else(|| at(revision, &["spec", "template"]).cloned().unwrap_or(Value::Null))
}

/// Refuses a manifest without a name, in the words of whoever looks for its object.
fn named(info: &Info, called: &str) -> Outcome {
    let refused = |failure: Failure| {
        Failure::Message(format!("failed to retrieve {called} {}: {}", info.name, failure.text()))
    };
    info.path().map(drop).map_err(refused)
}

/// `rollout history`.
pub(crate) async fn history(cx: &Context, args: Args) -> Outcome {
    let wanted = args.int("revision");
    if wanted < 0 {
        return fail(format!("revision must be a positive integer: {wanted}"));
    }
    let found = objects(cx, &args).await?;
    let mut problems = found.errors;
    for info in found.infos {
        if let Err(failure) = history_of(cx, &args, &info, wanted).await {
            problems.push(failure);
        }
    }
    Failure::join(problems)
}

async fn history_of(cx: &Context, args: &Args, info: &Info, wanted: i64) -> Outcome {
    let kind = info.resource.kind.as_str();
    if !matches!(kind, "Deployment" | "DaemonSet" | "StatefulSet") {
        if matches!(kind, "Pod" | "Job" | "CronJob" | "ReplicaSet" | "ReplicationController") {
            return fail(format!("no history viewer has been implemented for {}", quote(kind)));
        }
        let called = group_kind(&info.object, kind);
        let group = &info.resource.group;
        return fail(format!(
            "error retrieving history for {}, no visitor method exists for {{{group} {kind}}}",
            quote(&called)
        ));
    }
    let called = match kind {
        "Deployment" => "deployment",
        "DaemonSet" => "DaemonSet",
        _ => "Statefulset",
    };
    named(info, called)?;
    let mut all = revisions(cx, &info.object, kind).await?;
    all.retain(|one| revision_of(one) > 0 || kind != "Deployment");
    all.sort_by_key(revision_of);
    if !args.str("output").is_empty() && args.str("output") != "name" {
        let mut printer = Printer::for_operation(cx, args, "")?;
        let shown: Vec<&Value> = all.iter().filter(|one| wanted == 0 || revision_of(one) == wanted).collect();
        if shown.is_empty() && wanted > 0 {
            return fail("unable to find the specified revision");
        }
        let mut text = String::new();
        for one in shown {
            let mut one = one.clone();
            let (version, kind) = if kind == "Deployment" {
                ("apps/v1", "ReplicaSet")
            } else {
                ("apps/v1", "ControllerRevision")
            };
            one["apiVersion"] = version.into();
            one["kind"] = kind.into();
            text += &printer.print(&one)?;
        }
        cx.out(text).await;
        return Ok(());
    }
    let (operation, body) = if wanted > 0 {
        let Some(one) = all.iter().find(|one| revision_of(one) == wanted) else {
            return fail("unable to find the specified revision");
        };
        let mut template = template_at(one);
        let cause = str_at(one, &["metadata", "annotations", CAUSE]);
        if !cause.is_empty() && kind == "Deployment" {
            template["metadata"]["annotations"][CAUSE] = cause.into();
        }
        (format!("with revision #{wanted}"), crate::describe::template_text(&template, cx.now()))
    } else {
        let mut lines = vec![("REVISION".to_owned(), "CHANGE-CAUSE".to_owned())];
        for one in &all {
            let cause = str_at(one, &["metadata", "annotations", CAUSE]);
            lines.push((
                revision_of(one).to_string(),
                if cause.is_empty() { "<none>" } else { cause }.to_owned(),
            ));
        }
        let width = lines.iter().map(|(left, _)| left.len()).max().unwrap_or(0) + 2;
        (
            String::new(),
            lines.iter().map(|(left, right)| format!("{left:<width$}{right}\n")).collect::<String>(),
        )
    };
    cx.out(format!("{} {operation}\n{body}\n", info.typed_name())).await;
    Ok(())
}

/// `rollout undo`.
pub(crate) async fn undo(cx: &Context, args: Args) -> Outcome {
    let dry = DryRun::of(cx, &args).await?;
    let found = objects(cx, &args).await?;
    let mut problems = found.errors;
    for info in found.infos {
        match undo_one(cx, &info, args.int("to-revision"), dry).await {
            Ok(operation) => {
                let mut printer = if dry == DryRun::Client {
                    Printer::for_operation(cx, &args, "")?
                } else {
                    dry.printer(cx, &args, &operation)?
                };
                if dry == DryRun::Client {
                    cx.out(format!("{} {operation}\n", info.typed_name())).await;
                } else {
                    cx.out(printer.print(&info.object)?).await;
                }
            }
            Err(failure) => problems.push(failure),
        }
    }
    Failure::join(problems)
}

async fn undo_one(cx: &Context, info: &Info, to: i64, dry: DryRun) -> Outcome<String> {
    let kind = info.resource.kind.as_str();
    if !matches!(kind, "Deployment" | "DaemonSet" | "StatefulSet") {
        return fail(format!(
            "no rollbacker has been implemented for {}",
            quote(&group_kind(&info.object, kind))
        ));
    }
    named(info, kind)?;
    if to < 0 {
        return fail(format!("unable to find specified revision {to} in history"));
    }
    let mut all = revisions(cx, &info.object, kind).await?;
    all.sort_by_key(revision_of);
    let target = match to {
        0 if all.len() < 2 && kind != "Deployment" => return fail("no last revision to roll back to"),
        0 if all.len() < 2 => {
            return fail(format!("no rollout history found for deployment {}", quote(&info.name)));
        }
        0 => all[all.len() - 2].clone(),
        _ => match all.iter().find(|one| revision_of(one) == to) {
            Some(one) => one.clone(),
            None => return fail(format!("unable to find specified revision {to} in history")),
        },
    };
    let mut template = template_at(&target);
    if let Some(labels) = template.pointer_mut("/metadata/labels").and_then(Value::as_object_mut) {
        labels.remove("pod-template-hash");
    }
    if dry == DryRun::Client {
        return Ok(format!("{} (dry run)", crate::describe::template_text(&template, cx.now())));
    }
    let paused = info.object.pointer("/spec/paused").and_then(Value::as_bool).unwrap_or(false);
    if paused {
        return fail(
            "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
        );
    }
    if template == template_of(&info.object) {
        return Ok(format!(
            "skipped rollback (current template already matches revision {})",
            revision_of(&target)
        ));
    }
    let change = Change { dry, manager: "", validation: "" };
    if kind == "Deployment" {
        let mut annotations = json!({});
        let keep = [
            "kubectl.kubernetes.io/last-applied-configuration",
            REVISION,
            "deployment.kubernetes.io/revision-history",
            "deployment.kubernetes.io/desired-replicas",
            "deployment.kubernetes.io/max-replicas",
            "deprecated.deployment.rollback.to",
        ];
        for (key, value) in
            at(&info.object, &["metadata", "annotations"]).and_then(Value::as_object).into_iter().flatten()
        {
            if keep.contains(&key.as_str()) {
                annotations[key] = value.clone();
            }
        }
        for (key, value) in
            at(&target, &["metadata", "annotations"]).and_then(Value::as_object).into_iter().flatten()
        {
            if !keep.contains(&key.as_str()) {
                annotations[key] = value.clone();
            }
        }
        let patch = json!([
            { "op": "replace", "path": "/spec/template", "value": template },
            { "op": "replace", "path": "/metadata/annotations", "value": annotations },
        ]);
        change
            .patch(cx, info, PatchKind::Json, &patch)
            .await
            .map_err(|failure| restoring(&target, failure))?;
    } else {
        let patch = at(&target, &["data"]).cloned().unwrap_or_else(|| json!({}));
        change
            .patch(cx, info, PatchKind::Strategic, &patch)
            .await
            .map_err(|failure| restoring(&target, failure))?;
    }
    Ok("rolled back".to_owned())
}

fn restoring(target: &Value, failure: Failure) -> Failure {
    Failure::Message(format!("failed restoring revision {}: {}", revision_of(target), failure.text()))
}
