//! `annotate`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/annotate/annotate.go`.

use super::metadata::{Pairs, What, run};
use crate::context::Context;
use crate::failure::Outcome;
use crate::spec::prelude::*;

crate::flags! {
    /// `annotate`, as typed.
    pub(crate) struct Annotate {
        /// Who is said to manage the fields
        field_manager: String = flag("field-manager", "kubectl-annotate", Nothing, Allowed);
    }
    with { pairs: Pairs }
}

impl Command for Annotate {
    const SPEC: Spec = Spec {
        path: "annotate",
        aliases: &[],
        suggest_for: &[],
        about: "Update the annotations on a resource",
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
        run(cx, &self.pairs, &self.field_manager, What::Annotations).await
    }
}
