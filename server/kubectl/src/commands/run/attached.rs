//! Running a pod and talking to it until it ends.
//!
//! Layer: part of `run`. Upstream: `kubectl/pkg/cmd/run/run.go` (`handleAttachPod`, `waitForPod`).

use serde_json::{Value, json};

use super::Run;
use crate::api::Request;
use crate::commands::attach::{attach_request, attach_to};
use crate::commands::common::sleep;
use crate::commands::create::{Generated, known};
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::text::{at, int_at, list_at, name_of, namespace_of, str_at};

/// Creates the pod, waits until it runs, attaches, and passes on how it ended.
pub(super) async fn attached(cx: &Context, args: &Run, made: Generated) -> Outcome {
    let mut silent = made.object.clone();
    let (namespace, _) = cx.namespace().await?;
    silent["metadata"]["namespace"] = namespace.clone().into();
    let path = made.resource.path(&namespace);
    let created =
        cx.json(Request::post(path, &silent).query("fieldManager", args.field_manager.as_str())).await?;
    let path = made.resource.object_path(namespace_of(&created), name_of(&created))?;
    let removal = Request::delete(
        path,
        &json!({ "kind": "DeleteOptions", "apiVersion": "v1", "propagationPolicy": "Background" }),
    );
    if cx.session.preview {
        cx.plan(&attach_request(&created, args.wiring())).await?;
        if args.rm {
            cx.plan(&removal).await?;
        }
        cx.out(format!("pod/{} created\n", name_of(&created))).await;
        return Ok(());
    }
    let done = talk(cx, args, &created).await;
    if args.rm {
        cx.json(removal).await?;
        cx.out(format!("pod \"{}\" deleted from {namespace} namespace\n", name_of(&created))).await;
    }
    done
}

async fn talk(cx: &Context, args: &Run, created: &Value) -> Outcome {
    let path = known("", "pods", "Pod", true).object_path(namespace_of(created), name_of(created))?;
    let started = std::time::Instant::now();
    let limit = args.pod_running_timeout.positive().unwrap_or_default();
    let pod = loop {
        let pod = cx.json(Request::get(path.clone())).await?;
        match str_at(&pod, &["status", "phase"]) {
            "Succeeded" | "Failed" => break pod,
            "Running" if ready(&pod) => break pod,
            _ if started.elapsed() >= limit => return fail("timed out waiting for the condition"),
            _ => sleep(200).await,
        }
    };
    if matches!(str_at(&pod, &["status", "phase"]), "Succeeded" | "Failed") {
        let log = cx.send(Request::get(format!("{path}/log"))).await?;
        cx.out(log.body).await;
    } else {
        attach_to(cx, args.wiring(), &pod).await?;
    }
    if args.restart.as_str() == "Always" || args.leave_stdin_open {
        return Ok(());
    }
    for _ in 0..50 {
        let pod = cx.json(Request::get(path.clone())).await?;
        match str_at(&pod, &["status", "phase"]) {
            "Succeeded" => return Ok(()),
            "Failed" => {
                let state = list_at(&pod, &["status", "containerStatuses"])
                    .first()
                    .and_then(|one| at(one, &["state", "terminated"]));
                let code = state.and_then(|state| int_at(state, &["exitCode"])).unwrap_or(1);
                let (reason, message) =
                    state.map_or(("", ""), |state| (str_at(state, &["reason"]), str_at(state, &["message"])));
                let text =
                    format!("pod {}/{} terminated ({reason})\n{message}", namespace_of(&pod), name_of(&pod));
                return Err(Failure::Verbatim(text, i32::try_from(code).unwrap_or(1)));
            }
            _ => sleep(100).await,
        }
    }
    Ok(())
}

fn ready(pod: &Value) -> bool {
    let conditions = list_at(pod, &["status", "conditions"]);
    conditions.iter().any(|one| str_at(one, &["type"]) == "Ready" && str_at(one, &["status"]) == "True")
}
