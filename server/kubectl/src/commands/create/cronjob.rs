//! `create cronjob`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/create/create_cronjob.go`.

use serde_json::json;

use super::job::template;
use super::{Generated, known, name_before_dash};
use crate::context::Context;
use crate::failure::Outcome;
use crate::spec::prelude::*;

crate::flags! {
    /// `create cronjob`, as typed.
    pub(crate) struct CronJob {
        /// Image of its container
        image: String = flag("image", "", Nothing, Allowed).required();
        /// OnFailure or Never
        restart: String = flag("restart", "", Nothing, Allowed);
        /// When it runs, as cron writes it
        schedule: String = flag("schedule", "", Nothing, Allowed).required();
    }
    with { words: Positional, creating: Creating }
}

impl Command for CronJob {
    const SPEC: Spec = Spec {
        path: "create cronjob",
        aliases: &["cj"],
        suggest_for: &[],
        about: "Create a cron job with the specified name",
        usage: " NAME --image=image --schedule='0/5 * * * ?' -- [COMMAND] [args...]",
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

async fn create(cx: &Context, args: &CronJob) -> Outcome {
    let name = name_before_dash(CronJob::SPEC.path, &args.words)?;
    let restart = Some(args.restart.as_str()).filter(|given| !given.is_empty()).unwrap_or("OnFailure");
    let object = json!({
        "apiVersion": "batch/v1", "kind": "CronJob", "metadata": { "name": name },
        "spec": {
            "schedule": args.schedule,
            "jobTemplate": { "metadata": { "name": name }, "spec": { "template": template(&name, &args.image, &args.words, restart) } },
        },
        "status": {},
    });
    let resource = known("batch", "cronjobs", "CronJob", true);
    args.creating.make(cx, Generated { resource, object, refused: "failed to create cronjob: " }).await
}
