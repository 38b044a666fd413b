//! `config get-contexts`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/config/get_contexts.go`.

use serde_json::Value;

use super::load;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::printers::tabwriter::TabWriter;
use crate::spec::prelude::*;
use crate::text::{list_at, str_at};

crate::flags! {
    /// `config get-contexts`, as typed.
    pub(crate) struct GetContexts {
        /// Rows without headings
        no_headers: bool = flag("no-headers", "false", Nothing, Allowed);
        /// Output format: name
        output: String = short('o', "output", "", Nothing, Format);
    }
    with { words: Positional }
}

impl Command for GetContexts {
    const SPEC: Spec = Spec {
        path: "config get-contexts",
        aliases: &[],
        suggest_for: &[],
        about: "Describe one or many contexts",
        usage: " [NAME...]",
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
        list(cx, &self).await
    }
}

async fn list(cx: &Context, args: &GetContexts) -> Outcome {
    let output = args.output.as_str();
    if !matches!(output, "" | "name") {
        return fail(format!("output must be one of '' or 'name': {output}"));
    }
    let config = load(cx)?;
    let current = str_at(&config, &["current-context"]);
    let mut contexts: Vec<&Value> = list_at(&config, &["contexts"]).iter().collect();
    contexts.sort_by_key(|context| str_at(context, &["name"]));
    let mut problems = Vec::new();
    if !args.words.is_empty() {
        for name in args.words.iter() {
            if !contexts.iter().any(|context| str_at(context, &["name"]) == name) {
                problems.push(Failure::Message(format!("context {name} not found")));
            }
        }
        contexts.retain(|context| args.words.iter().any(|name| name == str_at(context, &["name"])));
    }
    let mut writer = TabWriter::tables();
    if output.is_empty() && !args.no_headers {
        writer.write("CURRENT\tNAME\tCLUSTER\tAUTHINFO\tNAMESPACE\n");
    }
    for context in contexts {
        let name = str_at(context, &["name"]);
        if output == "name" {
            writer.write(&format!("{name}\n"));
            continue;
        }
        let mark = if name == current { "*" } else { "" };
        let of = |key: &str| str_at(context, &["context", key]).to_owned();
        writer.write(&format!("{mark}\t{name}\t{}\t{}\t{}\n", of("cluster"), of("user"), of("namespace")));
    }
    cx.out(writer.flush()).await;
    Failure::join(problems)
}
