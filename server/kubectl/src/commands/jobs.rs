//! `create job`, `create cronjob`, `create serviceaccount`.
//!
//! Layer: commands. Upstream: `kubectl/pkg/cmd/create/create_job.go`, `create_cronjob.go`, `create_serviceaccount.go`.

use serde_json::{Value, json};

use super::create::{Generated, create_generated, known, name_before_dash, name_from};
use crate::context::Context;
use crate::failure::{Outcome, fail};
use crate::flags::Args;
use crate::resource::Builder;
use crate::text::{name_of, str_at};

/// A pod template with one container, named as its object.
fn template(name: &str, args: &Args, restart: &str) -> Value {
    let mut container = json!({ "name": name, "image": args.str("image"), "resources": {} });
    let command = &args.positional[1..];
    if !command.is_empty() {
        container["command"] = json!(command);
    }
    json!({ "metadata": {}, "spec": { "containers": [container], "restartPolicy": restart } })
}

/// `create job`.
pub(crate) async fn job(cx: &Context, args: Args) -> Outcome {
    let name = name_before_dash(&args)?;
    let (image, from) = (args.str("image"), args.str("from"));
    if image.is_empty() == from.is_empty() {
        return fail("either --image or --from must be specified");
    }
    if args.positional.len() > 1 && !from.is_empty() {
        return fail("cannot specify --from and command");
    }
    let object = if from.is_empty() {
        json!({
            "apiVersion": "batch/v1", "kind": "Job", "metadata": { "name": name },
            "spec": { "template": template(&name, &args, "Never") }, "status": {},
        })
    } else {
        from_cron_job(cx, &args, &name).await?
    };
    let resource = known("batch", "jobs", "Job", true);
    create_generated(cx, &args, Generated { resource, object, operation: "created" }).await?;
    Ok(())
}

async fn from_cron_job(cx: &Context, args: &Args, name: &str) -> Outcome<Value> {
    let mut builder = Builder::new(cx, args).await?;
    builder.args = vec![args.str("from").to_owned()];
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

/// `create cronjob`.
pub(crate) async fn cron_job(cx: &Context, args: Args) -> Outcome {
    let name = name_before_dash(&args)?;
    let restart = Some(args.str("restart")).filter(|given| !given.is_empty()).unwrap_or("OnFailure");
    let object = json!({
        "apiVersion": "batch/v1", "kind": "CronJob", "metadata": { "name": name },
        "spec": {
            "schedule": args.str("schedule"),
            "jobTemplate": { "metadata": { "name": name }, "spec": { "template": template(&name, &args, restart) } },
        },
        "status": {},
    });
    let resource = known("batch", "cronjobs", "CronJob", true);
    create_generated(cx, &args, Generated { resource, object, operation: "created" }).await?;
    Ok(())
}

/// `create serviceaccount`.
pub(crate) async fn service_account(cx: &Context, args: Args) -> Outcome {
    let name = name_from(&args)?;
    let object = json!({ "apiVersion": "v1", "kind": "ServiceAccount", "metadata": { "name": name } });
    let resource = known("", "serviceaccounts", "ServiceAccount", true);
    create_generated(cx, &args, Generated { resource, object, operation: "created" }).await?;
    Ok(())
}
