//! Flags of the commands that change: what each has besides the shared groups.
//!
//! Layer: data. Upstream: each command's file in `kubectl/pkg/cmd`.

use super::Kind::{Array, Bool, Duration, Int, Int32, Slice, Str};
use super::{Flag, flag, short};

/// `create`.
pub(crate) const CREATE: &[Flag] = &[
    flag("edit", Bool, "false"),
    flag("raw", Str, ""),
    flag("save-config", Bool, "false"),
    flag("windows-line-endings", Bool, "false"),
];

/// `create deployment`.
pub(crate) const CREATE_DEPLOYMENT: &[Flag] = &[
    flag("image", Slice, ""),
    flag("port", Int32, "-1"),
    short('r', "replicas", Int32, "1"),
    flag("save-config", Bool, "false"),
];

/// `create namespace`.
pub(crate) const CREATE_NAMESPACE: &[Flag] = &[flag("save-config", Bool, "false")];

/// `create configmap`.
pub(crate) const CREATE_CONFIGMAP: &[Flag] = &[
    flag("append-hash", Bool, "false"),
    flag("from-env-file", Slice, ""),
    flag("from-file", Slice, ""),
    flag("from-literal", Array, ""),
    flag("save-config", Bool, "false"),
];

/// `create secret generic`.
pub(crate) const CREATE_SECRET: &[Flag] = &[flag("type", Str, "")];

/// `create job`.
pub(crate) const CREATE_JOB: &[Flag] =
    &[flag("from", Str, ""), flag("image", Str, ""), flag("save-config", Bool, "false")];

/// `create cronjob`.
pub(crate) const CREATE_CRONJOB: &[Flag] = &[
    flag("image", Str, ""),
    flag("restart", Str, ""),
    flag("save-config", Bool, "false"),
    flag("schedule", Str, ""),
];

/// `run`.
pub(crate) const RUN: &[Flag] = &[
    flag("annotations", Array, ""),
    flag("attach", Bool, "false"),
    flag("cascade", Str, "background").bare("background"),
    flag("command", Bool, "false"),
    flag("detach-keys", Str, "ctrl-p,ctrl-q"),
    flag("env", Array, ""),
    flag("expose", Bool, "false"),
    flag("field-manager", Str, "kubectl-run"),
    flag("force", Bool, "false"),
    flag("grace-period", Int, "-1"),
    flag("image", Str, ""),
    flag("image-pull-policy", Str, ""),
    short('l', "labels", Str, ""),
    flag("leave-stdin-open", Bool, "false"),
    flag("override-type", Str, "merge"),
    flag("overrides", Str, ""),
    flag("pod-running-timeout", Duration, "1m0s"),
    flag("port", Str, ""),
    flag("privileged", Bool, "false"),
    short('q', "quiet", Bool, "false"),
    flag("restart", Str, "Always"),
    flag("rm", Bool, "false"),
    flag("save-config", Bool, "false"),
    short('i', "stdin", Bool, "false"),
    flag("timeout", Duration, "0s"),
    short('t', "tty", Bool, "false"),
    flag("wait", Bool, "false"),
];

/// `delete`.
pub(crate) const DELETE: &[Flag] = &[
    flag("all", Bool, "false"),
    short('A', "all-namespaces", Bool, "false"),
    flag("cascade", Str, "background").bare("background"),
    flag("field-selector", Str, ""),
    flag("force", Bool, "false"),
    flag("grace-period", Int, "-1"),
    flag("ignore-not-found", Bool, "false"),
    short('i', "interactive", Bool, "false"),
    flag("now", Bool, "false"),
    short('o', "output", Str, ""),
    flag("raw", Str, ""),
    flag("timeout", Duration, "0s"),
    flag("wait", Bool, "true"),
];

/// `scale`.
pub(crate) const SCALE: &[Flag] = &[
    flag("all", Bool, "false"),
    flag("current-replicas", Int, "-1"),
    flag("replicas", Int, "0"),
    flag("resource-version", Str, ""),
    flag("timeout", Duration, "0s"),
];

/// `apply`.
pub(crate) const APPLY: &[Flag] = &[
    flag("all", Bool, "false"),
    flag("cascade", Str, "background").bare("background"),
    flag("field-manager", Str, "kubectl-client-side-apply"),
    flag("force", Bool, "false"),
    flag("force-conflicts", Bool, "false"),
    flag("grace-period", Int, "-1"),
    flag("openapi-patch", Bool, "true"),
    flag("overwrite", Bool, "true"),
    flag("prune", Bool, "false"),
    flag("prune-allowlist", Array, ""),
    flag("server-side", Bool, "false"),
    flag("subresource", Str, ""),
    flag("timeout", Duration, "0s"),
    flag("wait", Bool, "false"),
];

