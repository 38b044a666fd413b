//! `api-versions`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/apiresources/apiversions.go`.

use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::spec::prelude::*;

crate::flags! {
    /// `api-versions`, as typed.
    pub(crate) struct ApiVersions {
    }
    with { words: Positional }
}

impl Command for ApiVersions {
    const SPEC: Spec = Spec {
        path: "api-versions",
        aliases: &[],
        suggest_for: &[],
        about: "Print the supported API versions on the server",
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
        list(cx, &self).await
    }
}

async fn list(cx: &Context, args: &ApiVersions) -> Outcome {
    if !args.words.is_empty() {
        return fail(format!(
            "unexpected arguments: [{}]\nSee 'kubectl api-versions -h' for help and examples",
            args.words.join(" ")
        ));
    }
    let discovery = cx.discovery().await.map_err(|failure| match failure {
        Failure::Message(text) => {
            Failure::Message(format!("couldn't get available api versions from server: {text}"))
        }
        other => other,
    })?;
    let mut names: Vec<String> = discovery
        .versions
        .iter()
        .map(|one| {
            if one.group.is_empty() { one.version.clone() } else { format!("{}/{}", one.group, one.version) }
        })
        .collect();
    names.sort();
    cx.out(names.join("\n") + "\n").await;
    Ok(())
}
