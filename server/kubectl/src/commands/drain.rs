//! `drain`, `cordon`, `uncordon`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/drain/drain.go`, `kubectl/pkg/drain`.

use serde_json::{Value, json};

use super::common::{DryRun, PatchKind, sleep};
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::flags::Args;
use crate::resource::{Builder, Info};
use crate::text::{at, list_at, name_of, namespace_of, quote, str_at};

/// `cordon`.
pub(crate) async fn cordon(cx: &Context, args: Args) -> Outcome {
    let dry = DryRun::of(cx, &args).await?;
    let nodes = nodes(cx, &args, "cordon NODE").await?;
    mark(cx, &nodes, true, dry).await;
    Ok(())
}

/// `uncordon`.
pub(crate) async fn uncordon(cx: &Context, args: Args) -> Outcome {
    let dry = DryRun::of(cx, &args).await?;
    let nodes = nodes(cx, &args, "uncordon NODE").await?;
    mark(cx, &nodes, false, dry).await;
    Ok(())
}

async fn nodes(cx: &Context, args: &Args, usage: &str) -> Outcome<Vec<Info>> {
    let verb = usage.split(' ').next().unwrap_or("");
    let help = format!("See 'kubectl {verb} -h' for help and examples");
    if args.positional.is_empty() && !args.changed("selector") {
        return fail(format!("USAGE: {usage} [flags]\n{help}"));
    }
    if !args.positional.is_empty() && !args.str("selector").is_empty() {
        return fail(format!("error: cannot specify both a node name and a --selector option\n{help}"));
    }
    let mut builder = Builder::new(cx, args).await?;
    builder.continue_on_error = true;
    builder.args = if args.positional.is_empty() {
        vec!["nodes".into()]
    } else if args.positional.iter().all(|word| word.contains('/')) {
        args.positional.clone()
    } else {
        std::iter::once("nodes".to_owned()).chain(args.positional.iter().cloned()).collect()
    };
    let found = builder.find(cx).await?;
    Failure::join(found.errors)?;
    for info in &found.infos {
        if info.resource.kind != "Node" {
            let resource = &info.resource;
            let full = format!("{}/{}, Resource={}", resource.group, resource.version, resource.plural);
            return fail(format!("error: expected resource of type node, got {}", quote(&full)));
        }
    }
    Ok(found.infos)
}

/// Marks nodes; what goes wrong is said, and the next one follows.
async fn mark(cx: &Context, nodes: &[Info], unschedulable: bool, dry: DryRun) {
    let (verb, done) = if unschedulable { ("cordon", "cordoned") } else { ("uncordon", "uncordoned") };
    for node in nodes {
        let now = at(&node.object, &["spec", "unschedulable"]).and_then(Value::as_bool).unwrap_or(false);
        if now == unschedulable {
            cx.out(format!("node/{} {}\n", node.name, dry.operation(&format!("already {done}")))).await;
            continue;
        }
        if dry != DryRun::Client {
            let value = if unschedulable { json!(true) } else { Value::Null };
            let patch = json!({ "spec": { "unschedulable": value } }).to_string();
            let patched = async {
                let kind = PatchKind::Strategic.content_type();
                let request = Request::patch(node.path()?, kind, patch.into_bytes());
                cx.json(request.query("dryRun", dry.query())).await
            };
            if let Err(failure) = patched.await {
                cx.err(
                    format!(
                        "error: unable to {verb} node {}: {verb} error: {}\n",
                        quote(&node.name),
                        failure.text()
                    )
                    .replace("uncordon error", "cordon error"),
                )
                .await;
                continue;
            }
        }
        cx.out(format!("node/{} {}\n", node.name, dry.operation(done))).await;
    }
}

/// `drain`.
pub(crate) async fn run(cx: &Context, args: Args) -> Outcome {
    let dry = DryRun::of(cx, &args).await?;
    let nodes = nodes(cx, &args, "drain NODE").await?;
    mark(cx, &nodes, true, dry).await;
    let mut failed: Vec<(&Info, Failure)> = Vec::new();
    for node in &nodes {
        match empty(cx, &args, node, dry).await {
            Ok(()) => cx.out(format!("node/{} {}\n", node.name, dry.operation("drained"))).await,
            Err(failure) => {
                let text = failure.text();
                cx.err(format!(
                    "error: unable to drain node {} due to error: {text}, continuing command...\n",
                    quote(&node.name)
                ))
                .await;
                failed.push((node, failure));
            }
        }
    }
    if failed.is_empty() {
        return Ok(());
    }
    let names: String = failed.iter().map(|(node, _)| format!(" {}\n", node.name)).collect();
    cx.err(format!("There are pending nodes to be drained:\n{names}")).await;
    let mut all = Vec::new();
    for (_, failure) in failed {
        match failure {
            Failure::Many(many) => all.extend(many),
            one => all.push(one),
        }
    }
    Err(Failure::Many(all))
}

