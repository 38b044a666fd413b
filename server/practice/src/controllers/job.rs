//! Jobs, and the Jobs that CronJobs start. Mirrors `pkg/controller/job` and `pkg/controller/cronjob`.
//!
//! Layer: state. CronJobs know `*`, numbers, lists, ranges and steps.

use jiff::{Timestamp, tz::TimeZone};
use serde_json::{Value, json};

use super::{Work, children, controller_ref, pods};
use crate::json::{at, flag, has, int, is_true, list, set, text};
use crate::kinds::{self, pod, pod::set_condition};
use crate::registry::{self, Delete, Write};
use crate::store::Key;
use crate::world::World;

const COMPONENT: &str = "job-controller";

/// Brings a Job a step further.
pub(super) fn sync(w: &mut World, key: &Key) {
    let Some(job) = w.store.value(key) else { return };
    if has(&job, "metadata.deletionTimestamp") {
        return;
    }
    if is_true(&job, "Complete") || is_true(&job, "Failed") {
        expire(w, key, &job);
        return;
    }
    let now = w.now();
    let all = children(w, text(&job, "metadata.uid"), kinds::POD);
    let phase = |p: &str| all.iter().filter(|(_, v)| text(v, "status.phase") == p).count() as i64;
    let (succeeded, failed) = (phase("Succeeded"), phase("Failed"));
    let active: Vec<&Key> = all.iter().filter(|(_, p)| pod::is_active(p)).map(|(k, _)| k).collect();
    let completions = at(&job, "spec.completions").as_i64();
    let (parallelism, limit) = (int(&job, "spec.parallelism"), int(&job, "spec.backoffLimit"));
    let restarts: i64 = all
        .iter()
        .map(|(_, p)| list(p, "status.containerStatuses").iter().map(|c| int(c, "restartCount")).sum::<i64>())
        .sum();
    let done = completions.map_or(succeeded > 0 && active.is_empty(), |n| succeeded >= n);
    let over =
        failed > limit || (text(&job, "spec.template.spec.restartPolicy") == "OnFailure" && restarts > limit);
    let mut new = json!({"status": job["status"]});
    if !has(&job, "status.startTime") && !flag(&job, "spec.suspend") {
        set(&mut new, "status.startTime", now.as_str());
    }
    let mut running = active.len() as i64;
    if done {
        for (kind, message) in [
            ("SuccessCriteriaMet", "Reached expected number of succeeded pods"),
            ("Complete", "Reached expected number of succeeded pods"),
        ] {
            set_condition(
                &mut new,
                json!({"type": kind, "status": "True", "reason": "CompletionsReached", "message": message, "lastProbeTime": now}),
                &now,
            );
        }
        set(&mut new, "status.completionTime", now.as_str());
        w.event(&job, "Normal", "Completed", "Job completed", COMPONENT, "", "");
        running = 0;
    } else if over {
        for kind in ["FailureTarget", "Failed"] {
            set_condition(
                &mut new,
                json!({"type": kind, "status": "True", "reason": "BackoffLimitExceeded", "message": "Job has reached the specified backoff limit", "lastProbeTime": now}),
                &now,
            );
        }
        for k in active {
            pods::delete(w, &job, COMPONENT, k);
        }
        w.event(
            &job,
            "Warning",
            "BackoffLimitExceeded",
            "Job has reached the specified backoff limit",
            COMPONENT,
            "",
            "",
        );
        running = 0;
    } else if !flag(&job, "spec.suspend") {
        let want = completions
            .map_or(if succeeded > 0 { running } else { parallelism }, |n| parallelism.min(n - succeeded));
        // After a failure the next try waits: 10 s, doubled each time.
        let last = all
            .iter()
            .filter(|(_, p)| text(p, "status.phase") == "Failed")
            .filter_map(|(_, p)| {
                crate::clock::parse(text(p, "status.containerStatuses.0.state.terminated.finishedAt"))
            })
            .max();
        let wait = w
            .clock
            .scale(std::time::Duration::from_secs((10 << (failed - 1).clamp(0, 6)).min(360) as u64))
            .max(std::time::Duration::from_millis(100));
        let ready = last
            .map(|t| t + jiff::SignedDuration::try_from(wait).unwrap_or(jiff::SignedDuration::ZERO))
            .filter(|_| failed > 0);
        if let Some(at) = ready.filter(|at| *at > w.clock.now() && running < want) {
            w.enqueue_at(at, Work::Job(key.clone()));
        } else {
            while running < want {
                if pods::create(w, &job, COMPONENT, None, |_| {}).is_err() {
                    break;
                }
                running += 1;
            }
        }
    }
    let (suspended, was) = (flag(&job, "spec.suspend"), is_true(&job, "Suspended"));
    if suspended != was {
        let (state, reason, message) = if suspended {
            ("True", "JobSuspended", "Job suspended")
        } else {
            ("False", "JobResumed", "Job resumed")
        };
        set_condition(
            &mut new,
            json!({"type": "Suspended", "status": state, "reason": reason, "message": message, "lastProbeTime": now}),
            &now,
        );
        w.event(&job, "Normal", if suspended { "Suspended" } else { "Resumed" }, message, COMPONENT, "", "");
    }
    let status = crate::json::object(&mut new, "status");
    let ready = all.iter().filter(|(_, p)| pod::is_active(p) && pod::is_ready(p)).count();
    for (field, n) in [("active", running), ("succeeded", succeeded), ("failed", failed)] {
        if n > 0 { drop(status.insert(field.into(), n.into())) } else { drop(status.remove(field)) }
    }
    status.insert("ready".into(), if done { 0 } else { ready }.into());
    status.insert("terminating".into(), 0.into());
    status.insert("uncountedTerminatedPods".into(), json!({}));
    pods::set_status(w, key, &job, new["status"].clone());
}

