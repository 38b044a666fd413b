//! `delete`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/delete/delete.go`.

use serde_json::{Value, json};

use super::common::{DryRun, RAW, sleep};
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail, from_source};
use crate::resource::{Builder, Found, Info};
use crate::spec::prelude::*;
use crate::text::str_at;

crate::flags! {
    /// `delete`, as typed.
    pub(crate) struct Delete {
        /// All objects of the types
        all: bool = flag("all", "false", Nothing, Allowed);
        /// In all namespaces
        all_namespaces: bool = short('A', "all-namespaces", "false", Nothing, Allowed);
        /// What becomes of what the object owns: background, foreground or orphan
        cascade: String = flag("cascade", "background", Nothing, Allowed).bare("background");
        /// Only objects with these fields: a.b=c,d!=e
        field_selector: String = flag("field-selector", "", Nothing, Allowed);
        /// At once, without the time to end in order
        force: bool = flag("force", "false", Nothing, Allowed);
        /// Seconds to end in order; -1: what the object says
        grace_period: i64 = flag("grace-period", "-1", Nothing, Allowed);
        /// What is not there is no error
        ignore_not_found: Given<bool> = flag("ignore-not-found", "false", Nothing, Allowed);
        /// Ask before anything is deleted
        interactive: bool = short('i', "interactive", "false", Nothing, Allowed);
        /// The same as --grace-period=1
        now: bool = flag("now", "false", Nothing, Allowed);
        /// Only name: what was deleted, as TYPE/NAME
        output: String = short('o', "output", "", Nothing, Format);
        /// A path of the API to delete
        raw: String = flag("raw", "", Nothing, Refused(RAW));
        /// How long to wait; 0: as long as the grace period takes
        timeout: Length = flag("timeout", "0s", Nothing, Allowed);
        /// Wait until it is gone
        wait: bool = flag("wait", "true", Nothing, Allowed);
    }
    with { words: Positional, files: Filename, dry: DryRunFlag, labels: Selector }
}

impl Command for Delete {
    const SPEC: Spec = Spec {
        path: "delete",
        aliases: &[],
        suggest_for: &["rm", "remove"],
        about: "Delete resources by file names, stdin, resources and names, or by resources and label selector",
        usage: " ([-f FILENAME] | TYPE [(NAME | -l label | --all)])",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        // A raw path knows no dry run.
        Effect::Destroys.unless(self.dry.pretends() && self.raw.is_empty())
    }

    fn manner(&self) -> Manner {
        Manner::Ends
    }

    async fn run(self, cx: &Context) -> Outcome {
        delete(cx, &self).await
    }
}

/// How objects are deleted.
struct How {
    dry: DryRun,
    cascade: &'static str,
    grace: i64,
    /// What is not there is no error.
    ignore: bool,
    /// `-n` was given: the namespace of what is deleted.
    explicit: bool,
}

async fn delete(cx: &Context, args: &Delete) -> Outcome {
    let (grace, cascade) = (grace(args)?, cascade(args)?);
    let dry = DryRun::of(cx, &args.dry).await?;
    let builder = Builder::new(cx).await?.words(&args.words).files(&args.files).labelled(&args.labels);
    let mut builder = builder.with_fields(&args.field_selector).everywhere(args.all_namespaces);
    builder.select_all = args.all;
    if builder.select_all && (builder.selector.is_some() || builder.field_selector.is_some()) {
        return fail("setting 'all' parameter but found a non empty selector. ");
    }
    builder.no_fetch = true;
    let selecting = builder.select_all || builder.selector.is_some() || builder.field_selector.is_some();
    let ignore = args.ignore_not_found.value || (selecting && !args.ignore_not_found.given);
    let how = How { dry, cascade, grace, ignore, explicit: builder.enforce_namespace };
    if !args.raw.is_empty() {
        let reply = cx.send(Request::delete(args.raw.as_str(), &json!({}))).await?;
        cx.out(reply.body).await;
        return Ok(());
    }
    let found = builder.find(cx).await?;
    validate(cx, args, grace).await?;
    if args.interactive && !confirmed(cx, &found.infos).await? {
        return Ok(());
    }
    let nothing = found.infos.is_empty();
    let (deleted, problems) = delete_all(cx, args, found, &how).await;
    Failure::join(problems)?;
    if nothing {
        cx.out("No resources found\n").await;
        return Ok(());
    }
    if args.wait && dry == DryRun::None && !cx.session.preview {
        all_gone(cx, args, &deleted).await?;
    }
    Ok(())
}

/// What was deleted, with the UID that the server told of it.
type Deleted = Vec<(Info, String)>;

