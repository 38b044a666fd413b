//! `rollout status`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/rollout/rollout_status.go`.

use serde_json::Value;

use super::Objects;
use super::progress::progress;
use crate::api::Request;
use crate::commands::common::sleep;
use crate::commands::watch::Watch;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::resource::Info;
use crate::spec::prelude::*;
use crate::text::str_at;

crate::flags! {
    /// `rollout status`, as typed.
    pub(crate) struct Status {
        /// Of this revision; 0: the newest
        revision: i64 = flag("revision", "0", Nothing, Allowed);
        /// How long to wait; 0: for ever
        timeout: Length = flag("timeout", "0s", Nothing, Allowed);
        /// Wait until it is done
        watch: bool = short('w', "watch", "true", Nothing, Allowed);
    }
    with { objects: Objects }
}

impl Command for Status {
    const SPEC: Spec = Spec {
        path: "rollout status",
        aliases: &[],
        suggest_for: &[],
        about: "Show the status of the rollout",
        usage: " (TYPE NAME | TYPE/NAME)",
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
        status(cx, &self).await
    }
}

async fn status(cx: &Context, args: &Status) -> Outcome {
    if args.revision < 0 {
        return fail(format!("revision must be a positive integer: {}", args.revision));
    }
    let limit = args.timeout.limit();
    let found = args.objects.find(cx).await?;
    let mut problems = found.errors;
    for info in found.infos {
        let followed = follow(cx, args, &info);
        let done = match limit {
            Some(limit) => tokio::time::timeout(limit, followed)
                .await
                .unwrap_or_else(|_| fail("timed out waiting for the condition")),
            None => followed.await,
        };
        problems.extend(done.err());
    }
    Failure::join(problems)
}

async fn follow(cx: &Context, args: &Status, info: &Info) -> Outcome {
    let mut object = info.fetch(cx).await?;
    loop {
        let (text, done) = progress(&info.resource.kind, &object, args.revision)?;
        cx.out(text).await;
        if done || !args.watch || cx.session.preview {
            return Ok(());
        }
        let request = Request::get(info.resource.path(&info.namespace))
            .query("watch", "true")
            .query("fieldSelector", format!("metadata.name={}", info.name))
            .query("resourceVersion", str_at(&object, &["metadata", "resourceVersion"]));
        let mut watch = match Watch::open(cx, request).await {
            Err(Failure::Connection { .. }) => {
                object = again(cx, info).await?;
                continue;
            }
            watch => watch?,
        };
        while let Some((kind, next)) = watch.next().await? {
            match kind.as_str() {
                "DELETED" => return fail("object has been deleted"),
                "ERROR" => break,
                _ => {}
            }
            let (text, done) = progress(&info.resource.kind, &next, args.revision)?;
            cx.out(text).await;
            if done {
                return Ok(());
            }
        }
        object = again(cx, info).await?;
    }
}

/// Fetches what was there a moment ago; a server that has gone away is waited for, as client-go's informers do.
async fn again(cx: &Context, info: &Info) -> Outcome<Value> {
    loop {
        match info.fetch(cx).await {
            Err(Failure::Connection { .. }) => sleep(1000).await,
            fetched => return fetched,
        }
    }
}
