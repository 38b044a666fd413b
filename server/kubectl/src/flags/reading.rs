//! Flags of the commands that look: what each has besides the shared groups.
//!
//! Layer: data. Upstream: each command's file in `kubectl/pkg/cmd`.

use super::Kind::{Array, Bool, Duration, Int, Slice, Str};
use super::{Flag, flag, short};

/// `get`.
pub(crate) const GET: &[Flag] = &[
    short('A', "all-namespaces", Bool, "false"),
    flag("chunk-size", Int, "500"),
    flag("field-selector", Str, ""),
    flag("ignore-not-found", Bool, "false"),
    short('L', "label-columns", Slice, ""),
    flag("no-headers", Bool, "false"),
    flag("output-watch-events", Bool, "false"),
    flag("raw", Str, ""),
    flag("server-print", Bool, "true"),
    flag("show-kind", Bool, "false"),
    flag("show-labels", Bool, "false"),
    flag("sort-by", Str, ""),
    flag("subresource", Str, ""),
    short('w', "watch", Bool, "false"),
    flag("watch-only", Bool, "false"),
];

/// `describe`.
pub(crate) const DESCRIBE: &[Flag] = &[
    short('A', "all-namespaces", Bool, "false"),
    flag("chunk-size", Int, "500"),
    flag("show-events", Bool, "true"),
];

/// `logs`.
pub(crate) const LOGS: &[Flag] = &[
    flag("all-containers", Bool, "false"),
    flag("all-pods", Bool, "false"),
    short('c', "container", Str, ""),
    short('f', "follow", Bool, "false"),
    flag("ignore-errors", Bool, "false"),
    flag("insecure-skip-tls-verify-backend", Bool, "false"),
    flag("limit-bytes", Int, "0"),
    flag("max-log-requests", Int, "5"),
    flag("pod-running-timeout", Duration, "20s"),
    flag("prefix", Bool, "false"),
    short('p', "previous", Bool, "false"),
    flag("since", Duration, "0s"),
    flag("since-time", Str, ""),
    flag("tail", Int, "-1"),
    flag("timestamps", Bool, "false"),
];

/// `exec`.
pub(crate) const EXEC: &[Flag] = &[
    short('c', "container", Str, ""),
    short('f', "filename", Slice, ""),
    flag("pod-running-timeout", Duration, "1m0s"),
    short('q', "quiet", Bool, "false"),
    short('i', "stdin", Bool, "false"),
    short('t', "tty", Bool, "false"),
];

/// `attach`.
pub(crate) const ATTACH: &[Flag] = &[
    short('c', "container", Str, ""),
    flag("detach-keys", Str, "ctrl-p,ctrl-q"),
    flag("pod-running-timeout", Duration, "1m0s"),
    short('q', "quiet", Bool, "false"),
    short('i', "stdin", Bool, "false"),
    short('t', "tty", Bool, "false"),
];

/// `api-resources`.
pub(crate) const API_RESOURCES: &[Flag] = &[
    flag("api-group", Str, ""),
    flag("cached", Bool, "false"),
    flag("categories", Slice, ""),
    flag("namespaced", Bool, "true"),
    flag("no-headers", Bool, "false"),
    short('o', "output", Str, ""),
    flag("show-managed-fields", Bool, "false"),
    flag("sort-by", Str, ""),
    flag("verbs", Slice, ""),
];

/// `api-versions`.
pub(crate) const API_VERSIONS: &[Flag] = &[];

/// `version`.
pub(crate) const VERSION: &[Flag] = &[flag("client", Bool, "false"), short('o', "output", Str, "")];

/// `cluster-info`.
pub(crate) const CLUSTER_INFO: &[Flag] = &[];

/// `config view`.
pub(crate) const CONFIG_VIEW: &[Flag] = &[
    flag("allow-missing-template-keys", Bool, "true"),
    flag("flatten", Bool, "false"),
    flag("merge", Bool, "true"),
    flag("minify", Bool, "false"),
    short('o', "output", Str, "yaml"),
    flag("raw", Bool, "false"),
    flag("show-managed-fields", Bool, "false"),
    flag("template", Str, ""),
];

/// `config get-contexts`.
pub(crate) const CONFIG_GET_CONTEXTS: &[Flag] =
    &[flag("no-headers", Bool, "false"), short('o', "output", Str, "")];

/// `config current-context`.
pub(crate) const CONFIG_CURRENT_CONTEXT: &[Flag] = &[];

/// `diff`.
pub(crate) const DIFF: &[Flag] = &[
    flag("concurrency", Int, "1"),
    flag("field-manager", Str, "kubectl-client-side-apply"),
    flag("force-conflicts", Bool, "false"),
    flag("prune", Bool, "false"),
    flag("prune-allowlist", Array, ""),
    flag("server-side", Bool, "false"),
    flag("show-managed-fields", Bool, "false"),
    flag("show-secrets", Bool, "false"),
];

/// `explain`.
pub(crate) const EXPLAIN: &[Flag] = &[
    flag("api-version", Str, ""),
    short('o', "output", Str, "plaintext"),
    short('R', "recursive", Bool, "false"),
];

/// `rollout status`.
pub(crate) const ROLLOUT_STATUS: &[Flag] =
    &[flag("revision", Int, "0"), flag("timeout", Duration, "0s"), short('w', "watch", Bool, "true")];

/// `rollout history`.
pub(crate) const ROLLOUT_HISTORY: &[Flag] = &[flag("revision", Int, "0")];

/// `events`.
pub(crate) const EVENTS: &[Flag] = &[
    short('A', "all-namespaces", Bool, "false"),
    flag("chunk-size", Int, "500"),
    flag("for", Str, ""),
    flag("no-headers", Bool, "false"),
    flag("types", Slice, ""),
    short('w', "watch", Bool, "false"),
];

/// `wait`.
pub(crate) const WAIT: &[Flag] = &[
    flag("all", Bool, "false"),
    short('A', "all-namespaces", Bool, "false"),
    flag("field-selector", Str, ""),
    short('f', "filename", Slice, ""),
    flag("for", Array, ""),
    flag("local", Bool, "false"),
    short('R', "recursive", Bool, "true"),
    flag("timeout", Duration, "30s"),
];

/// `auth can-i`.
pub(crate) const AUTH_CAN_I: &[Flag] = &[
    short('A', "all-namespaces", Bool, "false"),
    flag("list", Bool, "false"),
    flag("no-headers", Bool, "false"),
    short('q', "quiet", Bool, "false"),
    flag("subresource", Str, ""),
];

/// `auth whoami`.
pub(crate) const AUTH_WHOAMI: &[Flag] = &[];