/// Deletes one object after the other; what goes wrong stops nothing.
async fn delete_all(cx: &Context, args: &Delete, found: Found, how: &How) -> (Deleted, Vec<Failure>) {
    let mut problems = found.errors;
    let mut deleted = Deleted::new();
    let mut warned = !how.explicit;
    for info in found.infos {
        if !info.resource.namespaced && !std::mem::replace(&mut warned, true) {
            cx.err("Warning: deleting cluster-scoped resources, not scoped to the provided namespace\n")
                .await;
        }
        match delete_one(cx, &info, how).await {
            Ok(uid) => {
                cx.out(sentence(&info, args, how)).await;
                deleted.push((info, uid));
            }
            Err(failure) if how.ignore && failure.is_not_found() => {}
            Err(failure) => problems.push(from_source("deleting", &info.source, failure)),
        }
    }
    (deleted, problems)
}

/// Deletes an object; returns its UID, where the server tells it.
async fn delete_one(cx: &Context, info: &Info, how: &How) -> Outcome<String> {
    if how.dry == DryRun::Client {
        return Ok(String::new());
    }
    let mut options =
        json!({ "kind": "DeleteOptions", "apiVersion": "v1", "propagationPolicy": how.cascade });
    if how.grace >= 0 {
        options["gracePeriodSeconds"] = how.grace.into();
    }
    let request = Request::delete(info.path()?, &options).query("dryRun", how.dry.query());
    Ok(uid_of(&cx.json(request).await?))
}

/// Waits until all are gone; who may not look does not wait.
async fn all_gone(cx: &Context, args: &Delete, deleted: &Deleted) -> Outcome {
    for (info, uid) in deleted {
        match gone(cx, info, uid, args.timeout.limit()).await {
            Err(failure) if matches!(failure.reason(), "Forbidden" | "MethodNotAllowed") => {}
            other => other?,
        }
    }
    Ok(())
}

/// Seconds to end in order; -1: what the object says.
fn grace(args: &Delete) -> Outcome<i64> {
    if args.now && args.grace_period != -1 {
        return fail("--now and --grace-period cannot be specified together");
    }
    let grace = if args.now { 1 } else { args.grace_period };
    Ok(match grace {
        0 if !args.force => 1,
        given if args.force && given < 0 => 0,
        given => given,
    })
}

fn cascade(args: &Delete) -> Outcome<&'static str> {
    match args.cascade.as_str() {
        "background" | "true" => Ok("Background"),
        "orphan" | "false" => Ok("Orphan"),
        "foreground" => Ok("Foreground"),
        other => fail(format!(
            "invalid cascade value ({other}). Must be \"background\", \"foreground\", or \"orphan\""
        )),
    }
}

async fn validate(cx: &Context, args: &Delete, grace: i64) -> Outcome {
    let force = args.force;
    let output = args.output.as_str();
    if !output.is_empty() && output != "name" {
        return fail(format!("unexpected -o output mode: {output}. We only support '-o name'"));
    }
    if force && grace == 0 {
        cx.err("Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n").await;
    } else if force && grace > 0 {
        return fail("--force and --grace-period greater than 0 cannot be specified together");
    }
    Ok(())
}

async fn confirmed(cx: &Context, infos: &[Info]) -> Outcome<bool> {
    if infos.is_empty() {
        cx.out("No resources found\n").await;
        return Ok(false);
    }
    cx.out("You are about to delete the following ").await;
    let mut text = format!("{} resource(s):\n", infos.len());
    for info in infos {
        text += &format!("{}/{}\n", info.resource.plural, info.name);
    }
    cx.out(text + "Do you want to continue? (y/N): ").await;
    let answer = cx.stdin().await?;
    let yes = answer.first().is_some_and(|byte| byte.eq_ignore_ascii_case(&b'y'));
    if !yes {
        cx.out("deletion is cancelled\n").await;
    }
    Ok(yes)
}

fn uid_of(answer: &Value) -> String {
    let path: &[&str] =
        if str_at(answer, &["kind"]) == "Status" { &["details", "uid"] } else { &["metadata", "uid"] };
    str_at(answer, path).to_owned()
}

fn sentence(info: &Info, args: &Delete, how: &How) -> String {
    if args.output.as_str() == "name" {
        return format!("{}\n", info.typed_name());
    }
    let mut operation = if how.grace == 0 { "force deleted" } else { "deleted" }.to_owned();
    if info.resource.namespaced {
        operation += &format!(" from {} namespace", info.namespace);
    }
    format!("{} \"{}\" {}\n", info.resource.group_kind(), info.name, how.dry.operation(&operation))
}

/// Waits until an object is gone, or another one has taken its name.
pub(crate) async fn gone(
    cx: &Context,
    info: &Info,
    uid: &str,
    limit: Option<std::time::Duration>,
) -> Outcome {
    let started = std::time::Instant::now();
    let mut pause = 50;
    loop {
        match info.fetch(cx).await {
            Err(failure) if failure.is_not_found() => return Ok(()),
            Err(failure) => return Err(failure),
            Ok(now) if !uid.is_empty() && str_at(&now, &["metadata", "uid"]) != uid => return Ok(()),
            Ok(_) => {}
        }
        if limit.is_some_and(|limit| started.elapsed() >= limit) {
            return fail(format!(
                "timed out waiting for the condition on {}/{}",
                info.resource.plural, info.name
            ));
        }
        sleep(pause).await;
        pause = (pause * 2).min(1000);
    }
}