fn expire(w: &mut World, key: &Key, job: &Value) {
    let Some(ttl) = at(job, "spec.ttlSecondsAfterFinished").as_i64() else { return };
    let ended = crate::clock::parse(text(job, "status.completionTime")).unwrap_or(w.clock.now());
    let due = ended + jiff::SignedDuration::from_secs(ttl);
    if due > w.clock.now() {
        w.enqueue_at(due, Work::Job(key.clone()));
    } else if let Err(error) =
        registry::delete(w, key, &Delete { propagation: "Foreground".into(), ..Delete::default() })
    {
        tracing::debug!(%error, "a finished job was gone already");
    }
}

/// Starts the Job of a CronJob when its minute comes.
pub(super) fn sync_cron(w: &mut World, key: &Key) {
    let Some(cron) = w.store.value(key) else { return };
    if flag(&cron, "spec.suspend") || has(&cron, "metadata.deletionTimestamp") {
        return;
    }
    let now = w.clock.now();
    let last = crate::clock::parse(text(&cron, "status.lastScheduleTime"))
        .or_else(|| crate::clock::parse(text(&cron, "metadata.creationTimestamp")))
        .unwrap_or(now);
    let uid = text(&cron, "metadata.uid").to_owned();
    let jobs = children(w, &uid, kinds::JOB);
    let mut last_done = None;
    let Some(next) = next_after(text(&cron, "spec.schedule"), last) else { return };
    if next <= now {
        let running = jobs.iter().any(|(_, j)| !is_true(j, "Complete") && !is_true(j, "Failed"));
        if !(running && text(&cron, "spec.concurrencyPolicy") == "Forbid") {
            let name = format!("{}-{}", text(&cron, "metadata.name"), next.as_second() / 60);
            let job = json!({
                "apiVersion": "batch/v1", "kind": "Job",
                "metadata": {"name": name, "labels": cron["spec"]["jobTemplate"]["metadata"]["labels"], "annotations": {"batch.kubernetes.io/cronjob-scheduled-timestamp": crate::clock::rfc3339(next)}, "ownerReferences": [controller_ref(&cron)]},
                "spec": kinds::cron_job_spec(&cron)["spec"],
            });
            if registry::create(w, kinds::JOB, &key.ns, job, &Write::internal()).is_ok() {
                w.event(
                    &cron,
                    "Normal",
                    "SuccessfulCreate",
                    &format!("Created job {name}"),
                    "cronjob-controller",
                    "",
                    "",
                );
            }
        }
        last_done = Some(now);
    }
    let finished = |kind: &str| {
        let mut v: Vec<_> = jobs.iter().filter(|(_, j)| is_true(j, kind)).map(|(k, _)| k.clone()).collect();
        v.sort();
        v
    };
    for (kind, field) in
        [("Complete", "spec.successfulJobsHistoryLimit"), ("Failed", "spec.failedJobsHistoryLimit")]
    {
        let old = finished(kind);
        for k in old.iter().take(old.len().saturating_sub(int(&cron, field).max(0) as usize)) {
            if let Err(error) = registry::delete(w, k, &Delete::default()) {
                tracing::debug!(%error, "an old job was gone already");
            }
        }
    }
    let active: Vec<Value> = children(w, &uid, kinds::JOB).iter().filter(|(_, j)| !is_true(j, "Complete") && !is_true(j, "Failed")).map(|(_, j)| json!({"apiVersion": "batch/v1", "kind": "Job", "name": j["metadata"]["name"], "namespace": j["metadata"]["namespace"], "uid": j["metadata"]["uid"], "resourceVersion": j["metadata"]["resourceVersion"]})).collect();
    w.change(key, |c| {
        if active.is_empty() {
            drop(crate::json::remove(c, "status.active"))
        } else {
            set(c, "status.active", active)
        }
        if let Some(t) = last_done {
            set(c, "status.lastScheduleTime", crate::clock::rfc3339(t));
        }
    });
    if let Some(at) = next_after(text(&cron, "spec.schedule"), now) {
        w.enqueue_at(at, Work::CronJob(key.clone()));
    }
}

