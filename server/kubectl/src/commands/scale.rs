//! `scale`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/scale/scale.go`, `kubectl/pkg/scale/scale.go`.

use serde_json::json;

use super::common::{DryRun, PatchKind, sleep};
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::flags::Args;
use crate::resource::{Builder, Info};
use crate::text::{int_at, str_at};

/// Runs it.
pub(crate) async fn run(cx: &Context, args: Args) -> Outcome {
    let dry = DryRun::of(cx, &args).await?;
    let mut printer = dry.printer(cx, &args, "scaled")?;
    let replicas = args.int("replicas");
    if replicas < 0 {
        return fail("The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0");
    }
    if args.int("current-replicas") < -1 {
        return fail("The --current-replicas must specify an integer of -1 or greater");
    }
    let mut builder = Builder::new(cx, &args).await?;
    builder.latest = false;
    builder.empty_selector = args.bool("all");
    let found = builder.find(cx).await?;
    if !args.str("resource-version").is_empty() && found.infos.len() > 1 {
        return fail("cannot use --resource-version with multiple resources");
    }
    if found.infos.is_empty() {
        Failure::join(found.errors)?;
        return fail("no objects passed to scale");
    }
    for mut info in found.infos {
        if dry != DryRun::Client {
            scale(cx, &args, &info, replicas, dry).await?;
        }
        if matches!(info.resource.group.as_str(), "" | "apps") {
            info.object["spec"]["replicas"] = replicas.into();
        }
        cx.out(printer.print(&info.object)?).await;
    }
    Failure::join(found.errors)
}

async fn scale(cx: &Context, args: &Args, info: &Info, replicas: i64, dry: DryRun) -> Outcome {
    let path = format!("{}/scale", info.path()?);
    let (current, version) = (args.int("current-replicas"), args.str("resource-version"));
    if current == -1 && version.is_empty() {
        let patch = json!({ "spec": { "replicas": replicas } }).to_string();
        let request = Request::patch(path.clone(), PatchKind::Merge.content_type(), patch.into_bytes());
        cx.json(request.query("dryRun", dry.query())).await?;
    } else {
        let mut scale = cx.json(Request::get(path.clone())).await?;
        let now = int_at(&scale, &["spec", "replicas"]).unwrap_or(0);
        if current != -1 && now != current {
            return fail(format!("Expected replicas to be {current}, was {now}"));
        }
        let actual = str_at(&scale, &["metadata", "resourceVersion"]);
        if !version.is_empty() && actual != version {
            return fail(format!("Expected resource version to be {version}, was {actual}"));
        }
        scale["spec"]["replicas"] = replicas.into();
        cx.json(Request::put(path.clone(), &scale).query("dryRun", dry.query())).await?;
    }
    let Some(limit) = args.duration("timeout").filter(|limit| !limit.is_zero() && dry == DryRun::None) else {
        return Ok(());
    };
    if cx.session.preview {
        return Ok(());
    }
    let started = std::time::Instant::now();
    loop {
        let scale = cx.json(Request::get(path.clone())).await?;
        if int_at(&scale, &["status", "replicas"]).unwrap_or(0) == replicas {
            return Ok(());
        }
        if started.elapsed() >= limit {
            return fail("timed out waiting for the condition");
        }
        sleep(500).await;
    }
}
