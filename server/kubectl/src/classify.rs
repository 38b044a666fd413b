//! Tells, without any I/O, what a command line would do: look, change or destroy, and where.
//!
//! Layer: pure; the portal asks before it runs a line.

use crate::commands::{Found, find};
use crate::flags::Args;

/// How much a command does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// It only looks.
    Reads,
    /// It changes something.
    Changes,
    /// It deletes, or evicts.
    Destroys,
}

/// Where a command acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Namespaces {
    /// In the connection's namespace.
    Default,
    /// In the namespace that it names.
    Named(String),
    /// In all namespaces.
    All,
    /// On objects that belong to no namespace: nodes, namespaces.
    ClusterScoped,
}

/// What a command line would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Impact {
    /// `get`, `rollout undo`; empty when the line names no command that exists.
    pub verb: String,
    /// How much it does.
    pub effect: Effect,
    /// It wants a terminal or standard input: `exec -it`, `attach`, `run -it`.
    pub interactive: bool,
    /// It goes on until it is stopped: `-w`, `-f`.
    pub streams: bool,
    /// Where it acts. A manifest may name another namespace: look at [`Impact::files`].
    pub namespace: Namespaces,
    /// What it acts on, in the words of the line: `deployment web`, `all pods`, `file web.yaml`.
    pub targets: Vec<String>,
    /// It takes every object of a kind: `--all`, a selector that is not given a name.
    pub all: bool,
    /// Manifests that it reads.
    pub files: Vec<String>,
}

impl Impact {
    /// Of a line that only looks, in the connection's namespace.
    pub fn of_looking() -> Impact {
        Impact {
            verb: String::new(),
            effect: Effect::Reads,
            interactive: false,
            streams: false,
            namespace: Namespaces::Default,
            targets: Vec::new(),
            all: false,
            files: Vec::new(),
        }
    }
}

/// Kinds without a namespace that people name by hand.
const CLUSTER_KINDS: &[&str] = &[
    "no",
    "node",
    "nodes",
    "ns",
    "namespace",
    "namespaces",
    "pv",
    "persistentvolume",
    "persistentvolumes",
    "sc",
    "storageclass",
    "storageclasses",
    "clusterrole",
    "clusterroles",
    "clusterrolebinding",
    "clusterrolebindings",
    "crd",
    "crds",
    "customresourcedefinition",
    "customresourcedefinitions",
    "pc",
    "priorityclass",
    "priorityclasses",
    "ingressclass",
    "ingressclasses",
    "runtimeclass",
    "runtimeclasses",
    "csr",
    "certificatesigningrequests",
    "mutatingwebhookconfigurations",
    "validatingwebhookconfigurations",
    "apiservices",
    "apiservice",
    "csidriver",
    "csidrivers",
    "csinode",
    "csinodes",
    "volumeattachment",
    "volumeattachments",
];

/// Checks a line that stands in a lesson: that it names a command, with flags that the command has. The error is kubectl's first line.
pub fn check_line(line: &str) -> Result<(), String> {
    match find(&crate::parse_line(line).map_err(|error| error.to_string())?) {
        Found::Command(..) | Found::Help(_) | Found::Incomplete(_) => Ok(()),
        Found::Wrong(why) => Err(why.lines().next().unwrap_or_default().to_owned()),
    }
}

/// What a command line (its words without the leading `kubectl`) would do.
pub fn classify(args: &[String]) -> Impact {
    let mut impact = Impact::of_looking();
    let Found::Command(command, parsed) = find(args) else { return impact };
    impact.verb = command.path.to_owned();
    impact.effect = effect(command.path, &parsed);
    impact.interactive = match command.path {
        "exec" | "run" => parsed.bool("stdin") || parsed.bool("tty"),
        "attach" => true,
        _ => false,
    };
    impact.streams = parsed.bool("watch-only")
        || (parsed.bool("watch") && command.path != "rollout status")
        || (command.path == "logs" && parsed.bool("follow"))
        || impact.interactive;
    impact.files = parsed.list("filename").to_vec();
    impact.all = parsed.bool("all");
    targets(command.path, &parsed, &mut impact);
    impact.namespace = namespaces(command.path, &parsed);
    impact
}

fn effect(path: &str, args: &Args) -> Effect {
    let dry = args.changed("dry-run") && args.str("dry-run") != "none";
    let effect = match path {
        "delete" | "drain" => Effect::Destroys,
        "apply" if args.bool("prune") || args.bool("force") => Effect::Destroys,
        "label" | "annotate" if args.bool("list") => Effect::Reads,
        path if path == "create" || path.starts_with("create ") => Effect::Changes,
        "run" | "scale" | "apply" | "rollout undo" | "rollout restart" | "rollout pause"
        | "rollout resume" | "set image" | "label" | "annotate" | "patch" | "expose" | "cordon"
        | "uncordon" | "taint" | "exec" | "attach" => Effect::Changes,
        _ => Effect::Reads,
    };
    if dry || args.bool("local") { Effect::Reads } else { effect }
}

fn targets(path: &str, args: &Args, impact: &mut Impact) {
    for file in &impact.files {
        impact.targets.push(format!("file {file}"));
    }
    let words = &args.positional;
    let selector = args.str("selector");
    match path {
        "drain" | "cordon" | "uncordon" => {
            impact.targets.extend(words.iter().map(|name| format!("node {name}")))
        }
        path if path.starts_with("create ") => {
            let kind = path.split(' ').nth(1).unwrap_or_default();
            impact.targets.extend(words.first().map(|name| format!("{kind} {name}")));
        }
        "run" => impact.targets.extend(words.first().map(|name| format!("pod {name}"))),
        "exec" | "logs" | "attach" => impact.targets.extend(words.first().cloned()),
        _ => {
            let named: Vec<&String> =
                words.iter().filter(|word| !(word.contains('=') || word.ends_with('-'))).collect();
            match named.as_slice() {
                [] => {}
                [kind] if kind.contains('/') => impact.targets.push(kind.replacen('/', " ", 1)),
                [kind] => {
                    impact.all |= impact.effect != Effect::Reads;
                    let scope = if selector.is_empty() { String::new() } else { format!(" with {selector}") };
                    impact.targets.push(format!("all {kind}{scope}"));
                }
                [kind, names @ ..] if !kind.contains('/') => {
                    impact.targets.extend(names.iter().map(|name| format!("{kind} {name}")));
                }
                many => impact.targets.extend(many.iter().map(|word| word.replacen('/', " ", 1))),
            }
        }
    }
}

fn namespaces(path: &str, args: &Args) -> Namespaces {
    let kinds = args.positional.first().map_or("", |first| first.split('/').next().unwrap_or(""));
    let mut words = kinds.split(',').map(|kind| kind.split('.').next().unwrap_or("").to_ascii_lowercase());
    let cluster_kind = words.any(|kind| CLUSTER_KINDS.contains(&kind.as_str()));
    let takes_kind = !(matches!(path, "run" | "exec" | "logs" | "attach") || path.starts_with("create "));
    if matches!(path, "drain" | "cordon" | "uncordon" | "taint" | "create namespace")
        || (takes_kind && cluster_kind)
    {
        Namespaces::ClusterScoped
    } else if args.bool("all-namespaces") {
        Namespaces::All
    } else if args.changed("namespace") {
        Namespaces::Named(args.str("namespace").to_owned())
    } else {
        Namespaces::Default
    }
}
