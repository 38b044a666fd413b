//! Describes jobs and cron jobs.
//!
//! Layer: two kinds. Upstream: `describeJob`, `describeCronJob`, `describeJobTemplate`.

use apimachinery::path::{at, int_at, list_at, name_of, namespace_of, str_at};
use go_text::value::go_value;
use serde_json::Value;

use super::writer::Writer;
use super::{Settings, events_of, pod, print_events, workload};
use crate::commands::label_selector;
use crate::context::Context;
use crate::failure::Outcome;
use crate::time::{human, parse, seconds_between};

const UNSET: &str = "<unset>";

/// As many characters of the list of completed indexes are shown.
const INDEXES: usize = 50;

/// `Job`.
pub(super) async fn job(cx: &Context, object: &Value, settings: Settings, out: &mut Writer) -> Outcome {
    let events = events_of(cx, object, "Job", str_at(object, &["metadata", "uid"]), settings).await;
    out.field(0, "Name", name_of(object));
    out.field(0, "Namespace", namespace_of(object));
    out.field(0, "Selector", &label_selector(at(object, &["spec", "selector"])));
    out.labels("Labels", at(object, &["metadata", "labels"]));
    out.annotations("Annotations", at(object, &["metadata", "annotations"]));
    if let Some(owner) = pod::controller_of(object) {
        out.field(0, "Controlled By", &owner);
    }
    optional(object, "Parallelism", "parallelism", out);
    let completions = at(object, &["spec", "completions"]).map(go_value);
    out.field(0, "Completions", completions.as_deref().unwrap_or(UNSET));
    optional(object, "Completion Mode", "completionMode", out);
    optional(object, "Suspend", "suspend", out);
    optional(object, "Backoff Limit", "backoffLimit", out);
    optional(object, "TTL Seconds After Finished", "ttlSecondsAfterFinished", out);
    times(object, out);
    if let Some(seconds) = int_at(object, &["spec", "activeDeadlineSeconds"]) {
        out.field(0, "Active Deadline Seconds", &format!("{seconds}s"));
    }
    let count = |key: &str| int_at(object, &["status", key]).unwrap_or(0);
    let ready = int_at(object, &["status", "ready"]).map_or(String::new(), |n| format!(" ({n} Ready)"));
    let (active, succeeded, failed) = (count("active"), count("succeeded"), count("failed"));
    let text = format!("{active} Active{ready} / {succeeded} Succeeded / {failed} Failed");
    out.field(0, "Pods Statuses", &text);
    if str_at(object, &["spec", "completionMode"]) == "Indexed" {
        out.field(0, "Completed Indexes", &indexes(str_at(object, &["status", "completedIndexes"])));
    }
    workload::template(at(object, &["spec", "template"]), out);
    print_events(events, out);
    Ok(())
}

fn optional(object: &Value, label: &str, key: &str, out: &mut Writer) {
    if let Some(value) = at(object, &["spec", key]) {
        out.field(0, label, &go_value(value));
    }
}

fn times(object: &Value, out: &mut Writer) {
    let (start, end) =
        (str_at(object, &["status", "startTime"]), str_at(object, &["status", "completionTime"]));
    for (label, text) in [("Start Time", start), ("Completed At", end)] {
        if !text.is_empty() {
            out.field(0, label, &out.moment(text));
        }
    }
    if let (Some(start), Some(end)) = (parse(start), parse(end)) {
        out.field(0, "Duration", &human(seconds_between(start, end)));
    }
}

/// The list, cut after a whole index.
fn indexes(list: &str) -> String {
    if list.is_empty() {
        return "<none>".to_owned();
    }
    if list.len() <= INDEXES {
        return list.to_owned();
    }
    let cut = list[..INDEXES].rfind(',').map_or(INDEXES, |at| at + 1);
    format!("{}...", &list[..cut])
}

/// `CronJob`.
pub(super) async fn cron_job(cx: &Context, object: &Value, settings: Settings, out: &mut Writer) -> Outcome {
    let events = events_of(cx, object, "CronJob", str_at(object, &["metadata", "uid"]), settings).await;
    out.field(0, "Name", name_of(object));
    out.field(0, "Namespace", namespace_of(object));
    out.labels("Labels", at(object, &["metadata", "labels"]));
    out.annotations("Annotations", at(object, &["metadata", "annotations"]));
    out.field(0, "Schedule", str_at(object, &["spec", "schedule"]));
    out.field(0, "Concurrency Policy", str_at(object, &["spec", "concurrencyPolicy"]));
    let suspend = match at(object, &["spec", "suspend"]).and_then(Value::as_bool) {
        Some(true) => "True",
        Some(false) => "False",
        None => UNSET,
    };
    out.field(0, "Suspend", suspend);
    let or_unset = |holder: &Value, key: &str, unit: &str| {
        at(holder, &[key]).map_or_else(|| UNSET.to_owned(), |value| go_value(value) + unit)
    };
    let spec = &object["spec"];
    out.field(0, "Time Zone", &or_unset(spec, "timeZone", ""));
    out.field(0, "Successful Job History Limit", &or_unset(spec, "successfulJobsHistoryLimit", ""));
    out.field(0, "Failed Job History Limit", &or_unset(spec, "failedJobsHistoryLimit", ""));
    out.field(0, "Starting Deadline Seconds", &or_unset(spec, "startingDeadlineSeconds", "s"));
    let job = &object["spec"]["jobTemplate"]["spec"];
    let selector = at(job, &["selector"]);
    out.field(0, "Selector", &selector.map_or_else(|| UNSET.to_owned(), |s| label_selector(Some(s))));
    out.field(0, "Parallelism", &or_unset(job, "parallelism", ""));
    out.field(0, "Completions", &or_unset(job, "completions", ""));
    if let Some(seconds) = int_at(job, &["activeDeadlineSeconds"]) {
        out.field(0, "Active Deadline Seconds", &format!("{seconds}s"));
    }
    workload::template(at(job, &["template"]), out);
    let last = str_at(object, &["status", "lastScheduleTime"]);
    out.field(0, "Last Schedule Time", &if last.is_empty() { UNSET.to_owned() } else { out.moment(last) });
    let active: Vec<&str> =
        list_at(object, &["status", "active"]).iter().map(|job| str_at(job, &["name"])).collect();
    out.field(0, "Active Jobs", &if active.is_empty() { "<none>".to_owned() } else { active.join(", ") });
    print_events(events, out);
    Ok(())
}
