//! `token generate`.
//!
//! Layer: command. Upstream: `app/cmd/token.go` (`RunGenerateToken`).

use crate::failure::Outcome;
use crate::flags::prelude::*;

kubectl::flags! {
    /// `token generate`, as typed.
    pub(crate) struct Generate {
    }
    with { token: Token }
}

impl Command for Generate {
    const SPEC: Spec = Spec {
        path: "token generate",
        aliases: &[],
        suggest_for: &[],
        about: "Generate and print a bootstrap token, but do not create it on the server",
        usage: "",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    const WORDS: Most = Most::None;

    fn effect(&self, _: Place) -> Effect {
        Effect::Reads
    }

    fn doubt(&self) -> Option<Doubt> {
        None
    }

    async fn run(self, cx: &Context, _: Place) -> Outcome {
        cx.out(crate::token::Token::random().text() + "\n").await;
        Ok(())
    }
}
