//! `create secret generic`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/create/create_secret.go`.

use serde_json::{Value, json};

use super::data::Sources;
use super::{Generated, known, name_from};
use crate::context::Context;
use crate::failure::Outcome;
use crate::spec::prelude::*;

crate::flags! {
    /// `create secret generic`, as typed.
    pub(crate) struct Generic {
        /// The Secret's type
        kind: String = flag("type", "", Nothing, Allowed);
    }
    with { words: Positional, sources: Sources, creating: Creating }
}

impl Command for Generic {
    const SPEC: Spec = Spec {
        path: "create secret generic",
        aliases: &[],
        suggest_for: &[],
        about: "Create a secret from a local file, directory or literal value",
        usage: " NAME [--type=string] [--from-file=[key=]source] [--from-literal=key1=value1]",
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
        create(cx, &self).await
    }
}

async fn create(cx: &Context, args: &Generic) -> Outcome {
    let name = name_from(Generic::SPEC.path, &args.words)?;
    let mut object = json!({ "apiVersion": "v1", "kind": "Secret", "metadata": { "name": name } });
    let data = args.sources.collect(cx, "Secret", &name)?;
    if !data.is_empty() {
        let data = data.into_iter().map(|(key, bytes)| (key, crate::base64::encode(&bytes).into()));
        object["data"] = Value::Object(data.collect());
    }
    if !args.kind.is_empty() {
        object["type"] = args.kind.as_str().into();
    }
    let resource = known("", "secrets", "Secret", true);
    args.creating.make(cx, Generated { resource, object, refused: "failed to create secret " }).await
}
