//! `apply`: client-side with the last-applied annotation, or on the server.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/apply/apply.go`, `patcher.go`.

use serde_json::{Value, json};

use super::common::{Change, DryRun, LAST_APPLIED, PatchKind, annotate_last_applied, built_in, validation};
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail, from_source};
use crate::printers::Printer;
use crate::resource::{Builder, Info};
use crate::spec::prelude::*;
use crate::text::{quote, str_at};

const WARN_NO_ANNOTATION: &str = "is missing the kubectl.kubernetes.io/last-applied-configuration annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.";

crate::flags! {
    /// `apply`, as typed.
    pub(crate) struct Apply {
        /// Who is said to manage the fields
        field_manager: Given<String> = flag("field-manager", "kubectl-client-side-apply", Nothing, Allowed);
        /// Delete and create again what cannot be changed
        force: bool = flag("force", "false", Nothing, Allowed);
        /// With --server-side: take over fields that others manage
        force_conflicts: bool = flag("force-conflicts", "false", Nothing, Allowed);
        /// Delete what is in no manifest any more
        prune: bool = flag("prune", "false", Nothing, Allowed);
        /// The server merges
        server_side: bool = flag("server-side", "false", Nothing, Allowed);
    }
    with { words: Positional, print: Print, files: Filename, dry: DryRunFlag, labels: Selector, validation: Validate }
    ignored {
        /// With --prune: all objects of the types
        bool = flag("all", "false", Nothing, Allowed);
        /// What becomes of what a deleted object owns: background, foreground or orphan
        String = flag("cascade", "background", Nothing, Allowed).bare("background");
        /// Seconds that a deleted object has to end in order; -1: what it says
        i64 = flag("grace-period", "-1", Nothing, Allowed);
        /// Merge by what the server says of the types
        bool = flag("openapi-patch", "true", Nothing, Allowed);
        /// Fields that somebody else changed are changed back
        bool = flag("overwrite", "true", Nothing, Allowed);
        /// Types that --prune may delete
        Array = flag("prune-allowlist", "", Nothing, Allowed);
        /// A part of the object: status, scale
        String = flag("subresource", "", Nothing, Allowed);
        /// How long to wait for a deletion; 0: as long as it takes
        Length = flag("timeout", "0s", Nothing, Allowed);
        /// Wait until what is deleted is gone
        bool = flag("wait", "false", Nothing, Allowed);
    }
}

impl Command for Apply {
    const SPEC: Spec = Spec {
        path: "apply",
        aliases: &[],
        suggest_for: &[],
        about: "Apply a configuration to a resource by file name or stdin",
        usage: " -f FILENAME",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        let effect = if self.prune || self.force { Effect::Destroys } else { Effect::Changes };
        effect.unless(self.dry.pretends())
    }

    fn manner(&self) -> Manner {
        Manner::Ends
    }

    async fn run(self, cx: &Context) -> Outcome {
        apply(cx, &self).await
    }
}

