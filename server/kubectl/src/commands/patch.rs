//! `patch` and `set image`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/patch/patch.go`, `kubectl/pkg/cmd/set/set_image.go`.

use serde_json::Value;

use super::common::{Change, DryRun, PatchKind};
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::flags::Args;
use crate::resource::Builder;
use crate::text::quote;

/// `patch`.
pub(crate) async fn patch(cx: &Context, args: Args) -> Outcome {
    let dry = DryRun::of(cx, &args).await?;
    if args.bool("local") {
        return fail("--local is not available here");
    }
    let (text, file) = (args.str("patch"), args.str("patch-file"));
    if !text.is_empty() && !file.is_empty() {
        return fail("cannot specify --patch and --patch-file together");
    }
    if text.is_empty() && file.is_empty() {
        return fail("must specify --patch or --patch-file containing the contents of the patch");
    }
    let kind = match args.str("type") {
        "strategic" | "" => PatchKind::Strategic,
        "merge" => PatchKind::Merge,
        "json" => PatchKind::Json,
        other => return fail(format!("--type must be one of [json merge strategic], not {}", quote(other))),
    };
    let bytes = if file.is_empty() {
        text.as_bytes().to_vec()
    } else {
        cx.session
            .files
            .read(file)
            .map_err(|why| format!("unable to read patch file: {why}"))?
            .swap_remove(0)
            .1
    };
    let found = Builder::new(cx, &args).await?.find(cx).await?;
    let mut problems = found.errors;
    if found.infos.is_empty() {
        Failure::join(problems)?;
        return fail("no objects passed to patch");
    }
    let raw =
        bytes.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|byte| matches!(byte, b'{' | b'['));
    let parsed: Value = if raw {
        serde_json::from_slice(&bytes).unwrap_or(Value::Null)
    } else {
        crate::yaml::parse(&bytes).map_err(|error| {
            format!("unable to parse {}: {error}", quote(&String::from_utf8_lossy(&bytes)))
        })?
    };
    let body = if raw { bytes } else { parsed.to_string().into_bytes() };
    for info in found.infos {
        let change = Change { dry, manager: args.str("field-manager"), validation: "" };
        if dry == DryRun::Client {
            let object = match kind {
                PatchKind::Strategic => {
                    strategic_merge::apply(&info.object, &parsed).map_err(|error| error.to_string())?
                }
                PatchKind::Merge => strategic_merge::merge(&info.object, &parsed),
                PatchKind::Json => info.object.clone(),
            };
            let operation = if object == info.object { "patched (no change)" } else { "patched" };
            cx.out(DryRun::None.printer(cx, &args, operation)?.print(&object)?).await;
            continue;
        }
        let sub = args.str("subresource");
        let path = if sub.is_empty() { info.path()? } else { format!("{}/{sub}", info.path()?) };
        let before = if sub.is_empty() { None } else { Some(cx.json(Request::get(path.as_str())).await?) };
        let request = Request::patch(path, kind.content_type(), body.clone());
        match cx.json(change.query(request)).await {
            Ok(object) => {
                let operation = if before.as_ref().unwrap_or(&info.object) == &object {
                    "patched (no change)"
                } else {
                    "patched"
                };
                cx.out(DryRun::None.printer(cx, &args, operation)?.print(&object)?).await;
            }
            Err(failure) => problems.push(failure),
        }
    }
    Failure::join(problems)
}

/// `set image`.
pub(crate) async fn set_image(cx: &Context, args: Args) -> Outcome {
    let dry = DryRun::of(cx, &args).await?;
    let mut resources = Vec::new();
    let mut images: Vec<(String, String)> = Vec::new();
    for word in &args.positional {
        match word.split_once('=') {
            Some((name, image)) if !name.is_empty() => images.push((name.to_owned(), image.to_owned())),
            Some(_) => return fail(format!("invalid image format: {word}, must be container=image")),
            None if images.is_empty() => resources.push(word.clone()),
            None => return fail(format!("all resources must be specified before image changes: {word}")),
        }
    }
    let mut builder =
        Builder { args: resources.clone(), local: args.bool("local"), ..Builder::new(cx, &args).await? };
    builder.empty_selector = args.bool("all");
    let found = builder.find(cx).await?;
    let mut problems = Vec::new();
    if args.bool("all") && !args.str("selector").is_empty() {
        problems.push(Failure::Message("cannot set --all and --selector at the same time".into()));
    }
    if resources.is_empty() && args.list("filename").is_empty() {
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
        if before == object && !args.bool("local") {
            continue;
        }
        if dry == DryRun::Client || args.bool("local") {
            cx.out(dry.printer(cx, &args, "image updated")?.print(&object)?).await;
            continue;
        }
        let patch = strategic_merge::two_way(&before, &object).map_err(|error| error.to_string())?;
        let change = Change { dry, manager: args.str("field-manager"), validation: "" };
        match change.patch(cx, &info, PatchKind::Strategic, &patch).await {
            Ok(object) => cx.out(dry.printer(cx, &args, "image updated")?.print(&object)?).await,
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
