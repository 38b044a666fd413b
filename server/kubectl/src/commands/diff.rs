//! `diff`: what `diff -u -N` prints of the live objects and of what would be applied.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/diff/diff.go`.

use serde_json::{Value, json};
use similar::TextDiff;

use super::apply::patch_for;
use super::common::{LAST_APPLIED, PatchKind};
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::printers::yaml::to_yaml;
use crate::resource::{Builder, Info};
use crate::spec::prelude::*;
use crate::text::str_at;

crate::flags! {
    /// `diff`, as typed.
    pub(crate) struct Diff {
        /// Who is said to manage the fields
        field_manager: Given<String> = flag("field-manager", "kubectl-client-side-apply", Nothing, Allowed);
        /// With --server-side: take over fields that others manage
        force_conflicts: bool = flag("force-conflicts", "false", Nothing, Allowed);
        /// The server merges
        server_side: bool = flag("server-side", "false", Nothing, Allowed);
        /// Also show who manages which field
        show_managed_fields: bool = flag("show-managed-fields", "false", Nothing, Allowed);
        /// Show the values of Secrets
        show_secrets: bool = flag("show-secrets", "false", Nothing, Allowed);
    }
    with { words: Positional, files: Filename, labels: Selector }
    ignored {
        /// How many objects are compared at once
        i64 = flag("concurrency", "1", Nothing, Allowed);
        /// Also what apply --prune would delete
        bool = flag("prune", "false", Nothing, Allowed);
        /// Types that --prune may delete
        Array = flag("prune-allowlist", "", Nothing, Allowed);
    }
}

impl Command for Diff {
    const SPEC: Spec = Spec {
        path: "diff",
        aliases: &[],
        suggest_for: &[],
        about: "Diff the live version against a would-be applied version",
        usage: " -f FILENAME",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        Effect::Reads
    }

    fn manner(&self) -> Manner {
        Manner::Ends
    }

    async fn run(self, cx: &Context) -> Outcome {
        diff(cx, &self).await
    }
}

/// Its failures have exit codes above 1: 1 means that there are differences.
async fn diff(cx: &Context, args: &Diff) -> Outcome {
    match compare(cx, args).await {
        Ok(false) => Ok(()),
        Ok(true) => Err(Failure::Exit(1)),
        Err(failure) => {
            let (text, code) = failure.report();
            Err(Failure::Verbatim(text, code + 1))
        }
    }
}

async fn compare(cx: &Context, args: &Diff) -> Outcome<bool> {
    if !args.words.is_empty() {
        return fail(format!(
            "Unexpected args: [{}]\nSee 'kubectl diff -h' for help and examples",
            args.words.join(" ")
        ));
    }
    if args.files.filename.is_empty() {
        return fail("must specify one of -f and -k");
    }
    if args.force_conflicts && !args.server_side {
        return fail("--force-conflicts only works with --server-side");
    }
    let mut builder = Builder::new(cx).await?.files(&args.files).labelled(&args.labels);
    builder.continue_on_error = false;
    let infos = builder.find(cx).await?.strict()?;
    let mut names: Vec<(String, String, String)> = Vec::new();
    for info in &infos {
        let (mut live, mut merged) = settled(cx, args, info).await?;
        if info.resource.kind == "Secret" && info.resource.group.is_empty() && !args.show_secrets {
            mask(&mut live, &mut merged);
        }
        let group =
            if info.resource.group.is_empty() { String::new() } else { format!("{}.", info.resource.group) };
        let place = if info.namespace.is_empty() { String::new() } else { format!("{}.", info.namespace) };
        let name = format!("{group}{}.{}.{place}{}", info.resource.version, info.resource.kind, info.name);
        let text = |object: &Value| {
            if object.is_null() {
                String::new()
            } else {
                to_yaml(&crate::printers::tidy(object, args.show_managed_fields))
            }
        };
        names.push((name, text(&live), text(&merged)));
    }
    names.sort();
    let stamp = cx.now().as_nanosecond() % 1_000_000_000;
    let (from, to) = (format!("/tmp/LIVE-{stamp:09}"), format!("/tmp/MERGED-{stamp:09}"));
    let time = cx.now().strftime("%Y-%m-%d %H:%M:%S%.9f +0000").to_string();
    let mut out = String::new();
    for (name, live, merged) in names {
        if live == merged {
            continue;
        }
        let diff = TextDiff::from_lines(&live, &merged);
        let body = diff.unified_diff().context_radius(3).to_string();
        let old = &time;
        out += &format!(
            "diff -u -N {from}/{name} {to}/{name}\n--- {from}/{name}\t{old}\n+++ {to}/{name}\t{time}\n{body}"
        );
    }
    let differs = !out.is_empty();
    cx.out(out).await;
    Ok(differs)
}