async fn apply(cx: &Context, args: &Apply) -> Outcome {
    let server_side = args.server_side;
    let dry = DryRun::of(cx, &args.dry).await?;
    if args.force_conflicts && !server_side {
        return fail("--force-conflicts only works with --server-side");
    }
    if dry == DryRun::Client && server_side {
        return fail(
            "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)",
        );
    }
    if !args.words.is_empty() {
        return fail(format!(
            "Unexpected args: [{}]\nSee 'kubectl apply -h' for help and examples",
            args.words.join(" ")
        ));
    }
    if args.files.filename.is_empty() {
        return fail("must specify one of -f and -k");
    }
    let validation = validation(&args.validation)?;
    if args.force && server_side {
        return fail("--force cannot be used with --server-side");
    }
    if args.prune {
        return fail("--prune is not available here; delete what is no longer wanted by name");
    }
    let builder = Builder::new(cx).await?.files(&args.files).labelled(&args.labels);
    let builder = Builder { validate: validation != "Ignore", ..builder };
    let found = builder.find(cx).await?;
    let mut problems = found.errors;
    if found.infos.is_empty() && problems.is_empty() {
        return fail("no objects passed to apply");
    }
    let manager = match (server_side, args.field_manager.given) {
        (true, false) => "kubectl".to_owned(),
        _ => args.field_manager.value.clone(),
    };
    let change = Change { dry, manager: &manager, validation };
    let mut printed: Vec<(Info, Value, &'static str)> = Vec::new();
    let many = found.infos.len() > 1;
    for info in found.infos {
        let generated = str_at(&info.object, &["metadata", "generateName"]);
        let done = if info.name.is_empty() && !generated.is_empty() {
            fail(format!("from {generated}: cannot use generate name with apply"))
        } else if server_side {
            server(cx, args, &info, &change).await
        } else {
            client(cx, args, &info, &change).await
        };
        match done {
            Ok((object, operation)) => {
                let human = args.print.output.is_empty() || args.print.output.as_str() == "name";
                if human {
                    say(cx, args, dry, &object, operation).await?;
                } else {
                    printed.push((info, object, operation));
                }
            }
            Err(failure) => problems.push(from_source("applying patch", "", failure)),
        }
    }
    if !printed.is_empty() {
        let mut printer = dry.printer(cx, &args.print, "")?;
        let object = if many {
            let items: Vec<Value> = printed.into_iter().map(|(_, object, _)| object).collect();
            json!({ "apiVersion": "v1", "kind": "List", "metadata": {}, "items": items })
        } else {
            printed.swap_remove(0).1
        };
        cx.out(printer.print(&object)?).await;
    }
    Failure::join(problems)
}

async fn say(cx: &Context, args: &Apply, dry: DryRun, object: &Value, operation: &str) -> Outcome {
    let mut printer: Printer = dry.printer(cx, &args.print, operation)?;
    cx.out(printer.print(object)?).await;
    Ok(())
}

async fn server(
    cx: &Context,
    args: &Apply,
    info: &Info,
    change: &Change<'_>,
) -> Outcome<(Value, &'static str)> {
    let force = args.force_conflicts.to_string();
    let request =
        Request::patch(info.path()?, "application/apply-patch+yaml", info.object.to_string().into_bytes());
    let request = change.query(request).query("force", force);
    match cx.json(request).await {
        Ok(object) => Ok((object, "serverside-applied")),
        Err(Failure::Status(mut status)) if str_at(&status, &["reason"]) == "Conflict" => {
            let message = str_at(&status, &["message"]).to_owned();
            status["message"] = format!(
                "{message}\nPlease review the fields above--they currently have other managers. Here\nare the ways you can resolve this warning:\n* If you intend to manage all of these fields, please re-run the apply\n  command with the `--force-conflicts` flag.\n* If you do not intend to manage all of the fields, please edit your\n  manifest to remove references to the fields that should keep their\n  current managers.\n* You may co-own fields by updating your manifest to match the existing\n  value; in this case, you'll become the manager if the other manager(s)\n  stop managing the field (remove it from their configuration).\nSee https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts"
            )
            .into();
            Err(Failure::Message(format!(
                "Apply failed with {}",
                str_at(&status, &["message"]).trim_start_matches("Apply failed with ")
            )))
        }
        Err(failure) => Err(failure),
    }
}

async fn client(
    cx: &Context,
    args: &Apply,
    info: &Info,
    change: &Change<'_>,
) -> Outcome<(Value, &'static str)> {
    let mut modified = info.object.clone();
    annotate_last_applied(&mut modified);
    let retrieving = |failure: Failure| {
        let (group, version, kind) = (&info.resource.group, &info.resource.version, &info.resource.kind);
        let what = format!(
            "retrieving current configuration of:\nResource: \"{group}/{version}, Resource={}\", GroupVersionKind: \"{group}/{version}, Kind={kind}\"\nName: {}, Namespace: {}",
            info.resource.plural,
            quote(&info.name),
            quote(&info.namespace)
        );
        let with =
            |text: &str| format!("error when {what}\nfrom server for: {}: {text}", quote(&info.source));
        match failure {
            Failure::Status(mut status) => {
                status["message"] = with(str_at(&status, &["message"])).into();
                Failure::Status(status)
            }
            other => Failure::Message(with(&other.text())),
        }
    };
    let mut current = match info.fetch(cx).await {
        Ok(current) => current,
        Err(failure) if failure.is_not_found() => {
            // Null means "not there" in an update, so it does in a creation.
            let mut modified = modified;
            drop_nulls(&mut modified);
            let created = if change.dry == DryRun::Client {
                modified
            } else {
                change
                    .create(cx, info, &modified)
                    .await
                    .map_err(|failure| from_source("creating", &info.source, failure))?
            };
            return Ok((created, "created"));
        }
        Err(failure) => return Err(retrieving(failure)),
    };
    let last = str_at(&current, &["metadata", "annotations", LAST_APPLIED]).to_owned();
    if last.is_empty() {
        cx.err(format!("Warning: resource {}/{} {WARN_NO_ANNOTATION}\n", info.resource.plural, info.name))
            .await;
    }
    if change.dry == DryRun::Client {
        let patch = patch_for(info, &last, &modified, &current)?;
        // Upstream says so whether or not anything would change.
        let _patch = patch;
        return Ok((current, "configured"));
    }
    for attempt in 0..5 {
        let patch = patch_for(info, &last, &modified, &current)?;
        if patch == json!({}) {
            return Ok((current, "unchanged"));
        }
        let kind = if built_in(&info.resource.group) { PatchKind::Strategic } else { PatchKind::Merge };
        match change.patch(cx, info, kind, &patch).await {
            Ok(object) => return Ok((object, "configured")),
            Err(failure) if failure.reason() == "Conflict" && attempt < 4 => current = info.fetch(cx).await?,
            Err(failure) if args.force && matches!(failure.reason(), "Conflict" | "Invalid") => {
                return replace(cx, info, &modified, change).await;
            }
            Err(Failure::Status(mut status)) => {
                let message = str_at(&status, &["message"]).to_owned();
                status["message"] = wrapped(info, &patch, &message).into();
                return Err(Failure::Status(status));
            }
            Err(failure) => return Err(failure),
        }
    }
    fail("the object kept changing while the patch was applied")
}

/// `pruneNullsFromMap`: fields without a value go; in lists they stay.
fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|_, value| !value.is_null());
            map.values_mut().for_each(drop_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_nulls),
        _ => {}
    }
}

