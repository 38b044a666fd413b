//! `config set-context`. What the context is to hold are every command's own flags: `--cluster`, `--user`, `--namespace`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/config/set_context.go`.

use super::CHANGES;
use crate::KubeconfigChange;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::spec::prelude::*;
use crate::text::quote;

crate::flags! {
    /// `config set-context`, as typed.
    pub(crate) struct SetContext {
        /// The current context
        current: bool = flag("current", "false", Nothing, Allowed);
    }
    with { words: Positional }
}

impl Command for SetContext {
    const SPEC: Spec = Spec {
        path: "config set-context",
        aliases: &[],
        suggest_for: &[],
        about: "Set a context entry in kubeconfig",
        usage: " [NAME | --current] [--cluster=cluster_nickname] [--user=user_nickname] [--namespace=namespace]",
        words: Words::PLAIN,
        place: Where::Terminal(CHANGES),
    };

    fn effect(&self) -> Effect {
        Effect::Changes
    }

    fn manner(&self) -> Manner {
        Manner::Ends
    }

    async fn run(self, cx: &Context) -> Outcome {
        set(cx, &self).await
    }
}

async fn set(cx: &Context, args: &SetContext) -> Outcome {
    let name = match args.words.as_slice() {
        [] if args.current => None,
        [] => return fail("you must specify a non-empty context name or --current"),
        [_, ..] if args.current => return fail("you cannot specify both a context name and --current"),
        [name] => Some(name.clone()),
        many => return fail(format!("Unexpected args: [{}]", many.join(" "))),
    };
    let flags = cx.connection_flags();
    let fields = [("cluster", &flags.cluster), ("user", &flags.user), ("namespace", &flags.namespace)];
    let given = fields.into_iter().filter(|(_, flag)| flag.given);
    let fields = given.map(|(field, flag)| (field, flag.value.clone())).collect();
    let change = KubeconfigChange::SetContext { name, fields };
    let changed = cx.session.clusters.change_kubeconfig(flags, &change).map_err(Failure::Message)?;
    let done = if changed.created { "created" } else { "modified" };
    cx.out(format!("Context {} {done}.\n", quote(&changed.name))).await;
    Ok(())
}
