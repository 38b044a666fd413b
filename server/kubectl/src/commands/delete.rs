//! `delete`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/delete/delete.go`.

use serde_json::{Value, json};

use super::common::{DryRun, sleep};
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail, from_source};
use crate::flags::Args;
use crate::resource::{Builder, Info};
use crate::text::str_at;

/// Runs it.
pub(crate) async fn run(cx: &Context, args: Args) -> Outcome {
    let force = args.bool("force");
    let mut grace = args.int("grace-period");
    if args.bool("now") {
        if grace != -1 {
            return fail("--now and --grace-period cannot be specified together");
        }
        grace = 1;
    }
    if grace == 0 && !force {
        grace = 1;
    }
    if force && grace < 0 {
        grace = 0;
    }
    let cascade = cascade(&args)?;
    let dry = DryRun::of(cx, &args).await?;
    let mut builder = Builder::new(cx, &args).await?;
    builder.select_all = args.bool("all");
    if builder.select_all && (builder.selector.is_some() || builder.field_selector.is_some()) {
        return fail("setting 'all' parameter but found a non empty selector. ");
    }
    builder.no_fetch = true;
    let explicit = builder.enforce_namespace;
    let selecting = builder.select_all || builder.selector.is_some() || builder.field_selector.is_some();
    let ignore = args.bool("ignore-not-found") || (selecting && !args.changed("ignore-not-found"));
    if !args.str("raw").is_empty() {
        let reply = cx.send(Request::delete(args.str("raw"), &json!({}))).await?;
        cx.out(reply.body).await;
        return Ok(());
    }
    let found = builder.find(cx).await?;
    validate(cx, &args, grace, force).await?;
    if args.bool("interactive") && !confirmed(cx, &found.infos).await? {
        return Ok(());
    }
    let mut problems: Vec<Failure> = found.errors;
    let nothing = found.infos.is_empty();
    let mut deleted: Vec<(Info, String)> = Vec::new();
    let mut warned = false;
    for info in found.infos {
        if explicit && !warned && !info.resource.namespaced {
            cx.err("Warning: deleting cluster-scoped resources, not scoped to the provided namespace\n")
                .await;
            warned = true;
        }
        if dry == DryRun::Client {
            cx.out(sentence(&info, &args, grace, dry)).await;
            deleted.push((info, String::new()));
            continue;
        }
        let mut options =
            json!({ "kind": "DeleteOptions", "apiVersion": "v1", "propagationPolicy": cascade });
        if grace >= 0 {
            options["gracePeriodSeconds"] = grace.into();
        }
        let deleting =
            async { cx.json(Request::delete(info.path()?, &options).query("dryRun", dry.query())).await };
        match deleting.await {
            Ok(answer) => {
                cx.out(sentence(&info, &args, grace, dry)).await;
                deleted.push((info, uid_of(&answer)));
            }
            Err(failure) if ignore && failure.is_not_found() => {}
            Err(failure) => problems.push(from_source("deleting", &info.source, failure)),
        }
    }
    Failure::join(problems)?;
    if nothing {
        cx.out("No resources found\n").await;
        return Ok(());
    }
    if !args.bool("wait") || dry != DryRun::None || cx.session.preview {
        return Ok(());
    }
    let limit = args.duration("timeout").filter(|limit| !limit.is_zero());
    for (info, uid) in &deleted {
        match gone(cx, info, uid, limit).await {
            Err(failure) if matches!(failure.reason(), "Forbidden" | "MethodNotAllowed") => {}
            other => other?,
        }
    }
    Ok(())
}

fn cascade(args: &Args) -> Outcome<&'static str> {
    match args.str("cascade") {
        "background" | "true" => Ok("Background"),
        "orphan" | "false" => Ok("Orphan"),
        "foreground" => Ok("Foreground"),
        other => fail(format!(
            "invalid cascade value ({other}). Must be \"background\", \"foreground\", or \"orphan\""
        )),
    }
}

async fn validate(cx: &Context, args: &Args, grace: i64, force: bool) -> Outcome {
    let output = args.str("output");
    if !output.is_empty() && output != "name" {
        return fail(format!("unexpected -o output mode: {output}. We only support '-o name'"));
    }
    if force && grace == 0 {
        cx.err("Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n").await;
    } else if force && grace > 0 {
        return fail("--force and --grace-period greater than 0 cannot be specified together");
    }
    Ok(())
}

async fn confirmed(cx: &Context, infos: &[Info]) -> Outcome<bool> {
    if infos.is_empty() {
        cx.out("No resources found\n").await;
        return Ok(false);
    }
    cx.out("You are about to delete the following ").await;
    let mut text = format!("{} resource(s):\n", infos.len());
    for info in infos {
        text += &format!("{}/{}\n", info.resource.plural, info.name);
    }
    cx.out(text + "Do you want to continue? (y/N): ").await;
    let answer = cx.stdin().await?;
    let yes = answer.first().is_some_and(|byte| byte.eq_ignore_ascii_case(&b'y'));
    if !yes {
        cx.out("deletion is cancelled\n").await;
    }
    Ok(yes)
}

fn uid_of(answer: &Value) -> String {
    let path: &[&str] =
        if str_at(answer, &["kind"]) == "Status" { &["details", "uid"] } else { &["metadata", "uid"] };
    str_at(answer, path).to_owned()
}

fn sentence(info: &Info, args: &Args, grace: i64, dry: DryRun) -> String {
    if args.str("output") == "name" {
        return format!("{}\n", info.typed_name());
    }
    let mut operation = if grace == 0 { "force deleted" } else { "deleted" }.to_owned();
    if info.resource.namespaced {
        operation += &format!(" from {} namespace", info.namespace);
    }
    format!("{} \"{}\" {}\n", info.resource.group_kind(), info.name, dry.operation(&operation))
}

/// Waits until an object is gone, or another one has taken its name.
pub(crate) async fn gone(
    cx: &Context,
    info: &Info,
    uid: &str,
    limit: Option<std::time::Duration>,
) -> Outcome {
    let started = std::time::Instant::now();
    let mut pause = 50;
    loop {
        match info.fetch(cx).await {
            Err(failure) if failure.is_not_found() => return Ok(()),
            Err(failure) => return Err(failure),
            Ok(now) if !uid.is_empty() && str_at(&now, &["metadata", "uid"]) != uid => return Ok(()),
            Ok(_) => {}
        }
        if limit.is_some_and(|limit| started.elapsed() >= limit) {
            return fail(format!(
                "timed out waiting for the condition on {}/{}",
                info.resource.plural, info.name
            ));
        }
        sleep(pause).await;
        pause = (pause * 2).min(1000);
    }
}
