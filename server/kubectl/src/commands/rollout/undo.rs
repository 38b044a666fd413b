//! `rollout undo`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/rollout/rollout_undo.go`, `kubectl/pkg/polymorphichelpers/rollback.go`.

use serde_json::{Value, json};

use super::history::{REVISION, named, revision_of, revisions, template_at, template_of};
use super::{Objects, group_kind};
use crate::commands::common::{Change, DryRun, PatchKind};
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::printers::Printer;
use crate::resource::Info;
use crate::spec::prelude::*;
use crate::text::{at, quote};

crate::flags! {
    /// `rollout undo`, as typed.
    pub(crate) struct Undo {
        /// Back to this revision; 0: to the one before
        to_revision: i64 = flag("to-revision", "0", Nothing, Allowed);
    }
    with { print: Print, dry: DryRunFlag, objects: Objects }
}

impl Command for Undo {
    const SPEC: Spec = Spec {
        path: "rollout undo",
        aliases: &[],
        suggest_for: &[],
        about: "Undo a previous rollout",
        usage: " (TYPE NAME | TYPE/NAME)",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        Effect::Changes.unless(self.dry.pretends())
    }

    fn manner(&self) -> Manner {
        Manner::Ends
    }

    async fn run(self, cx: &Context) -> Outcome {
        undo(cx, &self).await
    }
}

async fn undo(cx: &Context, args: &Undo) -> Outcome {
    let dry = DryRun::of(cx, &args.dry).await?;
    let found = args.objects.find(cx).await?;
    let mut problems = found.errors;
    for info in found.infos {
        match undo_one(cx, &info, args.to_revision, dry).await {
            Ok(operation) => {
                let mut printer = if dry == DryRun::Client {
                    Printer::for_operation(cx, &args.print, "")?
                } else {
                    dry.printer(cx, &args.print, &operation)?
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
    let target = target(cx, info, to).await?;
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
    let (kind, patch) = match kind {
        "Deployment" => (PatchKind::Json, deployment(info, &target, template)),
        _ => (PatchKind::Strategic, at(&target, &["data"]).cloned().unwrap_or_else(|| json!({}))),
    };
    let change = Change { dry, manager: "", validation: "" };
    change.patch(cx, info, kind, &patch).await.map_err(|failure| restoring(&target, failure))?;
    Ok("rolled back".to_owned())
}

/// The revision to go back to; 0: the one before.
async fn target(cx: &Context, info: &Info, to: i64) -> Outcome<Value> {
    let missing = || fail(format!("unable to find specified revision {to} in history"));
    if to < 0 {
        return missing();
    }
    let kind = info.resource.kind.as_str();
    let mut all = revisions(cx, &info.object, kind).await?;
    all.sort_by_key(revision_of);
    match to {
        0 if all.len() < 2 && kind != "Deployment" => fail("no last revision to roll back to"),
        0 if all.len() < 2 => fail(format!("no rollout history found for deployment {}", quote(&info.name))),
        0 => Ok(all.swap_remove(all.len() - 2)),
        _ => match all.into_iter().find(|one| revision_of(one) == to) {
            Some(one) => Ok(one),
            None => missing(),
        },
    }
}

/// Annotations that a deployment keeps as its own; all others are the revision's.
const OWN: &[&str] = &[
    "kubectl.kubernetes.io/last-applied-configuration",
    REVISION,
    "deployment.kubernetes.io/revision-history",
    "deployment.kubernetes.io/desired-replicas",
    "deployment.kubernetes.io/max-replicas",
    "deprecated.deployment.rollback.to",
];

/// The patch that brings a deployment back to a revision.
fn deployment(info: &Info, target: &Value, template: Value) -> Value {
    let annotations = |object: &Value, own: bool| -> Vec<(String, Value)> {
        let all = at(object, &["metadata", "annotations"]).and_then(Value::as_object).into_iter().flatten();
        let wanted = all.filter(|(key, _)| OWN.contains(&key.as_str()) == own);
        wanted.map(|(key, value)| (key.clone(), value.clone())).collect()
    };
    let annotations: Value =
        annotations(&info.object, true).into_iter().chain(annotations(target, false)).collect();
    json!([
        { "op": "replace", "path": "/spec/template", "value": template },
        { "op": "replace", "path": "/metadata/annotations", "value": annotations },
    ])
}

fn restoring(target: &Value, failure: Failure) -> Failure {
    Failure::Message(format!("failed restoring revision {}: {}", revision_of(target), failure.text()))
}
