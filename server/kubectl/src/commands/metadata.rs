//! What `label` and `annotate` share: pairs of words that are set or removed.
//!
//! Layer: shared by two commands. Upstream: `kubectl/pkg/cmd/label/label.go`, `kubectl/pkg/cmd/annotate/annotate.go`.

use apimachinery::names::label_value;
use serde_json::{Map, Value, json};

use super::common::{Change, DryRun, PatchKind};
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::resource::{Builder, Info};
use crate::spec::prelude::*;
use crate::text::{at, quote};

/// Which of the two.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// `label`.
    Labels,
    /// `annotate`.
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

struct Wanted {
    resources: Vec<String>,
    set: Vec<(String, String)>,
    remove: Vec<String>,
}

crate::flags! {
    /// What both are told, beside who manages the fields.
    pub(crate) struct Pairs {
        /// All objects of the types
        all: bool = flag("all", "false", Nothing, Allowed);
        /// In all namespaces
        all_namespaces: bool = short('A', "all-namespaces", "false", Nothing, Allowed);
        /// Only objects with these fields: a.b=c,d!=e
        field_selector: String = flag("field-selector", "", Nothing, Allowed);
        /// Show what is there and change nothing
        list: bool = flag("list", "false", Nothing, Allowed);
        /// Ask no server
        local: bool = flag("local", "false", Nothing, Allowed);
        /// Replace what is there already
        overwrite: bool = flag("overwrite", "false", Nothing, Allowed);
        /// Only if the object is still this version
        resource_version: String = flag("resource-version", "", Nothing, Allowed);
    }
    with { words: Positional, print: Print, files: Filename, dry: DryRunFlag, labels: Selector }
}

impl Pairs {
    /// How much both do.
    pub(super) fn effect(&self) -> Effect {
        Effect::Changes.unless(self.dry.pretends() || self.list || self.local)
    }
}

/// Runs either. `manager`: who is said to manage the fields.
pub(super) async fn run(cx: &Context, args: &Pairs, manager: &str, what: What) -> Outcome {
    let dry = DryRun::of(cx, &args.dry).await?;
    let wanted = parse(args, what)?;
    validate(args, &wanted, what)?;
    let builder = Builder::new(cx).await?.files(&args.files).labelled(&args.labels);
    let mut builder = builder.with_fields(&args.field_selector).everywhere(args.all_namespaces);
    builder.args = wanted.resources.clone();
    builder.local = args.local;
    builder.empty_selector = false;
    builder.select_all = args.all;
    let found = builder.find(cx).await?;
    if !args.resource_version.is_empty() && found.infos.len() > 1 {
        return fail("--resource-version may only be used with a single resource");
    }
    let mut problems = found.errors;
    for info in found.infos {
        if args.list {
            list(cx, &info, what).await;
            continue;
        }
        if let Err(failure) = one(cx, args, &info, &wanted, Writing { what, dry, manager }).await {
            problems.push(failure);
        }
    }
    Failure::join(problems)
}

fn parse(args: &Pairs, what: What) -> Outcome<Wanted> {
    let mut wanted = Wanted { resources: Vec::new(), set: Vec::new(), remove: Vec::new() };
    let mut started = false;
    for word in args.words.iter() {
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
    let wrong = label_value(value);
    if wrong.is_empty() {
        return Ok(());
    }
    fail(format!("invalid label value: {}: {}", quote(word), wrong.join(";")))
}

fn validate(args: &Pairs, wanted: &Wanted, what: What) -> Outcome {
    if args.all && !args.labels.selector.is_empty() {
        return fail("cannot set --all and --selector at the same time");
    }
    if args.all && !args.field_selector.is_empty() {
        return fail("cannot set --all and --field-selector at the same time");
    }
    let nothing = wanted.set.is_empty() && wanted.remove.is_empty();
    if args.list {
        if !args.print.output.is_empty() {
            return fail("--list and --output may not be specified together");
        }
        return Ok(());
    }
    if wanted.resources.is_empty() && args.files.filename.is_empty() {
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

/// How pairs are written.
struct Writing<'a> {
    what: What,
    dry: DryRun,
    manager: &'a str,
}

async fn one(cx: &Context, args: &Pairs, info: &Info, wanted: &Wanted, how: Writing<'_>) -> Outcome {
    let Writing { what, dry, manager } = how;
    let field = what.field();
    let old = at(&info.object, &["metadata", field]).and_then(Value::as_object).cloned().unwrap_or_default();
    if !args.overwrite {
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
    let version = args.resource_version.as_str();
    let mut object = info.object.clone();
    if !object["metadata"].is_object() {
        object["metadata"] = json!({});
    }
    object["metadata"][field] = Value::Object(new.clone());
    if dry != DryRun::Client && !args.local && (old != new || what == What::Annotations) {
        let mut patch = json!({ "metadata": { field: difference(&old, &new) } });
        if !version.is_empty() {
            patch["metadata"]["resourceVersion"] = version.into();
        }
        let change = Change { dry, manager, validation: "" };
        object = change.patch(cx, info, PatchKind::Merge, &patch).await?;
    }
    let mut printer = dry.printer(cx, &args.print, message)?;
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
