//! `create -f` and what its subcommands share.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/create/create.go`.

use serde_json::{Value, json};

use super::common::{Change, DryRun, annotate_last_applied, validation};
use crate::context::Context;
use crate::discovery::Resource;
use crate::failure::{Failure, Outcome, fail, from_source};
use crate::flags::Args;
use crate::printers::Printer;
use crate::resource::{Builder, Info};
use crate::text::{name_of, str_at};

/// `create -f`.
pub(crate) async fn run(cx: &Context, args: Args) -> Outcome {
    if args.list("filename").is_empty() {
        let word = args.positional.first();
        return match word {
            Some(_) => fail(format!(
                "Unexpected args: [{}]\nSee 'kubectl create -h' for help and examples",
                args.positional.join(" ")
            )),
            None => fail("must specify one of -f and -k"),
        };
    }
    if !args.positional.is_empty() {
        return fail(format!(
            "Unexpected args: [{}]\nSee 'kubectl create -h' for help and examples",
            args.positional.join(" ")
        ));
    }
    let dry = DryRun::of(cx, &args).await?;
    let mut printer = dry.printer(cx, &args, "created")?;
    let validation = validation(&args)?;
    let builder =
        Builder { selector: None, validate: validation != "Ignore", ..Builder::new(cx, &args).await? };
    let found = builder.find(cx).await?;
    let mut problems = found.errors;
    let mut count = 0;
    for mut info in found.infos {
        if args.bool("save-config") {
            annotate_last_applied(&mut info.object);
        }
        let change = Change { dry, manager: args.str("field-manager"), validation };
        let created = if dry == DryRun::Client {
            Ok(info.object.clone())
        } else {
            change
                .create(cx, &info, &info.object)
                .await
                .map_err(|failure| from_source("creating", &info.source, failure))
        };
        match created {
            Ok(object) => {
                count += 1;
                cx.out(printer.print(&object)?).await;
            }
            Err(failure) => problems.push(failure),
        }
    }
    Failure::join(problems)?;
    if count == 0 {
        return fail("no objects passed to create");
    }
    Ok(())
}

/// The one name of a subcommand.
pub(crate) fn name_from(args: &Args) -> Outcome<String> {
    match args.positional.as_slice() {
        [name] => Ok(name.clone()),
        given => fail(format!(
            "exactly one NAME is required, got {}\nSee '{} -h' for help and examples",
            given.len(),
            args.command
        )),
    }
}

/// The one name of a subcommand whose words after `--` are a container's command.
pub(crate) fn name_before_dash(args: &Args) -> Outcome<String> {
    match (args.dash_at.unwrap_or(args.positional.len()), args.positional.first()) {
        (1, Some(name)) => Ok(name.clone()),
        (given, _) => fail(format!(
            "exactly one NAME is required, got {given}\nSee '{} -h' for help and examples",
            args.command
        )),
    }
}

/// A resource that every cluster has, without asking.
pub(crate) fn known(group: &str, plural: &str, kind: &str, namespaced: bool) -> Resource {
    Resource {
        group: group.to_owned(),
        version: "v1".to_owned(),
        plural: plural.to_owned(),
        singular: kind.to_lowercase(),
        kind: kind.to_owned(),
        namespaced,
        verbs: Vec::new(),
        short_names: Vec::new(),
        categories: Vec::new(),
        subresources: Vec::new(),
    }
}

/// What a generating command is about to create.
pub(crate) struct Generated {
    /// Where it goes.
    pub(crate) resource: Resource,
    /// The object.
    pub(crate) object: Value,
    /// `created`, `exposed`.
    pub(crate) operation: &'static str,
}

/// Creates a generated object, or prints what would be created.
pub(crate) async fn create_generated(cx: &Context, args: &Args, made: Generated) -> Outcome<Value> {
    let dry = DryRun::of(cx, args).await?;
    let mut printer = dry.printer(cx, args, made.operation)?;
    let validation =
        if args.changed("validate") || !args.str("validate").is_empty() { validation(args)? } else { "" };
    let mut object = made.object;
    let mut namespace = String::new();
    if made.resource.namespaced {
        let (own, explicit) = cx.namespace().await?;
        namespace = own;
        let keep = explicit || dry != DryRun::Client;
        if keep {
            object["metadata"]["namespace"] = namespace.clone().into();
        }
    }
    if args.bool("save-config") {
        annotate_last_applied(&mut object);
    }
    let info = Info {
        name: name_of(&object).to_owned(),
        namespace,
        object: object.clone(),
        source: String::new(),
        resource: made.resource,
    };
    let shown = if dry == DryRun::Client {
        object
    } else {
        let change = Change { dry, manager: args.str("field-manager"), validation };
        let failed = |failure: Failure| match failure {
            Failure::Status(status) if args.command.starts_with("kubectl create ") => {
                let what = args.command.trim_start_matches("kubectl create ").to_owned();
                let message = str_at(&status, &["message"]).to_owned();
                match what.as_str() {
                    "namespace" => Failure::Status(status),
                    service if service.starts_with("service ") => {
                        let kind = str_at(&object, &["spec", "type"]);
                        Failure::Message(format!("failed to create {kind} service: {message}"))
                    }
                    "secret generic" => Failure::Message(format!("failed to create secret {message}")),
                    _ => Failure::Message(format!("failed to create {what}: {message}")),
                }
            }
            other => other,
        };
        change.create(cx, &info, &object).await.map_err(failed)?
    };
    let text = print_typed(&mut printer, &shown)?;
    cx.out(text).await;
    Ok(shown)
}

/// Prints an object that kubectl would have as a Go struct: JSON keeps the struct's order of fields at the top.
pub(crate) fn print_typed(printer: &mut Printer, object: &Value) -> Outcome<String> {
    printer.print_typed(object)
}

/// `create namespace`.
pub(crate) async fn namespace(cx: &Context, args: Args) -> Outcome {
    let name = name_from(&args)?;
    let object = json!({ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": name }, "spec": {}, "status": {} });
    let resource = known("", "namespaces", "Namespace", false);
    create_generated(cx, &args, Generated { resource, object, operation: "created" }).await?;
    Ok(())
}

/// `create deployment`.
pub(crate) async fn deployment(cx: &Context, args: Args) -> Outcome {
    let words = &args.positional;
    let name = name_before_dash(&args)?;
    let images = args.list("image");
    let command = &words[1..];
    if images.len() > 1 && !command.is_empty() {
        return fail("cannot specify multiple --image options and command");
    }
    let mut containers: Vec<Value> = Vec::new();
    for image in images {
        let last = image.rsplit_once('/').map_or(image.as_str(), |(_, last)| last);
        let base = last.split_once(':').map_or(last, |(base, _)| base);
        let base = base.split_once('@').map_or(base, |(base, _)| base);
        containers.push(json!({ "name": container_name(base), "image": image, "resources": {} }));
    }
    if !command.is_empty() {
        containers[0]["command"] = json!(command);
    }
    let port = args.int("port");
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
            "replicas": args.int("replicas"), "selector": { "matchLabels": labels }, "strategy": {},
            "template": { "metadata": { "labels": labels }, "spec": { "containers": containers } },
        },
        "status": {},
    });
    let resource = known("apps", "deployments", "Deployment", true);
    create_generated(cx, &args, Generated { resource, object, operation: "created" }).await?;
    Ok(())
}

/// An image's name as a container's name.
fn container_name(base: &str) -> String {
    let kept: String =
        base.to_lowercase().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    kept.trim_matches('-').to_owned()
}
