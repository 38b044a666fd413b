//! `wait`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/wait`.

use std::time::{Duration, Instant};

use serde_json::Value;

use super::common::sleep;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::printers::Printer;
use crate::printers::jsonpath::{JsonPath, relaxed};
use crate::resource::{Builder, Found, Info};
use crate::spec::prelude::*;
use crate::text::{go_value, list_at, quote, str_at};

enum Condition {
    Delete,
    Create,
    Status(String, String),
    Path(JsonPath, Option<String>),
}

crate::flags! {
    /// `wait`, as typed.
    pub(crate) struct Wait {
        /// All objects of the types
        all: bool = flag("all", "false", Nothing, Allowed);
        /// In all namespaces
        all_namespaces: bool = short('A', "all-namespaces", "false", Nothing, Allowed);
        /// Only objects with these fields: a.b=c,d!=e
        field_selector: String = flag("field-selector", "", Nothing, Allowed);
        /// Manifests of the objects
        filename: Slice = short('f', "filename", "", Nothing, Files);
        /// What to wait for: delete, create, condition=NAME[=VALUE], jsonpath=PATH[=VALUE]
        until: Array = flag("for", "", Nothing, Allowed);
        /// Also the folders within a folder of -f
        recursive: bool = short('R', "recursive", "true", Nothing, Allowed);
        /// How long to wait; 0: look once; negative: a week
        timeout: Length = flag("timeout", "30s", Nothing, Allowed);
    }
    with { words: Positional, print: Print, labels: Selector }
    ignored {
        /// Ask no server
        bool = flag("local", "false", Nothing, Allowed);
    }
}

impl Command for Wait {
    const SPEC: Spec = Spec {
        path: "wait",
        aliases: &[],
        suggest_for: &[],
        about: "Wait for a specific condition on one or many resources",
        usage: " ([-f FILENAME] | TYPE NAME) [--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]]",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        Effect::Reads
    }

    fn manner(&self) -> Manner {
        Manner::Ends
    }

    async fn run(self, cx: &Context) -> Outcome {
        wait(cx, &self).await
    }
}

async fn wait(cx: &Context, args: &Wait) -> Outcome {
    if args.until.is_empty() {
        return fail("unrecognized condition: []");
    }
    let conditions = args.until.iter().map(|text| parse(text)).collect::<Outcome<Vec<Condition>>>()?;
    let limit = args.timeout.positive().unwrap_or(WEEK);
    let started = Instant::now();
    let found = find(cx, args, &conditions, started, limit).await?;
    let deleting = conditions.iter().any(|condition| matches!(condition, Condition::Delete));
    let mut problems = found.errors;
    if deleting {
        problems.retain(|failure| !failure.is_not_found());
    }
    if found.infos.is_empty() {
        Failure::join(problems)?;
        if deleting {
            return Ok(());
        }
        return fail("no matching resources found");
    }
    let mut printer = Printer::for_operation(cx, &args.print, "condition met")?;
    for info in &found.infos {
        if info.name.is_empty() {
            problems.push(Failure::Message("resource name must be provided".to_owned()));
            return Failure::join(problems);
        }
        for condition in &conditions {
            match until(cx, info, condition, started, limit).await {
                Ok(object) => cx.out(printer.print(&object)?).await,
                Err(failure) => {
                    problems.push(failure);
                    return Failure::join(problems);
                }
            }
        }
    }
    Failure::join(problems)
}

/// How long a negative time is.
const WEEK: Duration = Duration::from_secs(7 * 24 * 3600);

/// The objects; those that are waited for to be created are looked for until they are there.
async fn find(
    cx: &Context,
    args: &Wait,
    conditions: &[Condition],
    started: Instant,
    limit: Duration,
) -> Outcome<Found> {
    let creating = conditions.iter().any(|condition| matches!(condition, Condition::Create));
    let builder = Builder::new(cx).await?.words(&args.words).labelled(&args.labels);
    let mut builder = builder.with_fields(&args.field_selector).everywhere(args.all_namespaces);
    builder.filenames = args.filename.to_vec();
    builder.recursive = args.recursive;
    builder.select_all = args.all;
    builder.latest = true;
    builder.no_fetch = creating;
    loop {
        let found = builder.clone().find(cx).await?;
        let nothing = found.infos.is_empty() && found.errors.iter().all(Failure::is_not_found);
        if !(nothing && creating && started.elapsed() < limit) {
            return Ok(found);
        }
        sleep(500).await;
    }
}

