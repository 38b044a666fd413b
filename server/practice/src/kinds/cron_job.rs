//! CronJob. Mirrors `pkg/registry/batch/cronjob/strategy.go`.
//!
//! Layer: pure.

use serde_json::{Value, json};

use super::table::{AGE, CONTAINERS, Column, IMAGES, NAME, RowCx, col, num, selector, wide};
use super::{Kind, Meta, job};
use crate::json::{at, default, flag, has, list, set, text};
use crate::status::Errors;

pub(crate) struct CronJob;

static META: Meta =
    Meta::namespaced("batch", "v1", "CronJob", "cronjobs").short(&["cj"]).in_all().with_status();

static COLUMNS: &[Column] = &[
    NAME,
    col("Schedule", "@spec.schedule"),
    col("Timezone", "@spec.timeZone"),
    Column { name: "Suspend", kind: "boolean", format: "", priority: 0, description: "@spec.suspend" },
    num("Active", "@status.active"),
    col("Last Schedule", "@status.lastScheduleTime"),
    AGE,
    CONTAINERS,
    IMAGES,
    wide(
        "Selector",
        "A label query over pods that should match the pod count. Normally, the system sets this field for you. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors",
    ),
];

impl Kind for CronJob {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn has_generation(&self) -> bool {
        true
    }

    fn default(&self, obj: &mut Value) {
        default(obj, "spec.concurrencyPolicy", "Allow");
        default(obj, "spec.suspend", false);
        default(obj, "spec.successfulJobsHistoryLimit", 3);
        default(obj, "spec.failedJobsHistoryLimit", 1);
        if at(obj, "spec.jobTemplate.metadata").is_null() {
            set(obj, "spec.jobTemplate.metadata", json!({}));
        }
        if let Some(template) = crate::json::at_mut(obj, "spec.jobTemplate.spec.template") {
            super::pod_spec::template_defaults(template);
        }
    }

    fn prepare_for_create(&self, obj: &mut Value) {
        set(obj, "status", json!({}));
    }

    fn validate(&self, obj: &Value, errors: &mut Errors) {
        let schedule = text(obj, "spec.schedule");
        if schedule.is_empty() {
            errors.required("spec.schedule", "");
        } else if !schedule.starts_with('@') && schedule.split_whitespace().count() != 5 {
            let count = schedule.split_whitespace().count();
            errors.invalid(
                "spec.schedule",
                schedule,
                &format!("expected exactly 5 fields, found {count}: [{schedule}]"),
            );
        }
        super::pod_spec::validate(
            at(obj, "spec.jobTemplate.spec.template.spec"),
            "spec.jobTemplate.spec.template.spec",
            errors,
        );
    }

    fn prepare_for_update(&self, new: &mut Value, old: &Value) {
        set(new, "status", old["status"].clone());
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        let [containers, images] = cx.containers(at(obj, "spec.jobTemplate.spec.template.spec"));
        let zone = if has(obj, "spec.timeZone") { text(obj, "spec.timeZone") } else { "<none>" };
        let last = if has(obj, "status.lastScheduleTime") {
            cx.since(text(obj, "status.lastScheduleTime"))
        } else {
            "<none>".into()
        };
        vec![
            cx.name(obj),
            text(obj, "spec.schedule").into(),
            zone.into(),
            if flag(obj, "spec.suspend") { "True".into() } else { "False".into() },
            list(obj, "status.active").len().into(),
            last,
            cx.age(obj),
            containers,
            images,
            selector(at(obj, "spec.jobTemplate.spec.selector")).into(),
        ]
    }
}

/// The spec of a job made from this schedule, filled in.
pub(crate) fn job_of(cron: &Value) -> Value {
    let mut job = json!({"spec": at(cron, "spec.jobTemplate.spec").clone()});
    job::spec_defaults(&mut job, "spec");
    job
}
