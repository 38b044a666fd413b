//! What changing commands share: `--dry-run`, printing what was done, patches, waiting.
//!
//! Layer: shared by commands. Upstream: `kubectl/pkg/cmd/util/helpers.go`, `kubectl/pkg/util/apply.go`.

use serde_json::{Value, json};

use crate::api::Request;
use crate::context::Context;
use crate::failure::{Outcome, fail};
use crate::flags::groups::{DryRunFlag, Print, Validate};
use crate::printers::Printer;
use crate::resource::Info;

/// `--dry-run`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DryRun {
    /// Really.
    None,
    /// Nothing is sent.
    Client,
    /// The server pretends.
    Server,
}

/// Why a page may not send what somebody else has written.
pub(crate) const RAW: &str = "it sends a request that nobody has looked at";

/// The annotation that keeps what was applied last.
pub(crate) const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";

impl DryRun {
    /// Reads the flag.
    pub(crate) async fn of(cx: &Context, flag: &DryRunFlag) -> Outcome<DryRun> {
        match flag.dry_run.as_str() {
            "client" => Ok(DryRun::Client),
            "server" => Ok(DryRun::Server),
            "none" | "" => Ok(DryRun::None),
            "unchanged" => {
                cx.err("W0000 00:00:00.000000       1 helpers.go:731] --dry-run is deprecated and can be replaced with --dry-run=client.\n").await;
                Ok(DryRun::Client)
            }
            other => {
                fail(format!("Invalid dry-run value ({other}). Must be \"none\", \"server\", or \"client\"."))
            }
        }
    }

    /// The query parameter's value; empty if there is none.
    pub(crate) fn query(self) -> &'static str {
        if self == DryRun::Server { "All" } else { "" }
    }

    /// `created` becomes `created (dry run)`.
    pub(crate) fn operation(self, operation: &str) -> String {
        match self {
            DryRun::None => operation.to_owned(),
            DryRun::Client => format!("{operation} (dry run)"),
            DryRun::Server => format!("{operation} (server dry run)"),
        }
    }

    /// The printer that says what was done.
    pub(crate) fn printer(self, cx: &Context, flags: &Print, operation: &str) -> Outcome<Printer> {
        Printer::for_operation(cx, flags, &self.operation(operation))
    }
}

/// `--validate`.
pub(crate) fn validation(flag: &Validate) -> Outcome<&'static str> {
    match flag.validate.as_str() {
        "strict" | "true" => Ok("Strict"),
        "warn" => Ok("Warn"),
        "ignore" | "false" => Ok("Ignore"),
        other => fail(format!(
            "invalid - validate option {}; must be one of: strict (or true), warn, ignore (or false)",
            crate::text::quote(other)
        )),
    }
}

/// What a changing command sends.
pub(crate) struct Change<'a> {
    /// `--dry-run`.
    pub(crate) dry: DryRun,
    /// `--field-manager`.
    pub(crate) manager: &'a str,
    /// `fieldValidation`.
    pub(crate) validation: &'a str,
}

impl Change<'_> {
    /// Adds the query parameters.
    pub(crate) fn query(&self, request: Request) -> Request {
        request
            .query("dryRun", self.dry.query())
            .query("fieldManager", self.manager)
            .query("fieldValidation", self.validation)
    }

    /// The request that creates the object.
    pub(crate) fn creation(&self, info: &Info, object: &Value) -> Request {
        self.query(Request::post(info.resource.path(&info.namespace), object))
    }

    /// Creates the object.
    pub(crate) async fn create(&self, cx: &Context, info: &Info, object: &Value) -> Outcome<Value> {
        cx.json(self.creation(info, object)).await
    }

    /// Patches the object.
    pub(crate) async fn patch(
        &self,
        cx: &Context,
        info: &Info,
        kind: PatchKind,
        patch: &Value,
    ) -> Outcome<Value> {
        let request = Request::patch(info.path()?, kind.content_type(), patch.to_string().into_bytes());
        cx.json(self.query(request)).await
    }
}

/// How a patch is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PatchKind {
    /// By merge keys.
    Strategic,
    /// RFC 7386.
    Merge,
    /// RFC 6902.
    Json,
}

impl PatchKind {
    /// Its media type.
    pub(crate) fn content_type(self) -> &'static str {
        match self {
            PatchKind::Strategic => "application/strategic-merge-patch+json",
            PatchKind::Merge => "application/merge-patch+json",
            PatchKind::Json => "application/json-patch+json",
        }
    }
}

/// JSON as `runtime.Encode` writes it, with a newline: the content of the last-applied annotation.
pub(crate) fn last_applied(object: &Value) -> String {
    let mut object = object.clone();
    if let Some(metadata) = object.get_mut("metadata").and_then(Value::as_object_mut) {
        match metadata.get_mut("annotations").and_then(Value::as_object_mut) {
            Some(annotations) => drop(annotations.remove(LAST_APPLIED)),
            None => drop(metadata.insert("annotations".to_owned(), json!({}))),
        }
    }
    crate::printers::json::compact(&object) + "\n"
}

/// Puts the last-applied annotation on an object.
pub(crate) fn annotate_last_applied(object: &mut Value) {
    let text = last_applied(object);
    if !object.get("metadata").is_some_and(Value::is_object) {
        object["metadata"] = json!({});
    }
    if !object["metadata"].get("annotations").is_some_and(Value::is_object) {
        object["metadata"]["annotations"] = json!({});
    }
    object["metadata"]["annotations"][LAST_APPLIED] = text.into();
}

/// A pause.
pub(crate) fn sleep(millis: u64) -> tokio::time::Sleep {
    tokio::time::sleep(std::time::Duration::from_millis(millis))
}