/// `rollout undo`.
pub(crate) const ROLLOUT_UNDO: &[Flag] = &[flag("to-revision", Int, "0")];

/// `rollout restart`.
pub(crate) const ROLLOUT_RESTART: &[Flag] = &[flag("field-manager", Str, "kubectl-rollout")];

/// `rollout pause`.
pub(crate) const ROLLOUT_PAUSE: &[Flag] = &[flag("field-manager", Str, "kubectl-rollout")];

/// `rollout resume`.
pub(crate) const ROLLOUT_RESUME: &[Flag] = &[flag("field-manager", Str, "kubectl-rollout")];

/// `set image`.
pub(crate) const SET_IMAGE: &[Flag] =
    &[flag("all", Bool, "false"), flag("field-manager", Str, "kubectl-set"), flag("local", Bool, "false")];

/// `label`.
pub(crate) const LABEL: &[Flag] = &[
    flag("all", Bool, "false"),
    short('A', "all-namespaces", Bool, "false"),
    flag("field-manager", Str, "kubectl-label"),
    flag("field-selector", Str, ""),
    flag("list", Bool, "false"),
    flag("local", Bool, "false"),
    flag("overwrite", Bool, "false"),
    flag("resource-version", Str, ""),
];

/// `annotate`.
pub(crate) const ANNOTATE: &[Flag] = &[
    flag("all", Bool, "false"),
    short('A', "all-namespaces", Bool, "false"),
    flag("field-manager", Str, "kubectl-annotate"),
    flag("field-selector", Str, ""),
    flag("list", Bool, "false"),
    flag("local", Bool, "false"),
    flag("overwrite", Bool, "false"),
    flag("resource-version", Str, ""),
];

/// `patch`.
pub(crate) const PATCH: &[Flag] = &[
    flag("field-manager", Str, "kubectl-patch"),
    flag("local", Bool, "false"),
    short('p', "patch", Str, ""),
    flag("patch-file", Str, ""),
    flag("subresource", Str, ""),
    flag("type", Str, "strategic"),
];

/// `expose`.
pub(crate) const EXPOSE: &[Flag] = &[
    flag("cluster-ip", Str, ""),
    flag("external-ip", Str, ""),
    flag("field-manager", Str, "kubectl-expose"),
    short('l', "labels", Str, ""),
    flag("load-balancer-ip", Str, ""),
    flag("name", Str, ""),
    flag("override-type", Str, "merge"),
    flag("overrides", Str, ""),
    flag("port", Str, ""),
    flag("protocol", Str, ""),
    flag("save-config", Bool, "false"),
    flag("selector", Str, ""),
    flag("session-affinity", Str, ""),
    flag("target-port", Str, ""),
    flag("type", Str, ""),
];

/// `drain`.
pub(crate) const DRAIN: &[Flag] = &[
    flag("chunk-size", Int, "500"),
    flag("delete-emptydir-data", Bool, "false"),
    flag("disable-eviction", Bool, "false"),
    flag("force", Bool, "false"),
    flag("grace-period", Int, "-1"),
    flag("ignore-daemonsets", Bool, "false"),
    flag("pod-selector", Str, ""),
    flag("skip-wait-for-delete-timeout", Int, "0"),
    flag("timeout", Duration, "0s"),
];

/// `cordon`.
pub(crate) const CORDON: &[Flag] = &[];

/// `uncordon`.
pub(crate) const UNCORDON: &[Flag] = &[];

/// `taint`.
pub(crate) const TAINT: &[Flag] = &[
    flag("all", Bool, "false"),
    flag("field-manager", Str, "kubectl-taint"),
    flag("overwrite", Bool, "false"),
];

/// `config use-context`.
pub(crate) const CONFIG_USE_CONTEXT: &[Flag] = &[];

/// `config set-context`; cluster, user and namespace are every command's flags.
pub(crate) const CONFIG_SET_CONTEXT: &[Flag] = &[flag("current", Bool, "false")];

/// `create service clusterip`.
pub(crate) const CREATE_CLUSTER_IP: &[Flag] =
    &[flag("clusterip", Str, ""), flag("save-config", Bool, "false"), flag("tcp", Slice, "")];

/// `create service nodeport`.
pub(crate) const CREATE_NODE_PORT: &[Flag] =
    &[flag("node-port", Int, "0"), flag("save-config", Bool, "false"), flag("tcp", Slice, "")];

/// `create service loadbalancer`.
pub(crate) const CREATE_LOAD_BALANCER: &[Flag] =
    &[flag("save-config", Bool, "false"), flag("tcp", Slice, "")];

/// `create service externalname`.
pub(crate) const CREATE_EXTERNAL_NAME: &[Flag] =
    &[flag("external-name", Str, ""), flag("save-config", Bool, "false"), flag("tcp", Slice, "")];
