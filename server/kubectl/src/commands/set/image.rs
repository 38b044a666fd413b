//! `set image`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/set/set_image.go`.

use serde_json::Value;

use crate::commands::common::{Change, DryRun, PatchKind};
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::resource::Builder;
use crate::spec::prelude::*;
use crate::text::quote;

crate::flags! {
    /// `set image`, as typed.
    pub(crate) struct Image {
        /// All objects of the types
        all: bool = flag("all", "false", Nothing, Allowed);
        /// Who is said to manage the fields
        field_manager: String = flag("field-manager", "kubectl-set", Nothing, Allowed);
        /// Ask no server
        local: bool = flag("local", "false", Nothing, Allowed);
    }
    with { words: Positional, print: Print, files: Filename, dry: DryRunFlag, labels: Selector }
}

impl Command for Image {
    const SPEC: Spec = Spec {
        path: "set image",
        aliases: &[],
        suggest_for: &[],
        about: "Update the image of a pod template",
        usage: " (-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ...",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        Effect::Changes.unless(self.dry.pretends() || self.local)
    }

    fn manner(&self) -> Manner {
        Manner::Ends
    }

    async fn run(self, cx: &Context) -> Outcome {
        set(cx, &self).await
    }
}

async fn set(cx: &Context, args: &Image) -> Outcome {
    let dry = DryRun::of(cx, &args.dry).await?;
    let mut resources = Vec::new();
    let mut images: Vec<(String, String)> = Vec::new();
    for word in args.words.iter() {
        match word.split_once('=') {
            Some((name, image)) if !name.is_empty() => images.push((name.to_owned(), image.to_owned())),
            Some(_) => return fail(format!("invalid image format: {word}, must be container=image")),
            None if images.is_empty() => resources.push(word.clone()),
            None => return fail(format!("all resources must be specified before image changes: {word}")),
        }
    }
    let mut builder = Builder::new(cx).await?.files(&args.files).labelled(&args.labels);
    builder.args = resources.clone();
    builder.local = args.local;
    builder.empty_selector = args.all;
    let found = builder.find(cx).await?;
    let mut problems = Vec::new();
    if args.all && !args.labels.selector.is_empty() {
        problems.push(Failure::Message("cannot set --all and --selector at the same time".into()));
    }
    if resources.is_empty() && args.files.filename.is_empty() {
        problems.push(Failure::Message(
            "one or more resources must be specified as <resource> <name> or <resource>/<name>".into(),
        ));
    }
    if images.is_empty() {
        problems.push(Failure::Message("at least one image update is required".into()));
    } else if images.len() > 1 && images.iter().any(|(name, _)| name == "*") {
        problems.push(Failure::Message("all containers are already specified by *, but saw more than one container_name=container_image pairs".into()));
    }
    Failure::join(problems)?;
    let mut problems = found.errors;
    for info in found.infos {
        let before = info.object.clone();
        let mut object = info.object.clone();
        let known = known(&info.resource.kind);
        let Some(path) = known else {
            problems.push(Failure::Message(format!(
                "{}/{} the object is not a pod or does not have a pod template: *{}.{}",
                info.resource.plural, info.name, info.resource.version, info.resource.kind
            )));
            continue;
        };
        let spec = path.iter().fold(&mut object, |value, key| &mut value[*key]);
        let mut missing = Vec::new();
        for (name, image) in &images {
            let mut hit = false;
            for group in ["initContainers", "containers"] {
                for one in spec.get_mut(group).and_then(Value::as_array_mut).into_iter().flatten() {
                    if name == "*" || one.get("name").and_then(Value::as_str) == Some(name) {
                        one["image"] = image.clone().into();
                        hit = true;
                    }
                }
            }
            if !hit {
                missing.push(Failure::Message(format!("unable to find container named {}", quote(name))));
            }
        }
        if !missing.is_empty() {
            problems.extend(missing);
            continue;
        }
        if before == object && !args.local {
            continue;
        }
        if dry == DryRun::Client || args.local {
            cx.out(dry.printer(cx, &args.print, "image updated")?.print(&object)?).await;
            continue;
        }
        let patch = strategic_merge::two_way(&before, &object).map_err(|error| error.to_string())?;
        let change = Change { dry, manager: &args.field_manager, validation: "" };
        match change.patch(cx, &info, PatchKind::Strategic, &patch).await {
            Ok(object) => cx.out(dry.printer(cx, &args.print, "image updated")?.print(&object)?).await,
            Err(failure) => problems.push(Failure::Message(format!(
                "failed to patch image update to pod template: {}",
                failure.text()
            ))),
        }
    }
    Failure::join(problems)
}

/// Where a kind keeps its pod's spec.
fn known(kind: &str) -> Option<&'static [&'static str]> {
    match kind {
        "Pod" => Some(&["spec"]),
        "CronJob" => Some(&["spec", "jobTemplate", "spec", "template", "spec"]),
        "Deployment" | "ReplicaSet" | "StatefulSet" | "DaemonSet" | "Job" | "ReplicationController" => {
            Some(&["spec", "template", "spec"])
        }
        _ => None,
    }
}
