//! `label` and `annotate`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/label/label.go`, `kubectl/pkg/cmd/annotate/annotate.go`.

use serde_json::{Map, Value, json};

use super::common::{Change, DryRun, PatchKind};
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::flags::Args;
use crate::resource::{Builder, Info};
use crate::text::{at, quote};

/// Which of the two.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Labels,
    Annotations,
}

impl What {
    fn field(self) -> &'static str {
        if self == What::Labels { "labels" } else { "annotations" }
    }

    fn word(self) -> &'static str {
        if self == What::Labels { "label" } else { "annotation" }
    }
}

/// `label`.
pub(crate) async fn label(cx: &Context, args: Args) -> Outcome {
    run(cx, args, What::Labels).await
}

/// `annotate`.
pub(crate) async fn annotate(cx: &Context, args: Args) -> Outcome {
    run(cx, args, What::Annotations).await
}

struct Wanted {
    resources: Vec<String>,
    set: Vec<(String, String)>,
    remove: Vec<String>,
}

async fn run(cx: &Context, args: Args, what: What) -> Outcome {
    let dry = DryRun::of(cx, &args).await?;
    let wanted = parse(&args, what)?;
    validate(&args, &wanted, what)?;
    let mut builder = Builder {
        args: wanted.resources.clone(),
        local: args.bool("local"),
        ..Builder::new(cx, &args).await?
    };
    builder.empty_selector = false;
    builder.select_all = args.bool("all");
    let found = builder.find(cx).await?;
    if !args.str("resource-version").is_empty() && found.infos.len() > 1 {
        return fail("--resource-version may only be used with a single resource");
    }
    let mut problems = found.errors;
    for info in found.infos {
        if args.bool("list") {
            list(cx, &info, what).await;
            continue;
        }
        if let Err(failure) = one(cx, &args, &info, &wanted, what, dry).await {
            problems.push(failure);
        }
    }
    Failure::join(problems)
}

fn parse(args: &Args, what: What) -> Outcome<Wanted> {
    let mut wanted = Wanted { resources: Vec::new(), set: Vec::new(), remove: Vec::new() };
    let mut started = false;
    for word in &args.positional {
        let is_pair = word.contains('=') && !word.starts_with('=') || word.ends_with('-') && word != "-";
        if !started && !is_pair {
            wanted.resources.push(word.clone());
            continue;
        }
        if started && !is_pair {
            return fail(format!("all resources must be specified before {} changes: {word}", what.word()));
        }
        started = true;
        if let Some((key, value)) = word.split_once('=').filter(|(key, _)| !key.is_empty()) {
            if what == What::Labels {
                check_label(word, value)?;
            }
            if wanted.set.iter().any(|(old, _)| old == key) {
                wanted.set.retain(|(old, _)| old != key);
            }
            wanted.set.push((key.to_owned(), value.to_owned()));
        } else if let Some(key) = word.strip_suffix('-').filter(|key| !key.is_empty()) {
            wanted.remove.push(key.to_owned());
        } else {
            let kind = what.word();
            return fail(if what == What::Labels {
                format!("unknown label spec: {word}")
            } else {
                format!("invalid {kind} spec: {word}")
            });
        }
    }
    let both: Vec<&String> =
        wanted.remove.iter().filter(|key| wanted.set.iter().any(|(set, _)| set == *key)).collect();
    if let Some(key) = both.first() {
        return fail(match what {
            What::Labels => "can not both modify and remove a label in the same command".to_owned(),
            What::Annotations => format!(
                "can not both modify and remove the following annotation(s) in the same command: {key}"
            ),
        });
    }
    Ok(wanted)
}

fn check_label(word: &str, value: &str) -> Outcome {
    let ok = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let edge = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_alphanumeric())
            && text.ends_with(|c: char| c.is_ascii_alphanumeric())
    };
    if value.len() > 63 {
        return fail(format!("invalid label value: {}: must be no more than 63 bytes", quote(word)));
    }
    let valid = value.is_empty() || (value.chars().all(ok) && edge(value));
    if !valid {
        return fail(format!(
            "invalid label value: {}: a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
            quote(word)
        ));
    }
    Ok(())
}