/// The first minute after a time that a schedule names.
fn next_after(schedule: &str, after: Timestamp) -> Option<Timestamp> {
    let schedule = match schedule {
        "@hourly" => "0 * * * *",
        "@daily" | "@midnight" => "0 0 * * *",
        "@weekly" => "0 0 * * 0",
        "@monthly" => "0 0 1 * *",
        s => s,
    };
    let fields: Vec<&str> = schedule.split_whitespace().collect();
    let [minute, hour, day, month, weekday] = fields.as_slice() else { return None };
    let mut t = (after.as_second() / 60 + 1) * 60;
    for _ in 0..60 * 24 * 32 {
        let z = Timestamp::from_second(t).ok()?.to_zoned(TimeZone::UTC);
        let fits = named(minute, i64::from(z.minute()))
            && named(hour, i64::from(z.hour()))
            && named(day, i64::from(z.day()))
            && named(month, i64::from(z.month()));
        if fits && named(weekday, i64::from(z.weekday().to_sunday_zero_offset())) {
            return Timestamp::from_second(t).ok();
        }
        t += 60;
    }
    None
}

fn named(field: &str, n: i64) -> bool {
    field.split(',').any(|part| {
        let (range, step) =
            part.split_once('/').map_or((part, 1), |(r, s)| (r, s.parse().unwrap_or(1).max(1)));
        let (from, to) = match range.split_once('-') {
            _ if range == "*" => (0, 99),
            Some((a, b)) => (a.parse().unwrap_or(-1), b.parse().unwrap_or(-1)),
            None => {
                let one = range.parse().unwrap_or(-1);
                (one, if part.contains('/') { 99 } else { one })
            }
        };
        n >= from && n <= to && (n - from) % step == 0
    })
}
