//! `create serviceaccount`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/create/create_serviceaccount.go`.

use serde_json::json;

use super::{Generated, known, name_from};
use crate::context::Context;
use crate::failure::Outcome;
use crate::spec::prelude::*;

crate::flags! {
    /// `create serviceaccount`, as typed.
    pub(crate) struct ServiceAccount {
    }
    with { words: Positional, creating: Creating }
}

impl Command for ServiceAccount {
    const SPEC: Spec = Spec {
        path: "create serviceaccount",
        aliases: &["sa"],
        suggest_for: &[],
        about: "Create a service account with the specified name",
        usage: " NAME",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        Effect::Changes.unless(self.creating.dry.pretends())
    }

    fn manner(&self) -> Manner {
        Manner::Ends
    }

    async fn run(self, cx: &Context) -> Outcome {
        let name = name_from(Self::SPEC.path, &self.words)?;
        let object = json!({ "apiVersion": "v1", "kind": "ServiceAccount", "metadata": { "name": name } });
        let resource = known("", "serviceaccounts", "ServiceAccount", true);
        self.creating
            .make(cx, Generated { resource, object, refused: "failed to create serviceaccount: " })
            .await
    }
}
