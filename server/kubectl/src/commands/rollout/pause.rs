//! `rollout pause`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/rollout/rollout_pause.go`.

use serde_json::json;

use super::{Changing, change, paused};
use crate::context::Context;
use crate::failure::Outcome;
use crate::spec::prelude::*;

crate::flags! {
    /// `rollout pause`, as typed.
    pub(crate) struct Pause {
    }
    with { changing: Changing }
}

impl Command for Pause {
    const SPEC: Spec = Spec {
        path: "rollout pause",
        aliases: &[],
        suggest_for: &[],
        about: "Mark the provided resource as paused",
        usage: " RESOURCE",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        Effect::Changes
    }

    fn manner(&self) -> Manner {
        Manner::Ends
    }

    async fn run(self, cx: &Context) -> Outcome {
        change(cx, &self.changing, "paused", |info| match (info.resource.kind.as_str(), paused(info)) {
            ("Deployment", false) => Ok(json!({ "spec": { "paused": true } })),
            ("Deployment", true) => Err("is already paused".to_owned()),
            _ => Err("pausing is not supported".to_owned()),
        })
        .await
    }
}