/// What is to be done with one pod.
enum Verdict {
    Evict,
    Keep,
    Warn(&'static str),
    Refuse(&'static str),
}

async fn empty(cx: &Context, args: &Args, node: &Info, dry: DryRun) -> Outcome {
    let (pods, warnings) = to_evict(cx, args, node).await?;
    if !warnings.is_empty() {
        cx.err(format!("Warning: {warnings}\n")).await;
    }
    if dry == DryRun::Client {
        for pod in &pods {
            cx.out(format!("evicting pod {}/{} (dry run)\n", namespace_of(pod), name_of(pod))).await;
        }
        return Ok(());
    }
    let outcome = evict_all(cx, args, &pods, dry).await;
    if let Err(failure) = &outcome {
        pending(cx, args, node, failure).await;
    }
    outcome
}

/// Says which pods are still there after a failure.
async fn pending(cx: &Context, args: &Args, node: &Info, failure: &Failure) {
    match to_evict(cx, args, node).await {
        Ok((pods, _)) if pods.is_empty() => {}
        Ok((pods, _)) => {
            let names: String = pods.iter().map(|pod| format!("pod/{}\n", name_of(pod))).collect();
            let (node, why) = (quote(&node.name), failure.text());
            cx.err(format!("There are pending pods in node {node} when an error occurred: {why}\n{names}"))
                .await;
        }
        Err(other) => {
            let why = other.text();
            cx.err(format!("Following errors occurred while getting the list of pods to delete:\n{why}"))
                .await;
        }
    }
}

/// The pods that go, and a warning about some.
async fn to_evict(cx: &Context, args: &Args, node: &Info) -> Outcome<(Vec<Value>, String)> {
    let mut request = Request::get("/api/v1/pods")
        .query("labelSelector", args.str("pod-selector"))
        .query("fieldSelector", format!("spec.nodeName={}", node.name));
    if args.int("chunk-size") > 0 {
        request = request.query("limit", args.int("chunk-size").to_string());
    }
    let list = cx.json(request).await?;
    let mut pods = Vec::new();
    let mut warnings: Vec<(&str, Vec<String>)> = Vec::new();
    let mut refusals: Vec<(&str, Vec<String>)> = Vec::new();
    for pod in list_at(&list, &["items"]) {
        let called = format!("{}/{}", namespace_of(pod), name_of(pod));
        let (warn, refuse) = verdicts(cx, args, pod).await?;
        for (reasons, why) in [(&mut warnings, warn.0), (&mut refusals, refuse)] {
            if let Some(why) = why {
                match reasons.iter_mut().find(|(reason, _)| *reason == why) {
                    Some((_, names)) => names.push(called.clone()),
                    None => reasons.push((why, vec![called.clone()])),
                }
            }
        }
        if warn.1 {
            pods.push(pod.clone());
        }
    }
    if !refusals.is_empty() {
        refusals.sort_by_key(|(reason, _)| *reason);
        let all = refusals
            .iter()
            .map(|(reason, names)| Failure::Message(format!("cannot delete {reason}: {}", names.join(", "))));
        let all: Vec<Failure> = all.collect();
        return Err(Failure::Many(all));
    }
    warnings.sort_by_key(|(reason, _)| *reason);
    let texts: Vec<String> =
        warnings.iter().map(|(reason, names)| format!("{reason}: {}", names.join(", "))).collect();
    Ok((pods, texts.join("; ")))
}

type Decision = ((Option<&'static str>, bool), Option<&'static str>);

/// A warning, whether it is evicted, and a refusal.
async fn verdicts(cx: &Context, args: &Args, pod: &Value) -> Outcome<Decision> {
    let (force, ignore, empty_dir) =
        (args.bool("force"), args.bool("ignore-daemonsets"), args.bool("delete-emptydir-data"));
    let deleting = !str_at(pod, &["metadata", "deletionTimestamp"]).is_empty();
    let skip = args.int("skip-wait-for-delete-timeout");
    if skip > 0 && deleting {
        return Ok(((None, false), None));
    }
    let finished = matches!(str_at(pod, &["status", "phase"]), "Succeeded" | "Failed");
    let owner = list_at(pod, &["metadata", "ownerReferences"])
        .iter()
        .find(|owner| owner.get("controller").and_then(Value::as_bool) == Some(true));
    let mut verdicts = Vec::new();
    if let Some(owner) = owner.filter(|owner| str_at(owner, &["kind"]) == "DaemonSet" && !finished) {
        let path = format!(
            "/apis/apps/v1/namespaces/{}/daemonsets/{}",
            crate::api::segment(namespace_of(pod)),
            crate::api::segment(str_at(owner, &["name"]))
        );
        verdicts.push(match cx.json(Request::get(path)).await {
            Err(failure) if failure.is_not_found() && force => {
                Verdict::Warn("deleting pods with missing controllers")
            }
            Err(failure) => return Err(failure),
            Ok(_) if ignore => {
                return Ok(((Some("ignoring DaemonSet-managed Pods"), false), None));
            }
            Ok(_) => {
                return Ok((
                    (None, false),
                    Some("DaemonSet-managed Pods (use --ignore-daemonsets to ignore)"),
                ));
            }
        });
    }
    if !str_at(pod, &["metadata", "annotations", "kubernetes.io/config.mirror"]).is_empty() {
        verdicts.push(Verdict::Keep);
    }
    let local = list_at(pod, &["spec", "volumes"]).iter().any(|volume| at(volume, &["emptyDir"]).is_some());
    if local && !finished {
        verdicts.push(if empty_dir {
            Verdict::Evict
        } else {
            Verdict::Refuse("Pods with local storage (use --delete-emptydir-data to override)")
        });
    }
    if owner.is_none() && !finished {
        verdicts.push(if force {
            Verdict::Warn("deleting Pods that declare no controller")
        } else {
            Verdict::Refuse("cannot delete Pods that declare no controller (use --force to override)")
        });
    }
    let mut decision: Decision = ((None, true), None);
    for verdict in verdicts {
        match verdict {
            Verdict::Evict => {}
            Verdict::Keep => return Ok(((None, false), None)),
            Verdict::Warn(why) => decision.0.0 = Some(why),
            Verdict::Refuse(why) => {
                decision.0.1 = false;
                decision.1 = Some(why.trim_start_matches("cannot delete "));
                return Ok(decision);
            }
        }
    }
    Ok(decision)
}

async fn evict_all(cx: &Context, args: &Args, pods: &[Value], dry: DryRun) -> Outcome {
    let done = futures_util::future::join_all(pods.iter().map(|pod| evict(cx, args, pod, dry))).await;
    Failure::join(done.into_iter().filter_map(Result::err).collect())
}

async fn evict(cx: &Context, args: &Args, pod: &Value, dry: DryRun) -> Outcome {
    let (namespace, name) = (namespace_of(pod), name_of(pod));
    let path = super::create::known("", "pods", "Pod", true).object_path(namespace, name)?;
    let mut options = json!({});
    if args.int("grace-period") >= 0 {
        options["gracePeriodSeconds"] = args.int("grace-period").into();
    }
    let disabled = args.bool("disable-eviction");
    let limit = args.duration("timeout").filter(|limit| !limit.is_zero());
    let started = std::time::Instant::now();
    loop {
        if !disabled {
            let note = if dry == DryRun::Server { " (server dry run)" } else { "" };
            cx.out(format!("evicting pod {namespace}/{name}{note}\n")).await;
        }
        if let Some(limit) = limit.filter(|limit| started.elapsed() >= *limit) {
            return fail(format!(
                "error when evicting pods/{} -n {}: global timeout reached: {}s",
                quote(name),
                quote(namespace),
                limit.as_secs()
            ));
        }
        let sent = if disabled {
            options["kind"] = "DeleteOptions".into();
            options["apiVersion"] = "v1".into();
            cx.json(Request::delete(path.clone(), &options).query("dryRun", dry.query())).await
        } else {
            let eviction = json!({
                "apiVersion": "policy/v1", "kind": "Eviction",
                "metadata": { "name": name, "namespace": namespace }, "deleteOptions": options,
            });
            cx.json(Request::post(format!("{path}/eviction"), &eviction).query("dryRun", dry.query())).await
        };
        match sent {
            Ok(_) => break,
            Err(failure) if failure.is_not_found() => break,
            Err(failure) if failure.code() == 429 && cx.session.preview => {
                // A preview tells what stands in the way and waits for nothing.
                cx.err(format!(
                    "error when evicting pods/{} -n {} (would retry every 5s): {}\n",
                    quote(name),
                    quote(namespace),
                    failure.text()
                ))
                .await;
                return Ok(());
            }
            Err(failure) if failure.code() == 429 => {
                cx.err(format!(
                    "error when evicting pods/{} -n {} (will retry after 5s): {}\n",
                    quote(name),
                    quote(namespace),
                    failure.text()
                ))
                .await;
                sleep(5000).await;
            }
            Err(failure) => {
                return fail(format!(
                    "error when evicting pods/{} -n {}: {}",
                    quote(name),
                    quote(namespace),
                    failure.text()
                ));
            }
        }
    }
    if dry == DryRun::Server || cx.session.preview {
        return Ok(());
    }
    let info = Info {
        resource: super::create::known("", "pods", "Pod", true),
        namespace: namespace.to_owned(),
        name: name.to_owned(),
        object: Value::Null,
        source: String::new(),
    };
    super::delete::gone(cx, &info, str_at(pod, &["metadata", "uid"]), limit).await.map_err(|failure| {
        Failure::Message(format!(
            "error when waiting for pod {} in namespace {} to terminate: {}",
            quote(name),
            quote(namespace),
            failure.text()
        ))
    })?;
    cx.out(format!("pod/{name} {}\n", if disabled { "deleted" } else { "evicted" })).await;
    Ok(())
}
