//! `rollout`, and what its commands share.
//!
//! Layer: commands. Upstream: `kubectl/pkg/cmd/rollout`.

pub(super) mod history;
pub(super) mod pause;
mod progress;
pub(super) mod restart;
pub(super) mod resume;
pub(super) mod status;
pub(super) mod undo;

use serde_json::Value;

use super::common::{Change, DryRun, PatchKind};
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::resource::{Builder, Found, Info};
use crate::spec::prelude::*;
use crate::text::{quote, str_at};

crate::flags! {
    /// What names the objects of a rollout command.
    pub(crate) struct Objects {}
    with { words: Positional, files: Filename, labels: Selector }
}

impl Objects {
    /// The objects.
    async fn find(&self, cx: &Context) -> Outcome<Found> {
        if self.words.is_empty() && self.files.filename.is_empty() {
            return fail("required resource not specified");
        }
        let mut builder =
            Builder::new(cx).await?.words(&self.words).files(&self.files).labelled(&self.labels);
        builder.empty_selector = true;
        builder.latest = true;
        let namespace = builder.namespace.clone();
        let found = builder.find(cx).await?;
        if found.infos.is_empty() && found.errors.is_empty() {
            cx.err(format!("No resources found in {namespace} namespace.\n")).await;
        }
        Ok(found)
    }
}

crate::flags! {
    /// What restart, pause and resume are told.
    pub(crate) struct Changing {
        /// Who is said to manage the fields
        field_manager: String = flag("field-manager", "kubectl-rollout", Nothing, Allowed);
    }
    with { print: Print, objects: Objects }
}

fn paused(info: &Info) -> bool {
    info.object.get("spec").and_then(|spec| spec.get("paused")).and_then(Value::as_bool).unwrap_or(false)
}

async fn change(
    cx: &Context,
    args: &Changing,
    operation: &str,
    patch: impl Fn(&Info) -> Result<Value, String>,
) -> Outcome {
    let mut printer = DryRun::None.printer(cx, &args.print, operation)?;
    let found = args.objects.find(cx).await?;
    let mut problems = found.errors;
    for info in found.infos {
        let patch = match patch(&info) {
            Ok(patch) => patch,
            Err(why) => {
                let what = info.resource.group_resource();
                problems.push(Failure::Message(format!("error: {what} {} {why}", quote(&info.name))));
                continue;
            }
        };
        let change = Change { dry: DryRun::None, manager: &args.field_manager, validation: "" };
        match change.patch(cx, &info, PatchKind::Strategic, &patch).await {
            Ok(object) => cx.out(printer.print(&object)?).await,
            Err(failure) => problems.push(Failure::Message(format!("failed to patch: {}", failure.text()))),
        }
    }
    Failure::join(problems)
}

/// `Deployment.apps`.
pub(crate) fn group_kind(object: &Value, kind: &str) -> String {
    match str_at(object, &["apiVersion"]).split_once('/') {
        Some((group, _)) => format!("{kind}.{group}"),
        None => kind.to_owned(),
    }
}
