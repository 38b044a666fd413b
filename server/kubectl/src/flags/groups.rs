//! Flags that several commands share.
//!
//! Layer: data. Upstream: `cli-runtime/pkg/genericclioptions`, `kubectl/pkg/cmd/util/helpers.go`.

use super::Kind::{Array, Bool, Duration, Int, Slice, Str};
use super::{Flag, flag, short};

/// Output format, for commands that print objects.
pub(crate) const PRINT: &[Flag] = &[
    flag("allow-missing-template-keys", Bool, "true"),
    short('o', "output", Str, ""),
    flag("show-managed-fields", Bool, "false"),
    flag("template", Str, ""),
];

/// Manifests.
pub(crate) const FILENAME: &[Flag] = &[
    short('f', "filename", Slice, ""),
    short('k', "kustomize", Str, ""),
    short('R', "recursive", Bool, "false"),
];

/// Who owns the fields.
pub(crate) const FIELD_MANAGER: &[Flag] = &[flag("field-manager", Str, "kubectl-create")];

/// Preview.
pub(crate) const DRY_RUN: &[Flag] = &[flag("dry-run", Str, "none").bare("unchanged")];

/// Label selector.
pub(crate) const SELECTOR: &[Flag] = &[short('l', "selector", Str, "")];

/// Field validation by the server.
pub(crate) const VALIDATE: &[Flag] = &[flag("validate", Str, "strict").bare("strict")];

/// Flags that every command takes, before or after its name.
pub(crate) const GLOBAL: &[Flag] = &[
    flag("as", Str, ""),
    flag("as-group", Array, ""),
    flag("as-uid", Str, ""),
    flag("as-user-extra", Array, ""),
    flag("cache-dir", Str, ""),
    flag("certificate-authority", Str, ""),
    flag("client-certificate", Str, ""),
    flag("client-key", Str, ""),
    flag("cluster", Str, ""),
    flag("context", Str, ""),
    flag("disable-compression", Bool, "false"),
    flag("insecure-skip-tls-verify", Bool, "false"),
    flag("kubeconfig", Str, ""),
    flag("kuberc", Str, ""),
    flag("log-flush-frequency", Duration, "5s"),
    flag("match-server-version", Bool, "false"),
    short('n', "namespace", Str, ""),
    flag("password", Str, ""),
    flag("profile", Str, "none"),
    flag("profile-output", Str, "profile.pprof"),
    flag("request-timeout", Str, "0"),
    short('s', "server", Str, ""),
    flag("tls-server-name", Str, ""),
    flag("token", Str, ""),
    flag("user", Str, ""),
    flag("username", Str, ""),
    short('v', "v", Int, "0"),
    flag("vmodule", Str, ""),
    flag("warnings-as-errors", Bool, "false"),
];
