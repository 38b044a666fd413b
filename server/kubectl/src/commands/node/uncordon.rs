//! `uncordon`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/drain/drain.go`.

use super::{Nodes, mark, nodes};
use crate::commands::common::DryRun;
use crate::context::Context;
use crate::failure::Outcome;
use crate::spec::prelude::*;

crate::flags! {
    /// `uncordon`, as typed.
    pub(crate) struct Uncordon {
    }
    with { nodes: Nodes }
}

impl Command for Uncordon {
    const SPEC: Spec = Spec {
        path: "uncordon",
        aliases: &[],
        suggest_for: &[],
        about: "Mark node as schedulable",
        usage: " NODE",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        Effect::Changes.unless(self.nodes.dry.pretends())
    }

    fn manner(&self) -> Manner {
        Manner::Ends
    }

    async fn run(self, cx: &Context) -> Outcome {
        let dry = DryRun::of(cx, &self.nodes.dry).await?;
        let nodes = nodes(cx, &self.nodes, "uncordon NODE", 0).await?;
        mark(cx, &nodes, false, dry).await;
        Ok(())
    }
}
