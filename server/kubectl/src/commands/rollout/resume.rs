//! `rollout resume`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/rollout/rollout_resume.go`.

use serde_json::json;

use super::{Changing, change, paused};
use crate::context::Context;
use crate::failure::Outcome;
use crate::spec::prelude::*;

crate::flags! {
    /// `rollout resume`, as typed.
    pub(crate) struct Resume {
    }
    with { changing: Changing }
}

impl Command for Resume {
    const SPEC: Spec = Spec {
        path: "rollout resume",
        aliases: &[],
        suggest_for: &[],
        about: "Resume a paused resource",
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
        change(cx, &self.changing, "resumed", |info| match (info.resource.kind.as_str(), paused(info)) {
            ("Deployment", true) => Ok(json!({ "spec": { "paused": null } })),
            ("Deployment", false) => Err("is not paused".to_owned()),
            _ => Err("resuming is not supported".to_owned()),
        })
        .await
    }
}
