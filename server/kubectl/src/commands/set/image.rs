//! `set image`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/set/set_image.go`.

use serde_json::Value;

use crate::commands::common::{Change, DryRun, PatchKind};
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::resource::{Builder, Info};
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

/// Containers, and the image that each is to have.
type Images = Vec<(String, String)>;

async fn set(cx: &Context, args: &Image) -> Outcome {
    let dry = DryRun::of(cx, &args.dry).await?;
    let (resources, images) = wanted(args)?;
    let mut builder = Builder::new(cx).await?.files(&args.files).labelled(&args.labels);
    builder.args = resources.clone();
    builder.local = args.local;
    builder.empty_selector = args.all;
    let found = builder.find(cx).await?;
    validate(args, &resources, &images)?;
    let mut problems = found.errors;
    for info in found.infos {
        match with_images(&info, &images) {
            Ok(object) if object == info.object && !args.local => {}
            Ok(object) => match send(cx, args, &info, object, dry).await {
                Ok(object) => cx.out(dry.printer(cx, &args.print, "image updated")?.print(&object)?).await,
                Err(failure) => problems.push(failure),
            },
            Err(missing) => problems.extend(missing),
        }
    }
    Failure::join(problems)
}

/// The words: objects first, then images.
fn wanted(args: &Image) -> Outcome<(Vec<String>, Images)> {
    let (mut resources, mut images) = (Vec::new(), Images::new());
    for word in args.words.iter() {
        match word.split_once('=') {
            Some((name, image)) if !name.is_empty() => images.push((name.to_owned(), image.to_owned())),
            Some(_) => return fail(format!("invalid image format: {word}, must be container=image")),
            None if images.is_empty() => resources.push(word.clone()),
            None => return fail(format!("all resources must be specified before image changes: {word}")),
        }
    }
    Ok((resources, images))
}

fn validate(args: &Image, resources: &[String], images: &Images) -> Outcome {
    let mut problems: Vec<Failure> = Vec::new();
    if args.all && !args.labels.selector.is_empty() {
        problems.push("cannot set --all and --selector at the same time".into());
    }
    if resources.is_empty() && args.files.filename.is_empty() {
        problems
            .push("one or more resources must be specified as <resource> <name> or <resource>/<name>".into());
    }
    if images.is_empty() {
        problems.push("at least one image update is required".into());
    } else if images.len() > 1 && images.iter().any(|(name, _)| name == "*") {
        problems.push("all containers are already specified by *, but saw more than one container_name=container_image pairs".into());
    }
    Failure::join(problems)
}

/// The object with these images, or the containers that it has not.
fn with_images(info: &Info, images: &Images) -> Result<Value, Vec<Failure>> {
    let mut object = info.object.clone();
    let Some(path) = known(&info.resource.kind) else {
        return Err(vec![Failure::Message(format!(
            "{}/{} the object is not a pod or does not have a pod template: *{}.{}",
            info.resource.plural, info.name, info.resource.version, info.resource.kind
        ))]);
    };
    let spec = path.iter().fold(&mut object, |value, key| &mut value[*key]);
    let mut missing = Vec::new();
    for (name, image) in images {
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
    if missing.is_empty() { Ok(object) } else { Err(missing) }
}

/// Sends what differs; returns the object as it is then.
async fn send(cx: &Context, args: &Image, info: &Info, object: Value, dry: DryRun) -> Outcome<Value> {
    if dry == DryRun::Client || args.local {
        return Ok(object);
    }
    let patch = strategic_merge::two_way(&info.object, &object).map_err(|error| error.to_string())?;
    let change = Change { dry, manager: &args.field_manager, validation: "" };
    change.patch(cx, info, PatchKind::Strategic, &patch).await.map_err(|failure| {
        Failure::Message(format!("failed to patch image update to pod template: {}", failure.text()))
    })
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