fn validate(args: &Args, wanted: &Wanted, what: What) -> Outcome {
    if args.bool("all") && !args.str("selector").is_empty() {
        return fail("cannot set --all and --selector at the same time");
    }
    if args.bool("all") && !args.str("field-selector").is_empty() {
        return fail("cannot set --all and --field-selector at the same time");
    }
    let nothing = wanted.set.is_empty() && wanted.remove.is_empty();
    if args.bool("list") {
        if !args.str("output").is_empty() {
            return fail("--list and --output may not be specified together");
        }
        return Ok(());
    }
    if wanted.resources.is_empty() && args.list("filename").is_empty() {
        return fail("one or more resources must be specified as <resource> <name> or <resource>/<name>");
    }
    if nothing {
        return fail(match what {
            What::Labels => "at least one label update is required",
            What::Annotations => "at least one annotation update is required",
        });
    }
    Ok(())
}

async fn list(cx: &Context, info: &Info, what: What) {
    let map = at(&info.object, &["metadata", what.field()]).and_then(Value::as_object);
    let mut text = String::new();
    for (key, value) in map.into_iter().flatten() {
        text += &format!("{key}={}\n", value.as_str().unwrap_or(""));
    }
    cx.out(text).await;
}

async fn one(cx: &Context, args: &Args, info: &Info, wanted: &Wanted, what: What, dry: DryRun) -> Outcome {
    let field = what.field();
    let old = at(&info.object, &["metadata", field]).and_then(Value::as_object).cloned().unwrap_or_default();
    if !args.bool("overwrite") {
        check_overwrite(&old, wanted, what)?;
    }
    let mut new = old.clone();
    for (key, value) in &wanted.set {
        new.insert(key.clone(), json!(value));
    }
    let mut message = if what == What::Labels { "not labeled" } else { "annotated" };
    for key in &wanted.remove {
        if new.remove(key).is_none() && what == What::Labels {
            cx.out(format!("label {} not found.\n", quote(key))).await;
        }
    }
    if what == What::Labels && old != new {
        let only_removed = wanted.set.is_empty();
        let removed = old.keys().any(|key| !new.contains_key(key));
        message = match (only_removed, removed) {
            (true, true) => "unlabeled",
            _ => "labeled",
        };
    }
    let version = args.str("resource-version");
    let mut object = info.object.clone();
    if !object["metadata"].is_object() {
        object["metadata"] = json!({});
    }
    object["metadata"][field] = Value::Object(new.clone());
    if dry != DryRun::Client && !args.bool("local") && (old != new || what == What::Annotations) {
        let mut patch = json!({ "metadata": { field: difference(&old, &new) } });
        if !version.is_empty() {
            patch["metadata"]["resourceVersion"] = version.into();
        }
        let change = Change { dry, manager: args.str("field-manager"), validation: "" };
        object = change.patch(cx, info, PatchKind::Merge, &patch).await?;
    }
    let mut printer = dry.printer(cx, args, message)?;
    cx.out(printer.print(&object)?).await;
    Ok(())
}

fn check_overwrite(old: &Map<String, Value>, wanted: &Wanted, what: What) -> Outcome {
    let mut problems = Vec::new();
    for (key, value) in &wanted.set {
        let Some(have) = old.get(key).and_then(Value::as_str) else { continue };
        if what == What::Labels && have != value {
            problems.push(Failure::Message(format!(
                "'{key}' already has a value ({have}), and --overwrite is false"
            )));
        }
        if what == What::Annotations && have != value {
            problems.push(Failure::Message(format!(
                "--overwrite is false but found the following declared annotation(s): '{key}' already has a value ({have})"
            )));
        }
    }
    Failure::join(problems)
}

fn difference(old: &Map<String, Value>, new: &Map<String, Value>) -> Value {
    let mut patch = Map::new();
    for (key, value) in new {
        if old.get(key) != Some(value) {
            patch.insert(key.clone(), value.clone());
        }
    }
    for key in old.keys().filter(|key| !new.contains_key(*key)) {
        patch.insert(key.clone(), Value::Null);
    }
    Value::Object(patch)
}