/// How often an object that keeps changing is looked at; the last time without holding it to what was seen.
const TRIES: usize = 4;

/// Both versions of one moment: an object that changes between the two calls is looked at again.
async fn settled(cx: &Context, args: &Diff, info: &Info) -> Outcome<(Value, Value)> {
    for _ in 1..TRIES {
        match versions(cx, args, info, true).await {
            Err(failure) if failure.reason() == "Conflict" => {}
            done => return done,
        }
    }
    let (kind, name) = (&info.resource.kind, &info.name);
    cx.err(format!("Object ({kind}: {name}) keeps changing, diffing without lock\n")).await;
    versions(cx, args, info, false).await
}

/// The live object, and what it would become; null where there is none. `locked`: a conflict when it changes meanwhile.
async fn versions(cx: &Context, args: &Diff, info: &Info, locked: bool) -> Outcome<(Value, Value)> {
    let live = match info.fetch(cx).await {
        Ok(live) => live,
        Err(failure) if failure.is_not_found() => Value::Null,
        Err(failure) => return Err(failure),
    };
    let manager = args.field_manager.as_str();
    if args.server_side {
        let manager = if args.field_manager.given { manager } else { "kubectl" };
        let request = Request::patch(
            info.path()?,
            "application/apply-patch+yaml",
            info.object.to_string().into_bytes(),
        )
        .query("dryRun", "All")
        .query("fieldManager", manager)
        .query("force", args.force_conflicts.to_string());
        return Ok((live, cx.json(request).await?));
    }
    // As upstream's GetModifiedConfiguration: annotations are there, be it an empty map, or the patch would delete them all.
    let mut modified = info.object.clone();
    if modified.pointer("/metadata/annotations").is_none_or(Value::is_null) {
        modified["metadata"]["annotations"] = json!({});
    }
    if live.is_null() {
        let request = Request::post(info.resource.path(&info.namespace), &info.object)
            .query("dryRun", "All")
            .query("fieldManager", manager);
        return Ok((live, cx.json(request).await?));
    }
    let last = str_at(&live, &["metadata", "annotations", LAST_APPLIED]).to_owned();
    if last.is_empty() {
        cx.err(format!("Warning: resource {}/{} is missing the kubectl.kubernetes.io/last-applied-configuration annotation which is required by kubectl diff. kubectl diff should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.\n", info.resource.plural, info.name)).await;
    }
    let mut patch = patch_for(&last, &modified, &live)?;
    if patch == json!({}) {
        return Ok((live.clone(), live));
    }
    if locked {
        patch["metadata"]["resourceVersion"] = live["metadata"]["resourceVersion"].clone();
    }
    let kind = if strategic_merge::is_known(&modified) { PatchKind::Strategic } else { PatchKind::Merge };
    let request = Request::patch(info.path()?, kind.content_type(), patch.to_string().into_bytes())
        .query("dryRun", "All")
        .query("fieldManager", manager);
    let merged = cx.json(request).await?;
    Ok((live, merged))
}

/// Hides a secret's values; where they differ, says so.
fn mask(live: &mut Value, merged: &mut Value) {
    for field in ["data", "stringData"] {
        let keys = |object: &Value| -> Vec<String> {
            object
                .get(field)
                .and_then(Value::as_object)
                .map(|map| map.keys().cloned().collect())
                .unwrap_or_default()
        };
        let mut all = keys(live);
        all.extend(keys(merged));
        for key in all {
            let (old, new) = (live[field].get(&key).cloned(), merged[field].get(&key).cloned());
            let same = old == new;
            if old.is_some() {
                live[field][&key] = if same || new.is_none() { "***" } else { "*** (before)" }.into();
            }
            if new.is_some() {
                merged[field][&key] = if same || old.is_none() { "***" } else { "*** (after)" }.into();
            }
        }
    }
}
