//! `rollout restart`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/rollout/rollout_restart.go`.

use serde_json::json;

use super::{Changing, change, paused};
use crate::context::Context;
use crate::failure::Outcome;
use crate::spec::prelude::*;

crate::flags! {
    /// `rollout restart`, as typed.
    pub(crate) struct Restart {
    }
    with { changing: Changing }
}

impl Command for Restart {
    const SPEC: Spec = Spec {
        path: "rollout restart",
        aliases: &[],
        suggest_for: &[],
        about: "Restart a resource",
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
        let now = cx.now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        change(cx, &self.changing, "restarted", |info| {
            if !matches!(info.resource.kind.as_str(), "Deployment" | "DaemonSet" | "StatefulSet") {
                return Err("restarting is not supported".to_owned());
            }
            if paused(info) {
                return Err("can't restart paused deployment (run rollout resume first)".to_owned());
            }
            let annotations = json!({ "kubectl.kubernetes.io/restartedAt": now });
            Ok(json!({ "spec": { "template": { "metadata": { "annotations": annotations } } } }))
        })
        .await
    }
}
