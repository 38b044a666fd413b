//! `describe`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/describe/describe.go`.

use crate::context::Context;
use crate::describe::{Settings, describe};
use crate::failure::{Failure, Outcome, fail};
use crate::resource::{Builder, Info};
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
    let settings = Settings { events: *args.show_events, chunk: args.chunk_size };
    let mut found = builder.clone().find(cx).await?;
    if let ([kind, prefix], true) = (args.words.as_slice(), found.infos.is_empty()) {
        let missing = found.errors.first().is_some_and(Failure::is_not_found);
        if missing && !kind.contains('/') && !kind.contains(',') {
            let mut all = Builder { args: vec![kind.clone()], ..builder };
            all.empty_selector = true;
            let listed = all.find(cx).await?;
            found.infos = listed
                .infos
                .into_iter()
                .filter(|info: &Info| info.name.starts_with(prefix.as_str()))
                .collect();
            if !found.infos.is_empty() {
                let settings = Settings { events: settings.events && args.show_events.given, ..settings };
                for info in &found.infos {
                    let text = describe(cx, info, settings).await?;
                    cx.out(format!("{text}\n")).await;
                }
                return Ok(());
            }
        }
    }
    let mut problems = found.errors;
    if args.words.len() == 2 && problems.iter().any(Failure::is_not_found) {
        // kubectl looks for a prefix instead, and finds none: what is there is not shown either.
        return Failure::join(problems);
    }
    let mut first = true;
    let settings =
        Settings { events: settings.events && (found.infos.len() < 2 || args.show_events.given), ..settings };
    for info in &found.infos {
        match describe(cx, info, settings).await {
            Ok(text) => {
                let gap = if std::mem::replace(&mut first, false) { "" } else { "\n\n" };
                cx.out(format!("{gap}{text}")).await;
            }
            Err(failure) => problems.push(failure),
        }
    }
    if found.infos.is_empty() && problems.is_empty() {
        let text = if args.all_namespaces {
            "No resources found\n".to_owned()
        } else {
            format!("No resources found in {namespace} namespace.\n")
        };
        cx.err(text).await;
    }
    Failure::join(problems)
}
