//! `apply`: client-side with the last-applied annotation, or on the server.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/apply/apply.go`.

mod client;

pub(super) use client::patch_for;

use serde_json::{Value, json};

use super::common::{Change, DryRun, validation};
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail, from_source};
use crate::resource::{Builder, Info};
use crate::spec::prelude::*;
use crate::text::str_at;

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

/// An object as it is then, and what happened to it.
type Applied = (Value, &'static str);

async fn apply(cx: &Context, args: &Apply) -> Outcome {
    let dry = DryRun::of(cx, &args.dry).await?;
    let validation = validate(args, dry)?;
    let builder = Builder::new(cx).await?.files(&args.files).labelled(&args.labels);
    let builder = Builder { validate: validation != "Ignore", ..builder };
    let found = builder.find(cx).await?;
    let mut problems = found.errors;
    if found.infos.is_empty() && problems.is_empty() {
        return fail("no objects passed to apply");
    }
    let manager = match (args.server_side, args.field_manager.given) {
        (true, false) => "kubectl",
        _ => args.field_manager.as_str(),
    };
    let change = Change { dry, manager, validation };
    let human = args.print.output.is_empty() || args.print.output.as_str() == "name";
    let mut printed: Vec<Value> = Vec::new();
    let many = found.infos.len() > 1;
    for info in found.infos {
        match one(cx, args, &info, &change).await {
            Ok((object, operation)) if human => {
                let mut printer = dry.printer(cx, &args.print, operation)?;
                cx.out(printer.print(&object)?).await;
            }
            Ok((object, _)) => printed.push(object),
            Err(failure) => problems.push(from_source("applying patch", "", failure)),
        }
    }
    if !printed.is_empty() {
        let mut printer = dry.printer(cx, &args.print, "")?;
        let object = if many {
            json!({ "apiVersion": "v1", "kind": "List", "metadata": {}, "items": printed })
        } else {
            printed.swap_remove(0)
        };
        cx.out(printer.print(&object)?).await;
    }
    Failure::join(problems)
}

/// Refuses what does not go together; returns `fieldValidation`.
fn validate(args: &Apply, dry: DryRun) -> Outcome<&'static str> {
    if args.force_conflicts && !args.server_side {
        return fail("--force-conflicts only works with --server-side");
    }
    if dry == DryRun::Client && args.server_side {
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
    if args.force && args.server_side {
        return fail("--force cannot be used with --server-side");
    }
    if args.prune {
        return fail("--prune is not available here; delete what is no longer wanted by name");
    }
    Ok(validation)
}

async fn one(cx: &Context, args: &Apply, info: &Info, change: &Change<'_>) -> Outcome<Applied> {
    let generated = str_at(&info.object, &["metadata", "generateName"]);
    if info.name.is_empty() && !generated.is_empty() {
        return fail(format!("from {generated}: cannot use generate name with apply"));
    }
    if args.server_side {
        server(cx, args.force_conflicts, info, change).await
    } else {
        client::apply(cx, args.force, info, change).await
    }
}

/// `--server-side`. `force`: take over fields that others manage.
async fn server(cx: &Context, force: bool, info: &Info, change: &Change<'_>) -> Outcome<Applied> {
    let force = force.to_string();
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
