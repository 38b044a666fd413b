//! `taint`.
//!
//! Layer: command. Upstream: `kubectl/pkg/cmd/taint/taint.go`, `utils.go`.

use apimachinery::names::{label_key, label_value};
use serde_json::{Value, json};

use crate::commands::common::{Change, DryRun, PatchKind, validation};
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::resource::Builder;
use crate::spec::prelude::*;
use crate::text::{list_at, quote, str_at};

#[derive(Clone, Debug, PartialEq)]
struct One {
    key: String,
    value: String,
    effect: String,
}

impl One {
    fn json(&self) -> Value {
        let mut taint = json!({ "key": self.key, "effect": self.effect });
        if !self.value.is_empty() {
            taint["value"] = self.value.clone().into();
        }
        taint
    }

    fn text(&self) -> String {
        match (self.effect.is_empty(), self.value.is_empty()) {
            (true, true) => self.key.clone(),
            (true, false) => format!("{}={}:", self.key, self.value),
            (false, true) => format!("{}:{}", self.key, self.effect),
            (false, false) => format!("{}={}:{}", self.key, self.value, self.effect),
        }
    }
}

fn usage<T>(message: &str) -> Outcome<T> {
    fail(format!("{message}\nSee 'kubectl taint -h' for help and examples"))
}

crate::flags! {
    /// `taint`, as typed.
    pub(crate) struct Taint {
        /// All nodes
        all: bool = flag("all", "false", Nothing, Allowed);
        /// Who is said to manage the fields
        field_manager: String = flag("field-manager", "kubectl-taint", Nothing, Allowed);
        /// Replace what is there already
        overwrite: bool = flag("overwrite", "false", Nothing, Allowed);
    }
    with { words: Positional, print: Print, dry: DryRunFlag, labels: Selector, validation: Validate }
}

impl Command for Taint {
    const SPEC: Spec = Spec {
        path: "taint",
        aliases: &[],
        suggest_for: &[],
        about: "Update the taints on one or more nodes",
        usage: " NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    fn effect(&self) -> Effect {
        Effect::Changes.unless(self.dry.pretends())
    }

    fn manner(&self) -> Manner {
        Manner::Ends
    }

    async fn run(self, cx: &Context) -> Outcome {
        taint(cx, &self).await
    }
}

async fn taint(cx: &Context, args: &Taint) -> Outcome {
    let dry = DryRun::of(cx, &args.dry).await?;
    let (resources, specs) = wanted(args)?;
    let (add, remove) = match parse(&specs) {
        Ok(parsed) => parsed,
        Err(why) => return usage(&why),
    };
    let validation = validation(&args.validation)?;
    validate(args, &resources)?;
    let mut builder = Builder::new(cx).await?.labelled(&args.labels);
    builder.args = resources;
    builder.select_all = args.all;
    let found = builder.find(cx).await?;
    let mut problems = found.errors;
    for info in found.infos {
        let (taints, operation) = match change(&info.name, &info.object, &add, &remove, args.overwrite) {
            Ok(changed) => changed,
            Err(failure) => {
                problems.push(failure);
                continue;
            }
        };
        let taints = if taints.is_empty() { Value::Null } else { Value::Array(taints) };
        let patch = json!({ "spec": { "taints": taints } });
        let mut printer = DryRun::None.printer(cx, &args.print, operation)?;
        if dry == DryRun::Client {
            let object = strategic_merge::merge(&info.object, &patch);
            cx.out(printer.print(&object)?).await;
            continue;
        }
        let change = Change { dry, manager: &args.field_manager, validation };
        match change.patch(cx, &info, PatchKind::Strategic, &patch).await {
            Ok(object) => cx.out(printer.print(&object)?).await,
            Err(failure) => problems.push(failure),
        }
    }
    Failure::join(problems)
}

/// The words: nodes first, then taints.
fn wanted(args: &Taint) -> Outcome<(Vec<String>, Vec<String>)> {
    let (mut resources, mut specs) = (Vec::new(), Vec::new());
    for word in args.words.iter() {
        let is_taint = word.contains('=') || word.contains(':') || word.ends_with('-');
        match (specs.is_empty(), is_taint) {
            (_, true) => specs.push(word.clone()),
            (true, false) => resources.push(word.clone()),
            (false, false) => {
                return fail(format!("all resources must be specified before taint changes: {word}"));
            }
        }
    }
    if resources.is_empty() {
        return fail("one or more resources must be specified as <resource> <name>");
    }
    if specs.is_empty() {
        return fail("at least one taint update is required");
    }
    Ok((resources, specs))
}