fn parse(text: &str) -> Outcome<Condition> {
    match text.to_lowercase().as_str() {
        "delete" => return Ok(Condition::Delete),
        "create" => return Ok(Condition::Create),
        _ => {}
    }
    if let Some(rest) = text.strip_prefix("condition=") {
        let (name, value) = rest.split_once('=').unwrap_or((rest, "true"));
        return Ok(Condition::Status(name.to_owned(), value.to_owned()));
    }
    if let Some(rest) = text.strip_prefix("jsonpath=") {
        return path(rest);
    }
    fail(format!("unrecognized condition: {}", quote(text)))
}

fn path(text: &str) -> Outcome<Condition> {
    let bad = "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'";
    let text = text.trim_matches('\'');
    let (path, value) = match text.rfind("}=") {
        Some(at) => (&text[..=at], Some(&text[at + 2..])),
        None if text.ends_with('}') => (text, None),
        None if text.contains('=') => {
            text.split_once('=').map_or((text, None), |(path, value)| (path, Some(value)))
        }
        None => (text, None),
    };
    if path.is_empty() {
        return fail(bad);
    }
    if value == Some("") {
        return fail(
            "jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3",
        );
    }
    let relaxed = relaxed(path)?;
    if relaxed.is_empty() {
        return fail("jsonpath expression cannot be empty");
    }
    let value = value.map(|value| value.trim_matches(['\'', '"']).to_owned());
    Ok(Condition::Path(JsonPath::parse(&relaxed, true)?, value))
}

async fn until(
    cx: &Context,
    info: &Info,
    condition: &Condition,
    started: Instant,
    limit: Duration,
) -> Outcome<Value> {
    let late = || {
        Failure::Message(format!(
            "timed out waiting for the condition on {}/{}",
            info.resource.plural, info.name
        ))
    };
    let uid = str_at(&info.object, &["metadata", "uid"]).to_owned();
    let mut pause = 50;
    loop {
        match (info.fetch(cx).await, condition) {
            (Err(failure), Condition::Delete) if failure.is_not_found() => {
                return Ok(crate::resource::reference(info));
            }
            (Ok(now), Condition::Delete) if !uid.is_empty() && str_at(&now, &["metadata", "uid"]) != uid => {
                return Ok(now);
            }
            (Ok(_), Condition::Delete) => {}
            (Err(failure), Condition::Create) if failure.is_not_found() => {}
            // It was there a moment ago: its server comes back, or time runs out.
            (Err(Failure::Connection { .. }), _) => {}
            (Err(failure), _) => return Err(failure),
            (Ok(now), Condition::Create) => return Ok(now),
            (Ok(now), Condition::Status(name, value)) if holds(&now, name, value) => return Ok(now),
            (Ok(now), Condition::Path(path, value)) if leads_to(&now, path, value.as_deref())? => {
                return Ok(now);
            }
            (Ok(_), _) => {}
        }
        if started.elapsed() >= limit {
            return Err(if limit.is_zero() {
                let name = &info.name;
                Failure::Message(format!("condition not met for {}/{name}", info.resource.plural))
            } else {
                late()
            });
        }
        sleep(pause).await;
        pause = (pause * 2).min(500);
    }
}

fn holds(object: &Value, name: &str, value: &str) -> bool {
    let conditions = list_at(object, &["status", "conditions"]);
    let Some(condition) = conditions.iter().find(|one| str_at(one, &["type"]).eq_ignore_ascii_case(name))
    else {
        return false;
    };
    let generation = object.pointer("/metadata/generation").and_then(Value::as_i64);
    let seen = condition.get("observedGeneration").and_then(Value::as_i64);
    if let (Some(generation), Some(seen)) = (generation, seen)
        && seen < generation
    {
        return false;
    }
    str_at(condition, &["status"]).eq_ignore_ascii_case(value)
}

fn leads_to(object: &Value, path: &JsonPath, value: Option<&str>) -> Outcome<bool> {
    let found = path.find(object)?;
    if found.is_empty() || found[0].is_empty() {
        return Ok(false);
    }
    if found.len() > 1 {
        return fail("given jsonpath expression matches more than one list");
    }
    if found[0].len() > 1 {
        return fail("given jsonpath expression matches more than one value");
    }
    match (value, &found[0][0]) {
        (None, _) => Ok(true),
        (Some(_), Value::Object(_) | Value::Array(_)) => {
            fail("jsonpath leads to a nested object or list which is not supported")
        }
        (Some(value), found) => Ok(go_value(found).trim() == value.trim()),
    }
}
