//! `drain`, `cordon`, `uncordon`, `taint`, and what the first three share.
//!
//! Layer: commands. Upstream: `kubectl/pkg/cmd/drain/drain.go`, `kubectl/pkg/drain/cordon.go`.

pub(super) mod cordon;
pub(super) mod drain;
mod evict;
pub(super) mod taint;
pub(super) mod uncordon;

use serde_json::{Value, json};

use super::common::{DryRun, PatchKind};
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::resource::{Builder, Info};
use crate::spec::prelude::*;
use crate::text::{at, quote};

crate::flags! {
    /// What names the nodes.
    pub(crate) struct Nodes {}
    with { words: Positional, dry: DryRunFlag, labels: Selector }
}

/// The nodes. `chunk`: how many are asked for at a time; 0: all at once.
async fn nodes(cx: &Context, args: &Nodes, usage: &str, chunk: i64) -> Outcome<Vec<Info>> {
    let verb = usage.split(' ').next().unwrap_or("");
    let help = format!("See 'kubectl {verb} -h' for help and examples");
    if args.words.is_empty() && !args.labels.selector.given {
        return fail(format!("USAGE: {usage} [flags]\n{help}"));
    }
    if !args.words.is_empty() && !args.labels.selector.is_empty() {
        return fail(format!("error: cannot specify both a node name and a --selector option\n{help}"));
    }
    let mut builder = Builder::new(cx).await?.labelled(&args.labels);
    builder.chunk = chunk;
    builder.continue_on_error = true;
    builder.args = if args.words.is_empty() {
        vec!["nodes".into()]
    } else if args.words.iter().all(|word| word.contains('/')) {
        args.words.list.clone()
    } else {
        std::iter::once("nodes".to_owned()).chain(args.words.iter().cloned()).collect()
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
