//! `create deployment`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/create/create_deployment.go`.

use serde_json::{Value, json};

use super::{Generated, known, name_before_dash};
use crate::context::Context;
use crate::failure::{Outcome, fail};
use crate::spec::prelude::*;

crate::flags! {
    /// `create deployment`, as typed.
    pub(crate) struct Deployment {
        /// Images of its containers
        image: Slice = flag("image", "", Nothing, Allowed).required();
        /// Port that the first container listens on; -1: none
        port: i32 = flag("port", "-1", Nothing, Allowed);
        /// How many pods
        replicas: i32 = short('r', "replicas", "1", Nothing, Allowed);
    }
    with { words: Positional, creating: Creating }
}

impl Command for Deployment {
    const SPEC: Spec = Spec {
        path: "create deployment",
        aliases: &["deploy"],
        suggest_for: &[],
        about: "Create a deployment with the specified name",
        usage: " NAME --image=image -- [COMMAND] [args...]",
        words: Words::PROGRAM,
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

async fn create(cx: &Context, args: &Deployment) -> Outcome {
    let words = &args.words.list;
    let name = name_before_dash(Deployment::SPEC.path, &args.words)?;
    let images = &args.image;
    let command = &words[1..];
    if images.len() > 1 && !command.is_empty() {
        return fail("cannot specify multiple --image options and command");
    }
    let mut containers: Vec<Value> = Vec::new();
    for image in images.iter() {
        let last = image.rsplit_once('/').map_or(image.as_str(), |(_, last)| last);
        let base = last.split_once(':').map_or(last, |(base, _)| base);
        let base = base.split_once('@').map_or(base, |(base, _)| base);
        containers.push(json!({ "name": container_name(base), "image": image, "resources": {} }));
    }
    if !command.is_empty() {
        containers[0]["command"] = json!(command);
    }
    let port = args.port;
    if port >= 0
        && let Some(first) = containers.first_mut()
    {
        first["ports"] = json!([{ "containerPort": port }]);
    }
    let labels = json!({ "app": name });
    let object = json!({
        "apiVersion": "apps/v1", "kind": "Deployment",
        "metadata": { "name": name, "labels": labels },
        "spec": {
            "replicas": args.replicas, "selector": { "matchLabels": labels }, "strategy": {},
            "template": { "metadata": { "labels": labels }, "spec": { "containers": containers } },
        },
        "status": {},
    });
    let resource = known("apps", "deployments", "Deployment", true);
    args.creating.make(cx, Generated { resource, object, refused: "failed to create deployment: " }).await
}

/// An image's name as a container's name.
fn container_name(base: &str) -> String {
    let kept: String =
        base.to_lowercase().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    kept.trim_matches('-').to_owned()
}