fn wrapped(info: &Info, patch: &Value, message: &str) -> String {
    let (group, version, kind) = (&info.resource.group, &info.resource.version, &info.resource.kind);
    format!(
        "error when applying patch:\n{}\nto:\nResource: \"{group}/{version}, Resource={}\", GroupVersionKind: \"{group}/{version}, Kind={kind}\"\nName: {}, Namespace: {}\nfor: {}: error when patching {}: {message}",
        crate::printers::json::compact(patch),
        info.resource.plural,
        quote(&info.name),
        quote(&info.namespace),
        quote(&info.source),
        quote(&info.source)
    )
}

/// Deletes the object and creates it again (`deleteAndCreate`). Of what is only pretended nothing is gone, so that the
/// second half cannot be tried.
async fn replace(
    cx: &Context,
    info: &Info,
    modified: &Value,
    change: &Change<'_>,
) -> Outcome<(Value, &'static str)> {
    let options = json!({ "kind": "DeleteOptions", "apiVersion": "v1", "gracePeriodSeconds": 0 });
    cx.json(Request::delete(info.path()?, &options).query("dryRun", change.dry.query())).await?;
    if cx.session.preview {
        cx.plan(&change.creation(info, modified)).await?;
    }
    if cx.session.preview || change.dry == DryRun::Server {
        return Ok((modified.clone(), "configured"));
    }
    super::delete::gone(cx, info, "", None).await?;
    Ok((change.create(cx, info, modified).await?, "configured"))
}

/// The patch of a client-side apply.
pub(crate) fn patch_for(info: &Info, last: &str, modified: &Value, current: &Value) -> Outcome<Value> {
    let original: Value = if last.is_empty() {
        json!({})
    } else {
        serde_json::from_str(last).map_err(|error| Failure::Message(error.to_string()))?
    };
    if built_in(&info.resource.group) {
        return strategic_merge::three_way(&original, modified, current)
            .map_err(|error| Failure::Message(error.to_string()));
    }
    Ok(json_three_way(&original, modified, current))
}

/// `jsonmergepatch.CreateThreeWayJSONMergePatch`.
fn json_three_way(original: &Value, modified: &Value, current: &Value) -> Value {
    let mut patch = serde_json::Map::new();
    let empty = serde_json::Map::new();
    let map = |value: &Value| value.as_object().cloned().unwrap_or_else(|| empty.clone());
    let (old, new, now) = (map(original), map(modified), map(current));
    for (key, value) in &new {
        match now.get(key) {
            Some(before) if before == value => {}
            Some(before) if before.is_object() && value.is_object() => {
                let inner = json_three_way(old.get(key).unwrap_or(&Value::Null), value, before);
                if inner != json!({}) {
                    patch.insert(key.clone(), inner);
                }
            }
            _ => {
                patch.insert(key.clone(), value.clone());
            }
        }
    }
    for key in old.keys().filter(|key| !new.contains_key(*key)) {
        patch.insert(key.clone(), Value::Null);
    }
    Value::Object(patch)
}
