//! Job. Mirrors `pkg/registry/batch/job/strategy.go` and `printJob`.
//!
//! Layer: pure.

use serde_json::{Value, json};

use super::table::{AGE, CONTAINERS, Column, IMAGES, NAME, RowCx, col, selector, wide};
use super::{Kind, Meta, meta, pod_spec};
use crate::clock;
use crate::json::{at, default, has, int, is_true, set, text};
use crate::status::Errors;

pub(crate) struct Job;

static META: Meta = Meta::namespaced("batch", "v1", "Job", "jobs").in_all().with_status();

static COLUMNS: &[Column] = &[
    NAME,
    col("Status", "Status of the job."),
    col("Completions", "@status.succeeded"),
    col("Duration", "Time required to complete the job."),
    AGE,
    CONTAINERS,
    IMAGES,
    wide("Selector", "@spec.selector"),
];

/// Fills in a job's spec.
pub(crate) fn spec_defaults(obj: &mut Value, spec: &str) {
    let at_spec = |f: &str| format!("{spec}.{f}");
    let (completions, parallelism) =
        (at(obj, &at_spec("completions")).is_null(), at(obj, &at_spec("parallelism")).is_null());
    if completions && parallelism {
        set(obj, &at_spec("completions"), 1);
    }
    if parallelism {
        set(obj, &at_spec("parallelism"), 1);
    }
    default(obj, &at_spec("backoffLimit"), 6);
    default(obj, &at_spec("completionMode"), "NonIndexed");
    default(obj, &at_spec("suspend"), false);
    default(obj, &at_spec("podReplacementPolicy"), "TerminatingOrFailed");
    if let Some(template) = crate::json::at_mut(obj, &at_spec("template")) {
        pod_spec::template_defaults(template);
    }
}

impl Kind for Job {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn has_generation(&self) -> bool {
        true
    }

    fn default(&self, obj: &mut Value) {
        spec_defaults(obj, "spec");
        default(obj, "spec.manualSelector", false);
    }

    fn prepare_for_create(&self, obj: &mut Value) {
        set(obj, "status", json!({}));
        if at(obj, "spec.selector").is_null() {
            let (uid, name) = (text(obj, "metadata.uid").to_owned(), text(obj, "metadata.name").to_owned());
            for (key, value) in [("controller-uid", &uid), ("job-name", &name)] {
                for prefix in ["", "batch.kubernetes.io/"] {
                    crate::json::object(obj, "spec.template.metadata.labels")
                        .insert(format!("{prefix}{key}"), value.as_str().into());
                }
            }
            if !has(obj, "metadata.labels") {
                set(obj, "metadata.labels", at(obj, "spec.template.metadata.labels").clone());
            }
            set(obj, "spec.selector", json!({"matchLabels": {"batch.kubernetes.io/controller-uid": uid}}));
        }
    }

    fn validate(&self, obj: &Value, errors: &mut Errors) {
        pod_spec::validate(at(obj, "spec.template.spec"), "spec.template.spec", errors);
        let policy = text(obj, "spec.template.spec.restartPolicy");
        if !["OnFailure", "Never"].contains(&policy) {
            errors.required("spec.template.spec.restartPolicy", "valid values: \"OnFailure\", \"Never\"");
        }
    }

    fn prepare_for_update(&self, new: &mut Value, old: &Value) {
        set(new, "status", old["status"].clone());
    }

    fn validate_update(&self, new: &Value, old: &Value, errors: &mut Errors) {
        meta::immutable(new, old, "spec.completions", errors);
        meta::immutable(new, old, "spec.selector", errors);
        meta::immutable(new, old, "spec.template", errors);
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        let [containers, images] = cx.containers(at(obj, "spec.template.spec"));
        let succeeded = int(obj, "status.succeeded");
        let completions = match at(obj, "spec.completions").as_i64() {
            Some(n) => format!("{succeeded}/{n}"),
            None => match int(obj, "spec.parallelism") {
                n if n > 1 => format!("{succeeded}/1 of {n}"),
                _ => format!("{succeeded}/1"),
            },
        };
        let status = if is_true(obj, "Complete") {
            "Complete"
        } else if is_true(obj, "Failed") {
            "Failed"
        } else if has(obj, "metadata.deletionTimestamp") {
            "Terminating"
        } else if is_true(obj, "Suspended") {
            "Suspended"
        } else if is_true(obj, "FailureTarget") {
            "FailureTarget"
        } else if is_true(obj, "SuccessCriteriaMet") {
            "SuccessCriteriaMet"
        } else {
            "Running"
        };
        let duration = match (
            clock::parse(text(obj, "status.startTime")),
            clock::parse(text(obj, "status.completionTime")),
        ) {
            (None, _) => String::new(),
            (Some(from), to) => {
                apimachinery::duration::human(to.unwrap_or(cx.now).as_second() - from.as_second())
            }
        };
        vec![
            cx.name(obj),
            status.into(),
            completions.into(),
            duration.into(),
            cx.age(obj),
            containers,
            images,
            selector(at(obj, "spec.selector")).into(),
        ]
    }

    fn selectable_fields(&self) -> &'static [&'static str] {
        &["status.successful"]
    }
}