fn validate(args: &Taint, resources: &[String]) -> Outcome {
    let kind = resources[0].split('/').next().unwrap_or("").to_lowercase();
    if !matches!(kind.as_str(), "node" | "nodes" | "no") {
        return fail(format!("invalid resource type {}, only node types are supported", resources[0]));
    }
    if args.all && !args.labels.selector.is_empty() {
        return fail("setting 'all' parameter with a non empty selector is prohibited");
    }
    if !args.all && args.labels.selector.is_empty() && resources.len() < 2 && !resources[0].contains('/') {
        return fail("at least one resource name must be specified since 'all' parameter is not set");
    }
    Ok(())
}

type Parsed = (Vec<One>, Vec<One>);

fn parse(specs: &[String]) -> Result<Parsed, String> {
    let (mut add, mut remove): Parsed = (Vec::new(), Vec::new());
    for spec in specs {
        if let Some(bare) = spec.strip_suffix('-') {
            let taint = one(bare, true)?;
            remove.push(taint);
            continue;
        }
        let taint = one(spec, false)?;
        if taint.effect.is_empty() {
            return Err(format!("invalid taint spec: {spec}"));
        }
        if add.iter().any(|old| old.key == taint.key && old.effect == taint.effect) {
            return Err(format!(
                "duplicated taints with the same key and effect: {{{} {} {} <nil>}}",
                taint.key, taint.value, taint.effect
            ));
        }
        add.push(taint);
    }
    Ok((add, remove))
}

fn one(spec: &str, removing: bool) -> Result<One, String> {
    let invalid = || format!("invalid taint spec: {spec}");
    let parts: Vec<&str> = spec.split(':').collect();
    let (head, effect) = match parts.as_slice() {
        [head] => (*head, ""),
        [head, effect] => (*head, *effect),
        _ => return Err(invalid()),
    };
    if (parts.len() == 2 && !(removing && effect.is_empty()))
        && !matches!(effect, "NoSchedule" | "PreferNoSchedule" | "NoExecute")
    {
        return Err(format!("invalid taint effect: {effect}, unsupported taint effect"));
    }
    // Without an effect the whole of it is the key.
    let pair: Vec<&str> = if parts.len() == 1 { vec![head] } else { head.split('=').collect() };
    let (key, value) = match pair.as_slice() {
        [key] => (*key, ""),
        [key, value] => (*key, *value),
        _ => return Err(invalid()),
    };
    for wrong in [label_value(value), label_key(key)] {
        if !wrong.is_empty() {
            return Err(format!("invalid taint spec: {spec}, {}", wrong.join("; ")));
        }
    }
    Ok(One { key: key.to_owned(), value: value.to_owned(), effect: effect.to_owned() })
}

fn change(
    name: &str,
    node: &Value,
    add: &[One],
    remove: &[One],
    overwrite: bool,
) -> Outcome<(Vec<Value>, &'static str)> {
    let old = list_at(node, &["spec", "taints"]);
    let same = |value: &Value, taint: &One| {
        str_at(value, &["key"]) == taint.key
            && (taint.effect.is_empty() || str_at(value, &["effect"]) == taint.effect)
    };
    if !overwrite {
        let clashes: Vec<&str> = add
            .iter()
            .filter(|taint| old.iter().any(|value| same(value, taint)))
            .map(|taint| taint.key.as_str())
            .collect();
        if !clashes.is_empty() {
            return fail(format!(
                "node {name} already has {} taint(s) with same effect(s) and --overwrite is false",
                clashes.join(",")
            ));
        }
    }
    let mut problems = Vec::new();
    let mut kept: Vec<Value> = old.to_vec();
    for taint in remove {
        if !kept.iter().any(|value| same(value, taint)) {
            problems.push(Failure::Message(format!("taint {} not found", quote(&taint.text()))));
        }
        kept.retain(|value| !same(value, taint));
    }
    Failure::join(problems)?;
    let mut taints: Vec<Value> = add.iter().map(One::json).collect();
    taints.extend(kept.into_iter().filter(|value| !add.iter().any(|taint| same(value, taint))));
    let replaced = add.iter().any(|taint| old.iter().any(|value| same(value, taint)));
    let operation = match (add.is_empty(), remove.is_empty() && !replaced) {
        (false, false) => "modified",
        (false, true) => "tainted",
        _ => "untainted",
    };
    Ok((taints, operation))
}
