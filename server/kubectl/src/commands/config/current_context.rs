//! `config current-context`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/config/current_context.go`.

use super::load;
use crate::context::Context;
use crate::failure::{Outcome, fail};
use crate::spec::prelude::*;
use crate::text::str_at;

crate::flags! {
    /// `config current-context`, as typed.
    pub(crate) struct CurrentContext {
    }
    with {}
}

impl Command for CurrentContext {
    const SPEC: Spec = Spec {
        path: "config current-context",
        aliases: &[],
        suggest_for: &[],
        about: "Display the current-context",
        usage: "",
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
        let config = load(cx)?;
        let name = str_at(&config, &["current-context"]);
        if name.is_empty() {
            return fail("current-context is not set");
        }
        cx.out(format!("{name}\n")).await;
        Ok(())
    }
}
