//! `describe`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/describe/describe.go`.

use crate::context::Context;
use crate::describe::{Settings, describe};
use crate::failure::{Failure, Outcome, fail};
use crate::resource::{Builder, Found, Info};
use crate::spec::prelude::*;

crate::flags! {
    /// `describe`, as typed.
    pub(crate) struct Describe {
        /// In all namespaces
        all_namespaces: bool = short('A', "all-namespaces", "false", Nothing, Allowed);
        /// How many objects are asked for at a time; 0: all at once
        chunk_size: i64 = flag("chunk-size", "500", Nothing, Allowed);
        /// Also the object's events
        show_events: Given<bool> = flag("show-events", "true", Nothing, Allowed);
    }
    with { words: Positional, files: Filename, labels: Selector }
}

impl Command for Describe {
    const SPEC: Spec = Spec {
        path: "describe",
        aliases: &[],
        suggest_for: &[],
        about: "Show details of a specific resource or group of resources",
        usage: " (-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME)",
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
        show(cx, &self).await
    }
}

async fn show(cx: &Context, args: &Describe) -> Outcome {
    if args.words.is_empty() && args.files.filename.is_empty() {
        return fail(
            "You must specify the type of resource to describe. Use \"kubectl api-resources\" for a complete list of supported resources.\n",
        );
    }
    let builder = Builder::new(cx).await?.words(&args.words).files(&args.files).labelled(&args.labels);
    let mut builder = builder.everywhere(args.all_namespaces);
    builder.chunk = args.chunk_size;
    builder.empty_selector = true;
    let namespace = builder.namespace.clone();
    let found = builder.clone().find(cx).await?;
    let by_prefix = prefixed(cx, args, &found, builder).await?;
    if !by_prefix.is_empty() {
        return show_prefixed(cx, args, &by_prefix).await;
    }
    if args.words.len() == 2 && found.errors.iter().any(Failure::is_not_found) {
        // kubectl looks for a prefix instead, and finds none: what is there is not shown either.
        return Failure::join(found.errors);
    }
    if found.infos.is_empty() && found.errors.is_empty() {
        let text = if args.all_namespaces {
            "No resources found\n".to_owned()
        } else {
            format!("No resources found in {namespace} namespace.\n")
        };
        cx.err(text).await;
    }
    show_all(cx, args, found).await
}

/// The objects of a type whose names begin like the one that there is not.
async fn prefixed(cx: &Context, args: &Describe, found: &Found, builder: Builder) -> Outcome<Vec<Info>> {
    let missing = found.errors.first().is_some_and(Failure::is_not_found);
    match args.words.as_slice() {
        [kind, prefix] if found.infos.is_empty() && missing && !kind.contains(['/', ',']) => {
            let mut all = Builder { args: vec![kind.clone()], ..builder };
            all.empty_selector = true;
            let mut infos = all.find(cx).await?.infos;
            infos.retain(|info| info.name.starts_with(prefix.as_str()));
            Ok(infos)
        }
        _ => Ok(Vec::new()),
    }
}

async fn show_prefixed(cx: &Context, args: &Describe, infos: &[Info]) -> Outcome {
    let events = *args.show_events && args.show_events.given;
    for info in infos {
        let text = describe(cx, info, Settings { events, chunk: args.chunk_size }).await?;
        cx.out(format!("{text}\n")).await;
    }
    Ok(())
}

async fn show_all(cx: &Context, args: &Describe, found: Found) -> Outcome {
    let mut problems = found.errors;
    let events = *args.show_events && (found.infos.len() < 2 || args.show_events.given);
    let mut first = true;
    for info in &found.infos {
        match describe(cx, info, Settings { events, chunk: args.chunk_size }).await {
            Ok(text) => {
                let gap = if std::mem::replace(&mut first, false) { "" } else { "\n\n" };
                cx.out(format!("{gap}{text}")).await;
            }
            Err(failure) => problems.push(failure),
        }
    }
    Failure::join(problems)
}
