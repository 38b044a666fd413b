//! An event at a glance.

use api::cluster::Happening;
use apimachinery::path::{int_at, str_at};
use serde_json::Value;

pub(super) fn happening(event: &Value) -> Option<Happening> {
    let at = time(
        event,
        &["series.lastObservedTime", "lastTimestamp", "eventTime", "metadata.creationTimestamp"],
    )?;
    let times = int_at(event, "count").unwrap_or_default();
    let mut message = str_at(event, "message").to_owned();
    if times > 1 {
        message.push_str(&format!(" (×{times})"));
    }
    Some(Happening {
        at,
        object: involved(event),
        reason: str_at(event, "reason").to_owned(),
        message,
        warning: str_at(event, "type") == "Warning",
    })
}

/// What an event is about: `pod/web-1`.
pub(crate) fn involved(event: &Value) -> String {
    let kind = str_at(event, "involvedObject.kind").to_lowercase();
    format!("{kind}/{}", str_at(event, "involvedObject.name"))
}

/// The first time that an object has at one of these paths, in Unix milliseconds.
pub(crate) fn time(object: &Value, paths: &[&str]) -> Option<i64> {
    let stamp = paths.iter().map(|path| str_at(object, *path)).find(|stamp| !stamp.is_empty())?;
    Some(stamp.parse::<jiff::Timestamp>().ok()?.as_millisecond())
}
