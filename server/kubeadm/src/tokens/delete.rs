//! `token delete`.
//!
//! Layer: command. Upstream: `app/cmd/token.go` (`RunDeleteTokens`).

use go_text::quote;
use kubectl::toolkit::Request;
use serde_json::json;

use super::SECRETS;
use crate::ask::ask;
use crate::failure::{Outcome, Wrap, fail};
use crate::flags::prelude::*;
use crate::token::{self, ID_PATTERN, PATTERN, is_id, secret_name};

kubectl::flags! {
    /// `token delete`, as typed.
    pub(crate) struct Delete {
    }
    with { words: Positional, token: Token }
}

impl Command for Delete {
    const SPEC: Spec = Spec {
        path: "token delete",
        aliases: &[],
        suggest_for: &[],
        about: "Delete bootstrap tokens on the server",
        usage: " [token-value] ...",
        words: Words { secret: Kept::Each(Part(crate::token::kept)), page: Allowed },
        place: Where::Anywhere,
    };

    const WORDS: Most = Most::Any;

    fn effect(&self, _: Place) -> Effect {
        Effect::Destroys
    }

    fn doubt(&self) -> Option<Doubt> {
        None
    }

    async fn run(self, cx: &Context, _: Place) -> Outcome {
        delete(cx, &self).await
    }
}

async fn delete(cx: &Context, args: &Delete) -> Outcome {
    if args.words.is_empty() {
        return fail(format!(
            "missing argument; 'token delete' is missing token of form {} or {}",
            quote(PATTERN),
            quote(ID_PATTERN)
        ));
    }
    for word in args.words.iter() {
        let id = if is_id(word) {
            word.clone()
        } else {
            match token::Token::parse(word) {
                Ok(token) => token.id,
                Err(_) => {
                    let (whole, id) = (quote(PATTERN), quote(ID_PATTERN));
                    return fail(format!("given token didn't match pattern {whole} or {id}"));
                }
            }
        };
        let path = format!("{SECRETS}/{}", secret_name(&id));
        let request = Request::delete(path.as_str(), &json!({"apiVersion": "v1", "kind": "DeleteOptions"}));
        ask(cx, "Delete", &path, request)
            .await
            .wrap(&format!("failed to delete bootstrap token {}", quote(&id)))?;
        cx.out(format!("bootstrap token {} deleted\n", quote(&id))).await;
    }
    Ok(())
}
