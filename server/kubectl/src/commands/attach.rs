//! `attach`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/attach/attach.go`.

use serde_json::Value;

use super::pods;
use super::talk::{Streams, Talk, Wiring, streams, talk, target};
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Outcome, fail};
use crate::spec::prelude::*;
use crate::text::{list_at, str_at};

crate::flags! {
    /// `attach`, as typed.
    pub(crate) struct Attach {
    }
    with { words: Positional, talk: Talk }
    ignored {
        /// Keys that leave the container as it is
        String = flag("detach-keys", "ctrl-p,ctrl-q", Nothing, Allowed);
    }
}

impl Command for Attach {
    const SPEC: Spec = Spec {
        path: "attach",
        aliases: &[],
        suggest_for: &[],
        about: "Attach to a running container",
        usage: " (POD | TYPE/NAME) -c CONTAINER",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        Effect::Runs
    }

    fn manner(&self) -> Manner {
        Manner::Interactive
    }

    async fn run(self, cx: &Context) -> Outcome {
        attach(cx, &self).await
    }
}

async fn attach(cx: &Context, args: &Attach) -> Outcome {
    let words = &args.words;
    match words.len() {
        0 => {
            return fail("at least 1 argument is required for attach");
        }
        1 | 2 => {}
        _ => {
            return fail(format!(
                "expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw {}: [{}]\nSee 'kubectl attach -h' for help and examples",
                words.len(),
                words.join(" ")
            ));
        }
    }
    let named = words.join("/");
    let pod = args.talk.pod(cx, &named, &[]).await?;
    attach_to(cx, args.talk.wiring(), &pod).await
}

/// Attaches to a pod that is known.
pub(crate) async fn attach_to(cx: &Context, wiring: Wiring<'_>, pod: &Value) -> Outcome {
    let phase = str_at(pod, &["status", "phase"]);
    if matches!(phase, "Succeeded" | "Failed") {
        return fail(format!("cannot attach a container in a completed pod; current phase is {phase}"));
    }
    let container = pods::container_of(cx, pod, wiring.container, wiring.quiet).await?;
    let mut streams = streams(cx, wiring).await;
    let spec = list_at(pod, &["spec", "containers"]).iter().find(|one| str_at(one, &["name"]) == container);
    let has_tty = spec.and_then(|spec| spec.get("tty")).and_then(Value::as_bool).unwrap_or(false);
    if streams.tty && !has_tty {
        streams.tty = false;
        if !wiring.quiet {
            cx.err(format!("error: Unable to use a TTY - container {container} did not allocate one\n"))
                .await;
        }
    } else if !streams.tty && has_tty && streams.stdin && cx.session.terminal.is_some() {
        streams.tty = true;
    }
    if streams.stdin && streams.tty && !wiring.quiet {
        cx.err("All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.\nIf you don't see a command prompt, try pressing enter.\n").await;
    }
    let request = target(pod, "attach", &container, &streams);
    talk(cx, request, streams).await
}

/// The request that attaches to a pod's first container.
pub(crate) fn attach_request(pod: &Value, wiring: Wiring<'_>) -> Request {
    let container = list_at(pod, &["spec", "containers"]).first().map_or("", |one| str_at(one, &["name"]));
    target(pod, "attach", container, &Streams { stdin: wiring.stdin, tty: wiring.tty })
}
