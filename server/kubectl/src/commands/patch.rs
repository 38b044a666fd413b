//! `patch`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/patch/patch.go`.

use serde_json::Value;

use super::common::{Change, DryRun, PatchKind};
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::resource::Builder;
use crate::spec::prelude::*;
use crate::text::quote;

crate::flags! {
    /// `patch`, as typed.
    pub(crate) struct Patch {
        /// Who is said to manage the fields
        field_manager: String = flag("field-manager", "kubectl-patch", Nothing, Allowed);
        /// Ask no server
        local: bool = flag("local", "false", Nothing, Allowed);
        /// The patch, as JSON or YAML
        patch: String = short('p', "patch", "", Body, Allowed);
        /// File with the patch
        patch_file: String = flag("patch-file", "", Nothing, Files);
        /// A part of the object: status, scale
        subresource: String = flag("subresource", "", Nothing, Allowed);
        /// How the patch is meant: strategic, merge or json
        kind: String = flag("type", "strategic", Nothing, Allowed);
    }
    with { words: Positional, print: Print, files: Filename, dry: DryRunFlag }
}

impl Command for Patch {
    const SPEC: Spec = Spec {
        path: "patch",
        aliases: &[],
        suggest_for: &[],
        about: "Update fields of a resource",
        usage: " (-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE]",
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
        patch(cx, &self).await
    }
}

async fn patch(cx: &Context, args: &Patch) -> Outcome {
    let dry = DryRun::of(cx, &args.dry).await?;
    if args.local {
        return fail("--local is not available here");
    }
    let (text, file) = (args.patch.as_str(), args.patch_file.as_str());
    if !text.is_empty() && !file.is_empty() {
        return fail("cannot specify --patch and --patch-file together");
    }
    if text.is_empty() && file.is_empty() {
        return fail("must specify --patch or --patch-file containing the contents of the patch");
    }
    let kind = match args.kind.as_str() {
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
    let found = Builder::new(cx).await?.words(&args.words).files(&args.files).find(cx).await?;
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
        let change = Change { dry, manager: &args.field_manager, validation: "" };
        if dry == DryRun::Client {
            let object = match kind {
                PatchKind::Strategic => {
                    strategic_merge::apply(&info.object, &parsed).map_err(|error| error.to_string())?
                }
                PatchKind::Merge => strategic_merge::merge(&info.object, &parsed),
                PatchKind::Json => info.object.clone(),
            };
            let operation = if object == info.object { "patched (no change)" } else { "patched" };
            cx.out(DryRun::None.printer(cx, &args.print, operation)?.print(&object)?).await;
            continue;
        }
        let sub = args.subresource.as_str();
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
                cx.out(DryRun::None.printer(cx, &args.print, operation)?.print(&object)?).await;
            }
            Err(failure) => problems.push(failure),
        }
    }
    Failure::join(problems)
}
