//! `describe`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/describe/describe.go`.

use crate::context::Context;
use crate::describe::{Settings, describe};
use crate::failure::{Failure, Outcome, fail};
use crate::flags::Args;
use crate::resource::{Builder, Info};

/// Runs it.
pub(crate) async fn run(cx: &Context, args: Args) -> Outcome {
    if args.positional.is_empty() && args.list("filename").is_empty() {
        return fail(
            "You must specify the type of resource to describe. Use \"kubectl api-resources\" for a complete list of supported resources.\n",
        );
    }
    let mut builder = Builder::new(cx, &args).await?;
    builder.empty_selector = true;
    let namespace = builder.namespace.clone();
    let settings = Settings { events: args.bool("show-events"), chunk: args.int("chunk-size") };
    let mut found = builder.clone().find(cx).await?;
    if let ([kind, prefix], true) = (args.positional.as_slice(), found.infos.is_empty()) {
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
                let settings =
                    Settings { events: settings.events && args.changed("show-events"), ..settings };
                for info in &found.infos {
                    let text = describe(cx, info, settings).await?;
                    cx.out(format!("{text}\n")).await;
                }
                return Ok(());
            }
        }
    }
    let mut problems = found.errors;
    if args.positional.len() == 2 && problems.iter().any(Failure::is_not_found) {
        // kubectl looks for a prefix instead, and finds none: what is there is not shown either.
        return Failure::join(problems);
    }
    let mut first = true;
    let settings = Settings {
        events: settings.events && (found.infos.len() < 2 || args.changed("show-events")),
        ..settings
    };
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
        let text = if args.bool("all-namespaces") {
            "No resources found\n".to_owned()
        } else {
            format!("No resources found in {namespace} namespace.\n")
        };
        cx.err(text).await;
    }
    Failure::join(problems)
}
