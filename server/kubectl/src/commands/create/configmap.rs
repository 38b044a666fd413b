//! `create configmap`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/create/create_configmap.go`.

use serde_json::{Map, Value, json};

use super::data::Sources;
use super::{Generated, known, name_from};
use crate::context::Context;
use crate::failure::Outcome;
use crate::spec::prelude::*;

crate::flags! {
    /// `create configmap`, as typed.
    pub(crate) struct ConfigMap {
    }
    with { words: Positional, sources: Sources, creating: Creating }
}

impl Command for ConfigMap {
    const SPEC: Spec = Spec {
        path: "create configmap",
        aliases: &["cm"],
        suggest_for: &[],
        about: "Create a config map from a local file, directory or literal value",
        usage: " NAME [--from-file=[key=]source] [--from-literal=key1=value1]",
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

async fn create(cx: &Context, args: &ConfigMap) -> Outcome {
    let name = name_from(ConfigMap::SPEC.path, &args.words)?;
    let (mut data, mut binary): (Map<String, Value>, Map<String, Value>) = Default::default();
    for (key, bytes) in args.sources.collect(cx, "ConfigMap", &name)? {
        match String::from_utf8(bytes) {
            Ok(text) => data.insert(key, text.into()),
            Err(raw) => binary.insert(key, crate::base64::encode(raw.as_bytes()).into()),
        };
    }
    let mut object = json!({ "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": name } });
    if !data.is_empty() {
        object["data"] = Value::Object(data);
    }
    if !binary.is_empty() {
        object["binaryData"] = Value::Object(binary);
    }
    let resource = known("", "configmaps", "ConfigMap", true);
    args.creating.make(cx, Generated { resource, object, refused: "failed to create configmap: " }).await
}
