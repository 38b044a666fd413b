//! Describes objects: one file per kind, and a generic one for all others.
//!
//! Layer: pure but for the extra requests of each kind. Upstream: `kubectl/pkg/describe/describe.go`.

mod batch;
mod claim;
mod containers;
mod controllers;
mod generic;
mod namespace;
mod node;
mod plain;
mod pod;
mod service;
mod volumes;
mod workload;
mod writer;

use apimachinery::path::{list_at, str_at};
use serde_json::Value;

use crate::api::Request;
use crate::context::Context;
use crate::failure::Outcome;
use crate::resource::Info;

use writer::Writer;

/// How things are described.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    /// `--show-events`.
    pub(crate) events: bool,
    /// `--chunk-size`.
    pub(crate) chunk: i64,
}

/// The description of one object, whose newest state is asked from the server.
pub(crate) async fn describe(cx: &Context, info: &Info, settings: Settings) -> Outcome<String> {
    let object = info.fetch(cx).await?;
    let mut out = Writer::new(cx.now(), cx.session.clock.zone());
    match (info.resource.group.as_str(), info.resource.kind.as_str()) {
        ("", "Pod") => pod::describe(cx, &object, settings, &mut out).await?,
        ("", "Node") => node::describe(cx, &object, settings, &mut out).await?,
        ("", "Namespace") => namespace::describe(cx, &object, &mut out).await?,
        ("", "Service") => service::describe(cx, &object, settings, &mut out).await?,
        ("apps", "Deployment") => workload::deployment(cx, &object, settings, &mut out).await?,
        ("apps", "ReplicaSet") => workload::replica_set(cx, &object, settings, &mut out).await?,
        ("apps", "DaemonSet") => controllers::daemon_set(cx, &object, settings, &mut out).await?,
        ("apps", "StatefulSet") => controllers::stateful_set(cx, &object, settings, &mut out).await?,
        ("batch", "Job") => batch::job(cx, &object, settings, &mut out).await?,
        ("batch", "CronJob") => batch::cron_job(cx, &object, settings, &mut out).await?,
        ("discovery.k8s.io", "EndpointSlice") => {
            plain::endpoint_slice(cx, &object, settings, &mut out).await?
        }
        ("", "PersistentVolumeClaim") => claim::describe(cx, &object, settings, &mut out).await?,
        ("", "Secret") => plain::secret(&object, &mut out),
        ("", "ConfigMap") => generic::config_map(cx, &object, settings, &mut out).await?,
        ("", "ServiceAccount") => generic::service_account(cx, &object, settings, &mut out).await?,
        _ => generic::describe(cx, &object, settings, &mut out).await?,
    }
    Ok(out.finish())
}

/// The events about an object; `uid` may stand in for its own.
async fn events_of(
    cx: &Context,
    object: &Value,
    kind: &str,
    uid: &str,
    settings: Settings,
) -> Option<Vec<Value>> {
    if !settings.events {
        return None;
    }
    let namespace = apimachinery::path::namespace_of(object);
    let mut fields = vec![format!("involvedObject.name={}", apimachinery::path::name_of(object))];
    if !namespace.is_empty() {
        fields.push(format!("involvedObject.namespace={namespace}"));
    }
    if !kind.is_empty() {
        fields.push(format!("involvedObject.kind={kind}"));
    }
    if !uid.is_empty() {
        fields.push(format!("involvedObject.uid={uid}"));
    }
    let path = if namespace.is_empty() {
        "/api/v1/events".to_owned()
    } else {
        format!("/api/v1/namespaces/{}/events", apimachinery::escape::segment(namespace))
    };
    let mut request = Request::get(path).query("fieldSelector", fields.join(","));
    if settings.chunk > 0 {
        request = request.query("limit", settings.chunk.to_string());
    }
    // Who may not see events gets a description without them, as upstream.
    let list = cx.json(request).await.ok()?;
    Some(list_at(&list, &["items"]).to_vec())
}

/// Prints events, the oldest first.
fn print_events(events: Option<Vec<Value>>, out: &mut Writer) {
    let Some(mut events) = events else { return };
    if events.is_empty() {
        out.line(0, "Events:\t<none>");
        return;
    }
    out.flush();
    events.sort_by_key(|event| str_at(event, &["lastTimestamp"]).to_owned());
    out.line(0, "Events:\n  Type\tReason\tAge\tFrom\tMessage");
    out.line(1, "----\t------\t----\t----\t-------");
    for event in &events {
        let age = event_age(event, out.now());
        let component = str_at(event, &["source", "component"]);
        let from = if component.is_empty() { str_at(event, &["reportingComponent"]) } else { component };
        let message = str_at(event, &["message"]).trim();
        out.line(
            1,
            &format!(
                "{}\t{}\t{age}\t{from}\t{message}",
                str_at(event, &["type"]),
                str_at(event, &["reason"])
            ),
        );
    }
}

/// `5s`, or `5s (x3 over 2m)`.
pub(crate) fn event_age(event: &Value, now: jiff::Timestamp) -> String {
    let since = |text: &str| crate::time::since(text, now);
    let time = str_at(event, &["eventTime"]);
    let first = since(if time.is_empty() { str_at(event, &["firstTimestamp"]) } else { time });
    let count = event.get("count").and_then(Value::as_i64).unwrap_or(0);
    if let Some(series) = event.get("series").filter(|series| series.is_object()) {
        let times = series.get("count").and_then(Value::as_i64).unwrap_or(0);
        return format!("{} (x{times} over {first})", since(str_at(series, &["lastObservedTime"])));
    }
    if count > 1 {
        return format!("{} (x{count} over {first})", since(str_at(event, &["lastTimestamp"])));
    }
    first
}

/// A pod template, described alone.
pub(crate) fn template_text(template: &Value, now: jiff::Timestamp) -> String {
    // A template has no moments.
    let mut out = Writer::new(now, jiff::tz::TimeZone::UTC);
    workload::template(Some(template), &mut out);
    out.raw()
}
