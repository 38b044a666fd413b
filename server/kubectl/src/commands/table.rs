//! The commands, one line each.
//!
//! Layer: data. To add a command: write its file, add its flags, add its line here.

use super::{Command, DRY_RUN, FIELD_MANAGER, FILENAME, PRINT, SELECTOR, VALIDATE, changing, reading};

macro_rules! command {
    ($path:literal, $usage:literal, $about:literal, [$($flags:expr),*], $run:path $(, aliases $aliases:expr)? $(, suggest $suggest:expr)? $(, required $required:expr)?) => {
        Command {
            path: $path,
            usage: $usage,
            about: $about,
            flags: &[$($flags),*],
            run: |cx, args| Box::pin($run(cx, args)),
            aliases: command!(@or $($aliases)?),
            suggest_for: command!(@or $($suggest)?),
            required: command!(@or $($required)?),
        }
    };
    (@or) => { &[] };
    (@or $value:expr) => { $value };
}

/// Every command.
pub(crate) const COMMANDS: &[Command] = &[command!(
    "get",
    " (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE/NAME ...)",
    "Display one or many resources",
    [reading::GET, PRINT, FILENAME, SELECTOR],
    super::get::run,
    suggest & ["list", "ls"]
)];

/// Groups of commands, and what they are for.
pub(crate) const GROUPS: &[(&str, &str)] = &[
    ("auth", "Inspect authorization"),
    ("config", "Look at the kubeconfig"),
    ("rollout", "Manage the rollout of a resource"),
    ("set", "Set specific features on objects"),
];

/// What kubectl has and this engine has not.
pub(crate) const MISSING: &[&str] = &[
    "alpha",
    "auth reconcile",
    "autoscale",
    "certificate",
    "completion",
    "config delete-cluster",
    "config delete-context",
    "config delete-user",
    "config get-clusters",
    "config get-users",
    "config rename-context",
    "config set",
    "config set-cluster",
    "config set-context",
    "config set-credentials",
    "config unset",
    "config use-context",
    "cp",
    "debug",
    "edit",
    "kuberc",
    "kustomize",
    "options",
    "plugin",
    "port-forward",
    "proxy",
    "replace",
    "set env",
    "set resources",
    "set selector",
    "set serviceaccount",
    "set subject",
    "top",
];

/// The order in which cobra knows kubectl's commands, for suggestions.
pub(crate) const ORDER: &[&str] = &[
    "create",
    "expose",
    "run",
    "set",
    "explain",
    "get",
    "edit",
    "delete",
    "rollout",
    "scale",
    "autoscale",
    "certificate",
    "cluster-info",
    "top",
    "cordon",
    "uncordon",
    "drain",
    "taint",
    "describe",
    "logs",
    "attach",
    "exec",
    "port-forward",
    "proxy",
    "cp",
    "auth",
    "debug",
    "events",
    "diff",
    "apply",
    "patch",
    "replace",
    "wait",
    "kustomize",
    "label",
    "annotate",
    "completion",
    "alpha",
    "api-resources",
    "api-versions",
    "config",
    "kuberc",
    "plugin",
    "version",
    "options",
];
