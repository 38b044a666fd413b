//! `label`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/label/label.go`.

use super::metadata::{Pairs, What, run};
use crate::context::Context;
use crate::failure::Outcome;
use crate::spec::prelude::*;

crate::flags! {
    /// `label`, as typed.
    pub(crate) struct Label {
        /// Who is said to manage the fields
        field_manager: String = flag("field-manager", "kubectl-label", Nothing, Allowed);
    }
    with { pairs: Pairs }
}

impl Command for Label {
    const SPEC: Spec = Spec {
        path: "label",
        aliases: &[],
        suggest_for: &[],
        about: "Update the labels on a resource",
        usage: " [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        self.pairs.effect()
    }

    fn manner(&self) -> Manner {
        Manner::Ends
    }

    async fn run(self, cx: &Context) -> Outcome {
        run(cx, &self.pairs, &self.field_manager, What::Labels).await
    }
}
