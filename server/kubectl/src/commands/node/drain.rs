//! `drain`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/drain/drain.go`, `kubectl/pkg/drain`.

use serde_json::Value;

use super::{Nodes, evict, mark, nodes};
use crate::api::Request;
use crate::commands::common::DryRun;
use crate::context::Context;
use crate::failure::{Failure, Outcome};
use crate::resource::Info;
use crate::spec::prelude::*;
use crate::text::{at, list_at, name_of, namespace_of, quote, str_at};

crate::flags! {
    /// `drain`, as typed.
    pub(crate) struct Drain {
        /// How many objects are asked for at a time; 0: all at once
        chunk_size: i64 = flag("chunk-size", "500", Nothing, Allowed);
        /// Also pods whose emptyDir is lost with them
        delete_emptydir_data: bool = flag("delete-emptydir-data", "false", Nothing, Allowed);
        /// Delete instead of evicting: no disruption budget is asked
        disable_eviction: bool = flag("disable-eviction", "false", Nothing, Allowed);
        /// Also pods that nothing makes again
        force: bool = flag("force", "false", Nothing, Allowed);
        /// Seconds that a pod has to end in order; -1: what it says
        grace_period: i64 = flag("grace-period", "-1", Nothing, Allowed);
        /// Leave pods of DaemonSets where they are
        ignore_daemonsets: bool = flag("ignore-daemonsets", "false", Nothing, Allowed);
        /// Only pods with these labels
        pod_selector: String = flag("pod-selector", "", Nothing, Allowed);
        /// Leave pods that are being deleted for longer than so many seconds; 0: none
        skip_wait_for_delete_timeout: i64 = flag("skip-wait-for-delete-timeout", "0", Nothing, Allowed);
        /// How long to wait; 0: for ever
        timeout: Length = flag("timeout", "0s", Nothing, Allowed);
    }
    with { nodes: Nodes }
}

impl Command for Drain {
    const SPEC: Spec = Spec {
        path: "drain",
        aliases: &[],
        suggest_for: &[],
        about: "Drain node in preparation for maintenance",
        usage: " NODE",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        Effect::Destroys.unless(self.nodes.dry.pretends())
    }

    fn manner(&self) -> Manner {
        Manner::Ends
    }

    async fn run(self, cx: &Context) -> Outcome {
        drain(cx, &self).await
    }
}

async fn drain(cx: &Context, args: &Drain) -> Outcome {
    let dry = DryRun::of(cx, &args.nodes.dry).await?;
    let nodes = nodes(cx, &args.nodes, "drain NODE", args.chunk_size).await?;
    mark(cx, &nodes, true, dry).await;
    let mut failed: Vec<(&Info, Failure)> = Vec::new();
    for node in &nodes {
        match empty(cx, args, node, dry).await {
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

async fn empty(cx: &Context, args: &Drain, node: &Info, dry: DryRun) -> Outcome {
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
    let (delete, grace, limit) = (args.disable_eviction, args.grace_period, args.timeout.limit());
    let outcome = evict::all(cx, &pods, &evict::How { dry, delete, grace, limit }).await;
    if let Err(failure) = &outcome {
        pending(cx, args, node, failure).await;
    }
    outcome
}

/// Says which pods are still there after a failure.
async fn pending(cx: &Context, args: &Drain, node: &Info, failure: &Failure) {
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
async fn to_evict(cx: &Context, args: &Drain, node: &Info) -> Outcome<(Vec<Value>, String)> {
    let mut request = Request::get("/api/v1/pods")
        .query("labelSelector", args.pod_selector.as_str())
        .query("fieldSelector", format!("spec.nodeName={}", node.name));
    if args.chunk_size > 0 {
        request = request.query("limit", args.chunk_size.to_string());
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
async fn verdicts(cx: &Context, args: &Drain, pod: &Value) -> Outcome<Decision> {
    let deleting = !str_at(pod, &["metadata", "deletionTimestamp"]).is_empty();
    if args.skip_wait_for_delete_timeout > 0 && deleting {
        return Ok(((None, false), None));
    }
    let finished = matches!(str_at(pod, &["status", "phase"]), "Succeeded" | "Failed");
    let owner = list_at(pod, &["metadata", "ownerReferences"])
        .iter()
        .find(|owner| owner.get("controller").and_then(Value::as_bool) == Some(true));
    let mut verdicts = Vec::new();
    if let Some(owner) = owner.filter(|owner| str_at(owner, &["kind"]) == "DaemonSet" && !finished) {
        match of_daemon_set(cx, args, pod, owner).await? {
            Some(decision) => return Ok(decision),
            None => verdicts.push(Verdict::Warn("deleting pods with missing controllers")),
        }
    }
    if !str_at(pod, &["metadata", "annotations", "kubernetes.io/config.mirror"]).is_empty() {
        verdicts.push(Verdict::Keep);
    }
    let local = list_at(pod, &["spec", "volumes"]).iter().any(|volume| at(volume, &["emptyDir"]).is_some());
    if local && !finished {
        verdicts.push(if args.delete_emptydir_data {
            Verdict::Evict
        } else {
            Verdict::Refuse("Pods with local storage (use --delete-emptydir-data to override)")
        });
    }
    if owner.is_none() && !finished {
        verdicts.push(if args.force {
            Verdict::Warn("deleting Pods that declare no controller")
        } else {
            Verdict::Refuse("cannot delete Pods that declare no controller (use --force to override)")
        });
    }
    Ok(decided(verdicts))
}

/// What is done with a pod of a DaemonSet; `None`: the DaemonSet is gone, and the pod may go too.
async fn of_daemon_set(cx: &Context, args: &Drain, pod: &Value, owner: &Value) -> Outcome<Option<Decision>> {
    let path = format!(
        "/apis/apps/v1/namespaces/{}/daemonsets/{}",
        crate::api::segment(namespace_of(pod)),
        crate::api::segment(str_at(owner, &["name"]))
    );
    match cx.json(Request::get(path)).await {
        Err(failure) if failure.is_not_found() && args.force => Ok(None),
        Err(failure) => Err(failure),
        Ok(_) if args.ignore_daemonsets => Ok(Some(((Some("ignoring DaemonSet-managed Pods"), false), None))),
        Ok(_) => {
            Ok(Some(((None, false), Some("DaemonSet-managed Pods (use --ignore-daemonsets to ignore)"))))
        }
    }
}

/// The first refusal counts, and the last warning.
fn decided(verdicts: Vec<Verdict>) -> Decision {
    let mut decision: Decision = ((None, true), None);
    for verdict in verdicts {
        match verdict {
            Verdict::Evict => {}
            Verdict::Keep => return ((None, false), None),
            Verdict::Warn(why) => decision.0.0 = Some(why),
            Verdict::Refuse(why) => {
                decision.0.1 = false;
                decision.1 = Some(why.trim_start_matches("cannot delete "));
                return decision;
            }
        }
    }
    decision
}
