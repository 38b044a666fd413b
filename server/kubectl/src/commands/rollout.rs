//! `rollout status`, `restart`, `pause`, `resume`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/rollout`, `kubectl/pkg/polymorphichelpers/rollout_status.go`.

use serde_json::{Value, json};

use super::common::{Change, DryRun, PatchKind, sleep};
use super::watch::Watch;
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::flags::Args;
use crate::resource::{Builder, Info};
use crate::text::{int_at, list_at, name_of, quote, str_at};

/// The objects that a rollout command names.
pub(crate) async fn objects(cx: &Context, args: &Args) -> Outcome<crate::resource::Found> {
    if args.positional.is_empty() && args.list("filename").is_empty() {
        return fail("required resource not specified");
    }
    let mut builder = Builder::new(cx, args).await?;
    builder.empty_selector = true;
    builder.latest = true;
    let namespace = builder.namespace.clone();
    let found = builder.find(cx).await?;
    if found.infos.is_empty() && found.errors.is_empty() {
        cx.err(format!("No resources found in {namespace} namespace.\n")).await;
    }
    Ok(found)
}

/// `rollout restart`.
pub(crate) async fn restart(cx: &Context, args: Args) -> Outcome {
    let now = cx.now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    change(cx, &args, "restarted", |info| {
        if !matches!(info.resource.kind.as_str(), "Deployment" | "DaemonSet" | "StatefulSet") {
            return Err("restarting is not supported".to_owned());
        }
        if paused(info) {
            return Err("can't restart paused deployment (run rollout resume first)".to_owned());
        }
        let annotations = json!({ "kubectl.kubernetes.io/restartedAt": now });
        Ok(json!({ "spec": { "template": { "metadata": { "annotations": annotations } } } }))
    })
    .await
}

/// `rollout pause`.
pub(crate) async fn pause(cx: &Context, args: Args) -> Outcome {
    change(cx, &args, "paused", |info| match (info.resource.kind.as_str(), paused(info)) {
        ("Deployment", false) => Ok(json!({ "spec": { "paused": true } })),
        ("Deployment", true) => Err("is already paused".to_owned()),
        _ => Err("pausing is not supported".to_owned()),
    })
    .await
}

/// `rollout resume`.
pub(crate) async fn resume(cx: &Context, args: Args) -> Outcome {
    change(cx, &args, "resumed", |info| match (info.resource.kind.as_str(), paused(info)) {
        ("Deployment", true) => Ok(json!({ "spec": { "paused": null } })),
        ("Deployment", false) => Err("is not paused".to_owned()),
        _ => Err("resuming is not supported".to_owned()),
    })
    .await
}

fn paused(info: &Info) -> bool {
    info.object.get("spec").and_then(|spec| spec.get("paused")).and_then(Value::as_bool).unwrap_or(false)
}

async fn change(
    cx: &Context,
    args: &Args,
    operation: &str,
    patch: impl Fn(&Info) -> Result<Value, String>,
) -> Outcome {
    let mut printer = DryRun::None.printer(cx, args, operation)?;
    let found = objects(cx, args).await?;
    let mut problems = found.errors;
    for info in found.infos {
        let patch = match patch(&info) {
            Ok(patch) => patch,
            Err(why) => {
                let what = info.resource.group_resource();
                problems.push(Failure::Message(format!("error: {what} {} {why}", quote(&info.name))));
                continue;
            }
        };
        let change = Change { dry: DryRun::None, manager: args.str("field-manager"), validation: "" };
        match change.patch(cx, &info, PatchKind::Strategic, &patch).await {
            Ok(object) => cx.out(printer.print(&object)?).await,
            Err(failure) => problems.push(Failure::Message(format!("failed to patch: {}", failure.text()))),
        }
    }
    Failure::join(problems)
}

