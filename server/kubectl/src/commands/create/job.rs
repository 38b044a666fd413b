//! `create job`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/create/create_job.go`.

use serde_json::{Value, json};

use super::{Generated, known, name_before_dash};
use crate::context::Context;
use crate::failure::{Outcome, fail};
use crate::resource::Builder;
use crate::spec::prelude::*;
use crate::text::{name_of, str_at};

crate::flags! {
    /// `create job`, as typed.
    pub(crate) struct Job {
        /// What it is a run of: cronjob/NAME
        from: String = flag("from", "", Nothing, Allowed);
        /// Image of its container
        image: String = flag("image", "", Nothing, Allowed);
    }
    with { words: Positional, creating: Creating }
}

impl Command for Job {
    const SPEC: Spec = Spec {
        path: "create job",
        aliases: &[],
        suggest_for: &[],
        about: "Create a job with the specified name",
        usage: " NAME --image=image [--from=cronjob/name] -- [COMMAND] [args...]",
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

/// A pod template with one container, named as its object.
pub(super) fn template(name: &str, image: &str, words: &Positional, restart: &str) -> Value {
    let mut container = json!({ "name": name, "image": image, "resources": {} });
    let command = &words[1..];
    if !command.is_empty() {
        container["command"] = json!(command);
    }
    json!({ "metadata": {}, "spec": { "containers": [container], "restartPolicy": restart } })
}

async fn create(cx: &Context, args: &Job) -> Outcome {
    let name = name_before_dash(Job::SPEC.path, &args.words)?;
    let (image, from) = (args.image.as_str(), args.from.as_str());
    if image.is_empty() == from.is_empty() {
        return fail("either --image or --from must be specified");
    }
    if args.words.len() > 1 && !from.is_empty() {
        return fail("cannot specify --from and command");
    }
    let object = if from.is_empty() {
        json!({
            "apiVersion": "batch/v1", "kind": "Job", "metadata": { "name": name },
            "spec": { "template": template(&name, image, &args.words, "Never") }, "status": {},
        })
    } else {
        from_cron_job(cx, from, &name).await?
    };
    let resource = known("batch", "jobs", "Job", true);
    args.creating.make(cx, Generated { resource, object, refused: "failed to create job: " }).await
}

async fn from_cron_job(cx: &Context, from: &str, name: &str) -> Outcome<Value> {
    let mut builder = Builder::new(cx).await?;
    builder.args = vec![from.to_owned()];
    let infos = builder.find(cx).await?.strict()?;
    let [info] = infos.as_slice() else { return fail("from must be an existing cronjob") };
    let cron = &info.object;
    if info.resource.kind != "CronJob" {
        let (version, kind) = (info.resource.version.as_str(), &info.resource.kind);
        return fail(format!("unknown object type *{version}.{kind}"));
    }
    let pattern = &cron["spec"]["jobTemplate"];
    let mut annotations = json!({ "cronjob.kubernetes.io/instantiate": "manual" });
    for (key, value) in pattern["metadata"]["annotations"].as_object().into_iter().flatten() {
        annotations[key] = value.clone();
    }
    let mut job = json!({
        "apiVersion": "batch/v1", "kind": "Job",
        "metadata": { "name": name, "annotations": annotations, "ownerReferences": [{
            "apiVersion": "batch/v1", "kind": "CronJob", "name": name_of(cron),
            "uid": str_at(cron, &["metadata", "uid"]), "controller": true,
        }] },
        "spec": pattern["spec"], "status": {},
    });
    if pattern["metadata"]["labels"].is_object() {
        job["metadata"]["labels"] = pattern["metadata"]["labels"].clone();
    }
    Ok(job)
}
