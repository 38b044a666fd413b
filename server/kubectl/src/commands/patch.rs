//! `patch`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/patch/patch.go`.

use serde_json::Value;

use super::common::{Change, DryRun, PatchKind};
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::resource::{Builder, Info};
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
    let (bytes, kind) = wanted(cx, args)?;
    let found = Builder::new(cx).await?.words(&args.words).files(&args.files).find(cx).await?;
    let mut problems = found.errors;
    if found.infos.is_empty() {
        Failure::join(problems)?;
        return fail("no objects passed to patch");
    }
    let how = How { args, kind, body: Body::read(bytes)?, dry };
    for info in found.infos {
        match how.one(cx, &info).await {
            Ok((before, after)) => {
                let operation = if before == after { "patched (no change)" } else { "patched" };
                let mut printer = DryRun::None.printer(cx, &args.print, operation)?;
                cx.out(printer.print(&after)?).await;
            }
            Err(Refused::ByServer(failure)) => problems.push(failure),
            Err(Refused::Here(failure)) => return Err(failure),
        }
    }
    Failure::join(problems)
}

/// The patch and how it is meant.
fn wanted(cx: &Context, args: &Patch) -> Outcome<(Vec<u8>, PatchKind)> {
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
    if file.is_empty() {
        return Ok((text.as_bytes().to_vec(), kind));
    }
    let mut files = cx.session.files.read(file).map_err(|why| format!("unable to read patch file: {why}"))?;
    Ok((files.swap_remove(0).1, kind))
}

/// A patch: its bytes as they are sent, and what they say.
struct Body {
    bytes: Vec<u8>,
    parsed: Value,
}

impl Body {
    /// JSON is sent as it is, also when it is none.
    fn read(bytes: Vec<u8>) -> Outcome<Body> {
        let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
        if first.is_some_and(|byte| matches!(byte, b'{' | b'[')) {
            let parsed = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
            return Ok(Body { bytes, parsed });
        }
        let parsed = crate::yaml::parse(&bytes).map_err(|error| {
            format!("unable to parse {}: {error}", quote(&String::from_utf8_lossy(&bytes)))
        })?;
        Ok(Body { bytes: parsed.to_string().into_bytes(), parsed })
    }
}

/// Who refused a patch: the server, which stops nothing, or we.
enum Refused {
    ByServer(Failure),
    Here(Failure),
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Refused {
        Refused::Here(failure)
    }
}

/// How objects are patched.
struct How<'a> {
    args: &'a Patch,
    kind: PatchKind,
    body: Body,
    dry: DryRun,
}

impl How<'_> {
    /// An object before and after.
    async fn one(&self, cx: &Context, info: &Info) -> Result<(Value, Value), Refused> {
        if self.dry == DryRun::Client {
            return Ok((info.object.clone(), self.pretended(info)?));
        }
        let sub = self.args.subresource.as_str();
        let path = if sub.is_empty() { info.path()? } else { format!("{}/{sub}", info.path()?) };
        let before =
            if sub.is_empty() { info.object.clone() } else { cx.json(Request::get(path.as_str())).await? };
        let change = Change { dry: self.dry, manager: &self.args.field_manager, validation: "" };
        let request = Request::patch(path, self.kind.content_type(), self.body.bytes.clone());
        let after = cx.json(change.query(request)).await.map_err(Refused::ByServer)?;
        Ok((before, after))
    }

    fn pretended(&self, info: &Info) -> Outcome<Value> {
        Ok(match self.kind {
            PatchKind::Strategic => {
                strategic_merge::apply(&info.object, &self.body.parsed).map_err(|error| error.to_string())?
            }
            PatchKind::Merge => strategic_merge::merge(&info.object, &self.body.parsed),
            PatchKind::Json => info.object.clone(),
        })
    }
}