/// `rollout status`.
pub(crate) async fn status(cx: &Context, args: Args) -> Outcome {
    if args.int("revision") < 0 {
        return fail(format!("revision must be a positive integer: {}", args.int("revision")));
    }
    let limit = args.duration("timeout").filter(|limit| !limit.is_zero());
    let found = objects(cx, &args).await?;
    let mut problems = found.errors;
    for info in found.infos {
        let followed = follow(cx, &args, &info);
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

async fn follow(cx: &Context, args: &Args, info: &Info) -> Outcome {
    let mut object = info.fetch(cx).await?;
    loop {
        let (text, done) = progress(&info.resource.kind, &object, args.int("revision"))?;
        cx.out(text).await;
        if done || !args.bool("watch") || cx.session.preview {
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
            let (text, done) = progress(&info.resource.kind, &next, args.int("revision"))?;
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

/// What a rollout has come to, and whether it is done.
fn progress(kind: &str, object: &Value, revision: i64) -> Outcome<(String, bool)> {
    let name = name_of(object);
    let status = |key: &str| int_at(object, &["status", key]).unwrap_or(0);
    let wanted = int_at(object, &["spec", "replicas"]);
    let observed = int_at(object, &["metadata", "generation"]).unwrap_or(0) <= status("observedGeneration");
    match kind {
        "Deployment" => {
            if revision > 0 {
                let own = super::history::revision_of(object);
                if own != revision {
                    return fail(format!(
                        "desired revision ({revision}) is different from the running revision ({own})"
                    ));
                }
            }
            if !observed {
                return Ok(("Waiting for deployment spec update to be observed...\n".to_owned(), false));
            }
            let late = list_at(object, &["status", "conditions"]).iter().any(|condition| {
                str_at(condition, &["type"]) == "Progressing"
                    && str_at(condition, &["reason"]) == "ProgressDeadlineExceeded"
            });
            if late {
                return fail(format!("deployment {} exceeded its progress deadline", quote(name)));
            }
            let (updated, total, available) =
                (status("updatedReplicas"), status("replicas"), status("availableReplicas"));
            let head = format!("Waiting for deployment {} rollout to finish:", quote(name));
            Ok(if let Some(wanted) = wanted.filter(|wanted| updated < *wanted) {
                (format!("{head} {updated} out of {wanted} new replicas have been updated...\n"), false)
            } else if total > updated {
                (format!("{head} {} old replicas are pending termination...\n", total - updated), false)
            } else if available < updated {
                (format!("{head} {available} of {updated} updated replicas are available...\n"), false)
            } else {
                (format!("deployment {} successfully rolled out\n", quote(name)), true)
            })
        }
        "DaemonSet" => {
            if str_at(object, &["spec", "updateStrategy", "type"]) != "RollingUpdate" {
                return fail("rollout status is only available for RollingUpdate strategy type");
            }
            if !observed {
                return Ok(("Waiting for daemon set spec update to be observed...\n".to_owned(), false));
            }
            let (updated, desired, available) = (
                status("updatedNumberScheduled"),
                status("desiredNumberScheduled"),
                status("numberAvailable"),
            );
            let head = format!("Waiting for daemon set {} rollout to finish:", quote(name));
            Ok(if updated < desired {
                (format!("{head} {updated} out of {desired} new pods have been updated...\n"), false)
            } else if available < desired {
                (format!("{head} {available} of {desired} updated pods are available...\n"), false)
            } else {
                (format!("daemon set {} successfully rolled out\n", quote(name)), true)
            })
        }
        "StatefulSet" => {
            if str_at(object, &["spec", "updateStrategy", "type"]) != "RollingUpdate" {
                return fail("rollout status is only available for RollingUpdate strategy type");
            }
            if status("observedGeneration") == 0 || !observed {
                return Ok(("Waiting for statefulset spec update to be observed...\n".to_owned(), false));
            }
            let wanted = wanted.unwrap_or(0);
            if status("readyReplicas") < wanted {
                return Ok((
                    format!("Waiting for {} pods to be ready...\n", wanted - status("readyReplicas")),
                    false,
                ));
            }
            let partition =
                int_at(object, &["spec", "updateStrategy", "rollingUpdate", "partition"]).unwrap_or(0);
            if partition > 0 {
                let updated = status("updatedReplicas");
                return Ok(if updated < wanted - partition {
                    let text = format!(
                        "Waiting for partitioned roll out to finish: {updated} out of {} new pods have been updated...\n",
                        wanted - partition
                    );
                    (text, false)
                } else {
                    (
                        format!("partitioned roll out complete: {updated} new pods have been updated...\n"),
                        true,
                    )
                });
            }
            let (current, update) = (
                str_at(object, &["status", "currentRevision"]),
                str_at(object, &["status", "updateRevision"]),
            );
            if current != update {
                let updated = status("updatedReplicas");
                return Ok((
                    format!(
                        "waiting for statefulset rolling update to complete {updated} pods at revision {update}...\n"
                    ),
                    false,
                ));
            }
            let count = status("currentReplicas");
            Ok((format!("statefulset rolling update complete {count} pods at revision {current}...\n"), true))
        }
        other => fail(format!("no status viewer has been implemented for {}", group_kind(object, other))),
    }
}

/// `Deployment.apps`.
pub(crate) fn group_kind(object: &Value, kind: &str) -> String {
    match str_at(object, &["apiVersion"]).split_once('/') {
        Some((group, _)) => format!("{kind}.{group}"),
        None => kind.to_owned(),
    }
}
