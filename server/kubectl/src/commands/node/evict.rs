//! Evicting pods: again and again while a disruption budget holds one back, then waiting until it is gone.
//!
//! Layer: part of `drain`. Upstream: `kubectl/pkg/drain/drain.go` (`evictPods`, `deletePods`).

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::api::Request;
use crate::commands::common::{DryRun, sleep};
use crate::commands::create::known;
use crate::commands::delete::gone;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::resource::Info;
use crate::text::{name_of, namespace_of, quote, str_at};

/// Milliseconds until an eviction that was held back is tried again.
const AGAIN: u64 = 5000;

/// How pods are evicted.
pub(super) struct How {
    /// Whether it is only pretended.
    pub(super) dry: DryRun,
    /// Delete instead: no disruption budget is asked.
    pub(super) delete: bool,
    /// Seconds to end in order; -1: what the pod says.
    pub(super) grace: i64,
    /// How long it may take.
    pub(super) limit: Option<Duration>,
}

/// Evicts pods, all at once.
pub(super) async fn all(cx: &Context, pods: &[Value], how: &How) -> Outcome {
    let done = futures_util::future::join_all(pods.iter().map(|pod| evict(cx, pod, how))).await;
    Failure::join(done.into_iter().filter_map(Result::err).collect())
}

async fn evict(cx: &Context, pod: &Value, how: &How) -> Outcome {
    let (namespace, name) = (namespace_of(pod), name_of(pod));
    if !sent(cx, pod, how).await? || how.dry == DryRun::Server || cx.session.preview {
        return Ok(());
    }
    let info = Info {
        resource: known("", "pods", "Pod", true),
        namespace: namespace.to_owned(),
        name: name.to_owned(),
        object: Value::Null,
        source: String::new(),
    };
    gone(cx, &info, str_at(pod, &["metadata", "uid"]), how.limit).await.map_err(|failure| {
        Failure::Message(format!(
            "error when waiting for pod {} in namespace {} to terminate: {}",
            quote(name),
            quote(namespace),
            failure.text()
        ))
    })?;
    cx.out(format!("pod/{name} {}\n", if how.delete { "deleted" } else { "evicted" })).await;
    Ok(())
}

/// Asks until the eviction is let through; `false`: in a preview it is held back.
async fn sent(cx: &Context, pod: &Value, how: &How) -> Outcome<bool> {
    let (namespace, name) = (namespace_of(pod), name_of(pod));
    let what = format!("error when evicting pods/{} -n {}", quote(name), quote(namespace));
    let started = Instant::now();
    loop {
        if !how.delete {
            let note = if how.dry == DryRun::Server { " (server dry run)" } else { "" };
            cx.out(format!("evicting pod {namespace}/{name}{note}\n")).await;
        }
        if let Some(limit) = how.limit.filter(|limit| started.elapsed() >= *limit) {
            return fail(format!("{what}: global timeout reached: {}s", limit.as_secs()));
        }
        match cx.json(request(pod, how)?.query("dryRun", how.dry.query())).await {
            Ok(_) => return Ok(true),
            Err(failure) if failure.is_not_found() => return Ok(true),
            Err(failure) if failure.code() == 429 && cx.session.preview => {
                // A preview tells what stands in the way and waits for nothing.
                cx.err(format!("{what} (would retry every 5s): {}\n", failure.text())).await;
                return Ok(false);
            }
            Err(failure) if failure.code() == 429 => {
                cx.err(format!("{what} (will retry after 5s): {}\n", failure.text())).await;
                sleep(AGAIN).await;
            }
            Err(failure) => return fail(format!("{what}: {}", failure.text())),
        }
    }
}

fn request(pod: &Value, how: &How) -> Outcome<Request> {
    let (namespace, name) = (namespace_of(pod), name_of(pod));
    let path = known("", "pods", "Pod", true).object_path(namespace, name)?;
    let mut options = json!({});
    if how.grace >= 0 {
        options["gracePeriodSeconds"] = how.grace.into();
    }
    if how.delete {
        options["kind"] = "DeleteOptions".into();
        options["apiVersion"] = "v1".into();
        return Ok(Request::delete(path, &options));
    }
    let eviction = json!({
        "apiVersion": "policy/v1", "kind": "Eviction",
        "metadata": { "name": name, "namespace": namespace }, "deleteOptions": options,
    });
    Ok(Request::post(format!("{path}/eviction"), &eviction))
}
