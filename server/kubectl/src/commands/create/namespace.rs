//! `create namespace`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/create/create_namespace.go`.

use serde_json::json;

use super::{Generated, known, name_from};
use crate::context::Context;
use crate::failure::Outcome;
use crate::spec::prelude::*;

crate::flags! {
    /// `create namespace`, as typed.
    pub(crate) struct Namespace {
    }
    with { words: Positional, creating: Creating }
}

impl Command for Namespace {
    const SPEC: Spec = Spec {
        path: "create namespace",
        aliases: &["ns"],
        suggest_for: &[],
        about: "Create a namespace with the specified name",
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
        let object = json!({ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": name }, "spec": {}, "status": {} });
        let resource = known("", "namespaces", "Namespace", false);
        self.creating.make(cx, Generated { resource, object, refused: "" }).await
    }
}
