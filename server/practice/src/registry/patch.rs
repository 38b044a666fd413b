//! The three kinds of patch that change what is there: JSON patch, merge patch, strategic merge patch.
//!
//! Layer: pure. Mirrors `apiserver/pkg/endpoints/handlers/patch.go`. Server-side apply is [`super::apply`].

use serde_json::Value;

use crate::status::{Outcome, Status};

/// The patched object.
pub(crate) fn patched(media_type: &str, current: &Value, patch: &Value) -> Outcome<Value> {
    match media_type {
        "application/json-patch+json" => {
            let patch: json_patch::Patch = serde_json::from_value(patch.clone())
                .map_err(|e| Status::bad_request(format!("error decoding patch: {e}")))?;
            let mut out = current.clone();
            json_patch::patch(&mut out, &patch).map_err(|e| {
                let mut status = Status::invalid("", "", "", Vec::new());
                status.message = "the server rejected our request due to an error in our request".into();
                status.details = serde_json::json!({});
                tracing::debug!(error = %e, "a JSON patch does not apply");
                status
            })?;
            Ok(out)
        }
        "application/merge-patch+json" => Ok(strategic_merge::merge(current, patch)),
        "application/strategic-merge-patch+json" => {
            strategic_merge::apply(current, patch).map_err(|e| Status::bad_request(e.to_string()))
        }
        other => Err(Status::media_type(format!(
            "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, application/apply-patch+yaml, application/apply-patch+cbor, got {other}"
        ))),
    }
}
