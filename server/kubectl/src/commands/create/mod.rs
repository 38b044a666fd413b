//! `create -f`, and what its subcommands share.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/create/create.go`.

pub(super) mod configmap;
pub(super) mod cronjob;
mod data;
pub(super) mod deployment;
pub(super) mod job;
pub(super) mod namespace;
pub(super) mod secret;
pub(super) mod service;
pub(super) mod service_account;

use serde_json::Value;

use super::common::{Change, DryRun, RAW, annotate_last_applied, validation};
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail, from_source};
use crate::resource::{Builder, Info};
use crate::spec::prelude::*;
use crate::text::{name_of, str_at};
use apimachinery::discovery::Resource;

crate::flags! {
    /// `create -f`, as typed.
    pub(crate) struct Create {
    }
    with { words: Positional, files: Filename, creating: Creating }
    ignored {
        /// Only objects with these labels: a=b,c!=d
        String = short('l', "selector", "", Nothing, Allowed);
        /// Change the manifest in an editor first
        bool = flag("edit", "false", Nothing, Allowed);
        /// A path of the API to send the manifest to
        String = flag("raw", "", Nothing, Refused(RAW));
        /// The editor's lines end as on Windows
        bool = flag("windows-line-endings", "false", Nothing, Allowed);
    }
}

impl Command for Create {
    const SPEC: Spec = Spec {
        path: "create",
        aliases: &[],
        suggest_for: &[],
        about: "Create a resource from a file or from stdin",
        usage: " -f FILENAME",
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

async fn create(cx: &Context, args: &Create) -> Outcome {
    if args.files.filename.is_empty() {
        let word = args.words.first();
        return match word {
            Some(_) => fail(format!(
                "Unexpected args: [{}]\nSee 'kubectl create -h' for help and examples",
                args.words.join(" ")
            )),
            None => fail("must specify one of -f and -k"),
        };
    }
    if !args.words.is_empty() {
        return fail(format!(
            "Unexpected args: [{}]\nSee 'kubectl create -h' for help and examples",
            args.words.join(" ")
        ));
    }
    let dry = DryRun::of(cx, &args.creating.dry).await?;
    let mut printer = dry.printer(cx, &args.creating.print, "created")?;
    let validation = validation(&args.creating.validate)?;
    let builder = Builder { validate: validation != "Ignore", ..Builder::new(cx).await?.files(&args.files) };
    let found = builder.find(cx).await?;
    let mut problems = found.errors;
    let mut count = 0;
    for mut info in found.infos {
        if args.creating.save_config {
            annotate_last_applied(&mut info.object);
        }
        let change = Change { dry, manager: &args.creating.field_manager, validation };
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
pub(crate) fn name_from(path: &str, words: &Positional) -> Outcome<String> {
    match words.as_slice() {
        [name] => Ok(name.clone()),
        given => fail(format!(
            "exactly one NAME is required, got {}\nSee 'kubectl {path} -h' for help and examples",
            given.len()
        )),
    }
}

/// The one name of a subcommand whose words after `--` are a container's command.
pub(crate) fn name_before_dash(path: &str, words: &Positional) -> Outcome<String> {
    match (words.dash_at.unwrap_or(words.len()), words.first()) {
        (1, Some(name)) => Ok(name.clone()),
        (given, _) => fail(format!(
            "exactly one NAME is required, got {given}\nSee 'kubectl {path} -h' for help and examples"
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
    /// What a refusal begins with: `failed to create deployment: `. Empty: nothing.
    pub(crate) refused: &'static str,
}

/// How a generating command prints and sends.
pub(crate) struct How<'a> {
    /// The format.
    pub(crate) print: &'a Print,
    /// `--dry-run`.
    pub(crate) dry: &'a DryRunFlag,
    /// `fieldValidation`; empty: the server's own.
    pub(crate) validation: &'static str,
    /// Who is said to manage the fields.
    pub(crate) manager: &'a str,
    /// Keep what was created in an annotation.
    pub(crate) save: bool,
}

impl Creating {
    /// How a subcommand of `create` prints and sends.
    fn how(&self) -> Outcome<How<'_>> {
        let Creating { print, dry, validate, field_manager: manager, save_config: save } = self;
        Ok(How { print, dry, validation: validation(validate)?, manager, save: *save })
    }

    /// Creates an object.
    async fn make(&self, cx: &Context, made: Generated) -> Outcome {
        create_generated(cx, &self.how()?, made).await.map(drop)
    }
}

/// Creates a generated object, or prints what would be created.
pub(crate) async fn create_generated(cx: &Context, how: &How<'_>, made: Generated) -> Outcome<Value> {
    let dry = DryRun::of(cx, how.dry).await?;
    let mut printer = dry.printer(cx, how.print, "created")?;
    let mut object = made.object;
    let mut namespace = String::new();
    if made.resource.namespaced {
        let (own, explicit) = cx.namespace().await?;
        namespace = own;
        if explicit || dry != DryRun::Client {
            object["metadata"]["namespace"] = namespace.clone().into();
        }
    }
    if how.save {
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
        let change = Change { dry, manager: how.manager, validation: how.validation };
        change.create(cx, &info, &object).await.map_err(|failure| refused(made.refused, failure))?
    };
    cx.out(printer.print_typed(&shown)?).await;
    Ok(shown)
}

/// A refusal in the words of the command that generated the object.
fn refused(words: &str, failure: Failure) -> Failure {
    match failure {
        Failure::Status(status) if !words.is_empty() => {
            Failure::Message(format!("{words}{}", str_at(&status, &["message"])))
        }
        other => other,
    }
}
