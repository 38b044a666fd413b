//! `exec`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/exec/exec.go`.

use super::pods;
use super::talk::{Talk, streams, talk, target};
use crate::context::Context;
use crate::failure::{Outcome, fail};
use crate::spec::prelude::*;
use crate::text::str_at;

crate::flags! {
    /// `exec`, as typed.
    pub(crate) struct Exec {
        /// Manifests of the object
        filename: Slice = short('f', "filename", "", Nothing, Files);
    }
    with { words: Positional, talk: Talk }
}

impl Command for Exec {
    const SPEC: Spec = Spec {
        path: "exec",
        aliases: &[],
        suggest_for: &[],
        about: "Execute a command in a container",
        usage: " (POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...]",
        words: Words::PROGRAM,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        Effect::Runs
    }

    fn manner(&self) -> Manner {
        if self.talk.types() { Manner::Interactive } else { Manner::Ends }
    }

    async fn run(self, cx: &Context) -> Outcome {
        exec(cx, &self).await
    }
}

async fn exec(cx: &Context, args: &Exec) -> Outcome {
    let words = &args.words.list;
    let files = &args.filename;
    let named =
        if !words.is_empty() && args.words.dash_at != Some(0) { words[0].clone() } else { String::new() };
    let command: Vec<String> = match args.words.dash_at {
        Some(at) => words[at..].to_vec(),
        None if words.len() > 1 || (!words.is_empty() && !files.is_empty()) => {
            return fail(
                "exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead\nSee 'kubectl exec -h' for help and examples",
            );
        }
        None => Vec::new(),
    };
    if named.is_empty() && files.is_empty() {
        return fail("pod, type/name or --filename must be specified");
    }
    if command.is_empty() {
        return fail("you must specify at least one command for the container");
    }
    let pod = args.talk.pod(cx, &named, files).await?;
    let phase = str_at(&pod, &["status", "phase"]);
    if matches!(phase, "Succeeded" | "Failed") {
        return fail(format!("cannot exec into a container in a completed pod; current phase is {phase}"));
    }
    let container = pods::container_of(cx, &pod, &args.talk.container, args.talk.quiet).await?;
    let streams = streams(cx, args.talk.wiring()).await;
    let mut request = target(&pod, "exec", &container, &streams);
    for word in command {
        request = request.query_always("command", word);
    }
    talk(cx, request, streams).await
}
