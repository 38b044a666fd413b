//! Client-side apply: three-way merges with the annotation of what was applied last.
//!
//! Layer: part of `apply`. Upstream: `kubectl/pkg/cmd/apply/patcher.go`.

use serde_json::{Value, json};

use super::Applied;
use crate::api::Request;
use crate::commands::common::{Change, DryRun, LAST_APPLIED, PatchKind, annotate_last_applied};
use crate::commands::delete::gone;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail, from_source};
use crate::resource::Info;
use crate::text::{quote, str_at};

const WARN_NO_ANNOTATION: &str = "is missing the kubectl.kubernetes.io/last-applied-configuration annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.";

/// How often a patch is made anew when the object changes meanwhile.
const ATTEMPTS: usize = 5;

/// Applies an object. `force`: delete and create again what cannot be changed.
pub(super) async fn apply(cx: &Context, force: bool, info: &Info, change: &Change<'_>) -> Outcome<Applied> {
    let mut modified = info.object.clone();
    annotate_last_applied(&mut modified);
    let current = match info.fetch(cx).await {
        Ok(current) => current,
        Err(failure) if failure.is_not_found() => return create(cx, info, modified, change).await,
        Err(failure) => return Err(retrieving(info, failure)),
    };
    let last = str_at(&current, &["metadata", "annotations", LAST_APPLIED]).to_owned();
    if last.is_empty() {
        cx.err(format!("Warning: resource {}/{} {WARN_NO_ANNOTATION}\n", info.resource.plural, info.name))
            .await;
    }
    if change.dry == DryRun::Client {
        // Upstream says so whether or not anything would change, but refuses what makes no patch.
        patch_for(&last, &modified, &current)?;
        return Ok((current, "configured"));
    }
    update(cx, force, info, change, Versions { last, modified, current }).await
}

/// What was applied last, what is applied now, and what is there.
struct Versions {
    last: String,
    modified: Value,
    current: Value,
}

async fn create(cx: &Context, info: &Info, mut modified: Value, change: &Change<'_>) -> Outcome<Applied> {
    // Null means "not there" in an update, so it does in a creation.
    drop_nulls(&mut modified);
    if change.dry == DryRun::Client {
        return Ok((modified, "created"));
    }
    let created = change.create(cx, info, &modified).await;
    Ok((created.map_err(|failure| from_source("creating", &info.source, failure))?, "created"))
}

async fn update(
    cx: &Context,
    force: bool,
    info: &Info,
    change: &Change<'_>,
    versions: Versions,
) -> Outcome<Applied> {
    let Versions { last, modified, mut current } = versions;
    let kind = if strategic_merge::is_known(&modified) { PatchKind::Strategic } else { PatchKind::Merge };
    for attempt in 1..=ATTEMPTS {
        let patch = patch_for(&last, &modified, &current)?;
        if patch == json!({}) {
            return Ok((current, "unchanged"));
        }
        match change.patch(cx, info, kind, &patch).await {
            Ok(object) => return Ok((object, "configured")),
            Err(failure) if failure.reason() == "Conflict" && attempt < ATTEMPTS => {
                current = info.fetch(cx).await?;
            }
            Err(failure) if force && matches!(failure.reason(), "Conflict" | "Invalid") => {
                return replace(cx, info, &modified, change).await;
            }
            Err(Failure::Status(mut status)) => {
                let message = str_at(&status, &["message"]).to_owned();
                status["message"] = wrapped(info, &patch, &message).into();
                return Err(Failure::Status(status));
            }
            Err(failure) => return Err(failure),
        }
    }
    fail("the object kept changing while the patch was applied")
}

/// Why the object as it is cannot be had.
fn retrieving(info: &Info, failure: Failure) -> Failure {
    let (group, version, kind) = (&info.resource.group, &info.resource.version, &info.resource.kind);
    let what = format!(
        "retrieving current configuration of:\nResource: \"{group}/{version}, Resource={}\", GroupVersionKind: \"{group}/{version}, Kind={kind}\"\nName: {}, Namespace: {}",
        info.resource.plural,
        quote(&info.name),
        quote(&info.namespace)
    );
    let with = |text: &str| format!("error when {what}\nfrom server for: {}: {text}", quote(&info.source));
    match failure {
        Failure::Status(mut status) => {
            status["message"] = with(str_at(&status, &["message"])).into();
            Failure::Status(status)
        }
        other => Failure::Message(with(&other.text())),
    }
}

/// `pruneNullsFromMap`: fields without a value go; in lists they stay.
fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|_, value| !value.is_null());
            map.values_mut().for_each(drop_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_nulls),
        _ => {}
    }
}

fn wrapped(info: &Info, patch: &Value, message: &str) -> String {
    let (group, version, kind) = (&info.resource.group, &info.resource.version, &info.resource.kind);
    format!(
        "error when applying patch:\n{}\nto:\nResource: \"{group}/{version}, Resource={}\", GroupVersionKind: \"{group}/{version}, Kind={kind}\"\nName: {}, Namespace: {}\nfor: {}: error when patching {}: {message}",
        crate::printers::json::compact(patch),
        info.resource.plural,
        quote(&info.name),
        quote(&info.namespace),
        quote(&info.source),
        quote(&info.source)
    )
}

/// Deletes the object and creates it again (`deleteAndCreate`). Of what is only pretended nothing is gone, so that the
/// second half cannot be tried.
async fn replace(cx: &Context, info: &Info, modified: &Value, change: &Change<'_>) -> Outcome<Applied> {
    let options = json!({ "kind": "DeleteOptions", "apiVersion": "v1", "gracePeriodSeconds": 0 });
    cx.json(Request::delete(info.path()?, &options).query("dryRun", change.dry.query())).await?;
    if cx.session.preview {
        cx.plan(&change.creation(info, modified)).await?;
    }
    if cx.session.preview || change.dry == DryRun::Server {
        return Ok((modified.clone(), "configured"));
    }
    gone(cx, info, "", None).await?;
    Ok((change.create(cx, info, modified).await?, "configured"))
}

/// The patch of a client-side apply.
pub(in crate::commands) fn patch_for(last: &str, modified: &Value, current: &Value) -> Outcome<Value> {
    let original: Value = if last.is_empty() {
        json!({})
    } else {
        serde_json::from_str(last).map_err(|error| Failure::Message(error.to_string()))?
    };
    if strategic_merge::is_known(modified) {
        return strategic_merge::three_way(&original, modified, current)
            .map_err(|error| Failure::Message(error.to_string()));
    }
    Ok(json_three_way(&original, modified, current))
}

/// `jsonmergepatch.CreateThreeWayJSONMergePatch`.
fn json_three_way(original: &Value, modified: &Value, current: &Value) -> Value {
    let mut patch = serde_json::Map::new();
    let empty = serde_json::Map::new();
    let map = |value: &Value| value.as_object().cloned().unwrap_or_else(|| empty.clone());
    let (old, new, now) = (map(original), map(modified), map(current));
    for (key, value) in &new {
        match now.get(key) {
            Some(before) if before == value => {}
            Some(before) if before.is_object() && value.is_object() => {
                let inner = json_three_way(old.get(key).unwrap_or(&Value::Null), value, before);
                if inner != json!({}) {
                    patch.insert(key.clone(), inner);
                }
            }
            _ => {
                patch.insert(key.clone(), value.clone());
            }
        }
    }
    for key in old.keys().filter(|key| !new.contains_key(*key)) {
        patch.insert(key.clone(), Value::Null);
    }
    Value::Object(patch)
}
