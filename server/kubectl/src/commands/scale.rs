//! `scale`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/scale/scale.go`, `kubectl/pkg/scale/scale.go`.

use serde_json::json;

use super::common::{DryRun, PatchKind, sleep};
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::resource::{Builder, Info};
use crate::spec::prelude::*;
use crate::text::{int_at, str_at};

crate::flags! {
    /// `scale`, as typed.
    pub(crate) struct Scale {
        /// All objects of the types
        all: bool = flag("all", "false", Nothing, Allowed);
        /// Only if it has this size now; -1: whatever it has
        current_replicas: i64 = flag("current-replicas", "-1", Nothing, Allowed);
        /// The new size
        replicas: i64 = flag("replicas", "0", Nothing, Allowed).required();
        /// Only if the object is still this version
        resource_version: String = flag("resource-version", "", Nothing, Allowed);
        /// How long to wait until it has the size; 0: not at all
        timeout: Length = flag("timeout", "0s", Nothing, Allowed);
    }
    with { words: Positional, print: Print, files: Filename, dry: DryRunFlag, labels: Selector }
}

impl Command for Scale {
    const SPEC: Spec = Spec {
        path: "scale",
        aliases: &[],
        suggest_for: &["resize"],
        about: "Set a new size for a deployment, replica set, or replication controller",
        usage: " --replicas=COUNT (-f FILENAME | TYPE NAME)",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        Effect::Changes.unless(self.dry.pretends())
    }

    fn manner(&self) -> Manner {
        Manner::Ends
    }

    async fn run(self, cx: &Context) -> Outcome {
        scale_all(cx, &self).await
    }
}

async fn scale_all(cx: &Context, args: &Scale) -> Outcome {
    let dry = DryRun::of(cx, &args.dry).await?;
    let mut printer = dry.printer(cx, &args.print, "scaled")?;
    let replicas = args.replicas;
    if replicas < 0 {
        return fail("The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0");
    }
    if args.current_replicas < -1 {
        return fail("The --current-replicas must specify an integer of -1 or greater");
    }
    let builder = Builder::new(cx).await?.words(&args.words).files(&args.files);
    let mut builder = builder.labelled(&args.labels);
    builder.latest = false;
    builder.empty_selector = args.all;
    let found = builder.find(cx).await?;
    if !args.resource_version.is_empty() && found.infos.len() > 1 {
        return fail("cannot use --resource-version with multiple resources");
    }
    if found.infos.is_empty() {
        Failure::join(found.errors)?;
        return fail("no objects passed to scale");
    }
    for mut info in found.infos {
        if dry != DryRun::Client {
            scale(cx, args, &info, replicas, dry).await?;
        }
        if matches!(info.resource.group.as_str(), "" | "apps") {
            info.object["spec"]["replicas"] = replicas.into();
        }
        cx.out(printer.print(&info.object)?).await;
    }
    Failure::join(found.errors)
}

async fn scale(cx: &Context, args: &Scale, info: &Info, replicas: i64, dry: DryRun) -> Outcome {
    let path = format!("{}/scale", info.path()?);
    let (current, version) = (args.current_replicas, args.resource_version.as_str());
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
    let Some(limit) = args.timeout.limit().filter(|_| dry == DryRun::None) else {
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
