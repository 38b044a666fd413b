//! `config use-context`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/config/use_context.go`.

use super::CHANGES;
use crate::KubeconfigChange;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::spec::prelude::*;
use crate::text::quote;

crate::flags! {
    /// `config use-context`, as typed.
    pub(crate) struct UseContext {
    }
    with { words: Positional }
}

impl Command for UseContext {
    const SPEC: Spec = Spec {
        path: "config use-context",
        aliases: &["use"],
        suggest_for: &[],
        about: "Set the current-context in a kubeconfig file",
        usage: " CONTEXT_NAME",
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
        let [name] = self.words.as_slice() else {
            return fail(format!("Unexpected args: [{}]", self.words.join(" ")));
        };
        let change = KubeconfigChange::UseContext(name.clone());
        cx.session.clusters.change_kubeconfig(cx.connection_flags(), &change).map_err(Failure::Message)?;
        cx.out(format!("Switched to context {}.\n", quote(name))).await;
        Ok(())
    }
}
