//! What a rollout has come to.
//!
//! Layer: pure. Upstream: `kubectl/pkg/polymorphichelpers/rollout_status.go`.

use serde_json::Value;

use super::group_kind;
use super::history::revision_of;
use crate::failure::{Outcome, fail};
use crate::text::{int_at, list_at, name_of, quote, str_at};

/// A sentence, and whether the rollout is done.
type Progress = (String, bool);

/// What a rollout has come to, and whether it is done.
pub(super) fn progress(kind: &str, object: &Value, revision: i64) -> Outcome<Progress> {
    match kind {
        "Deployment" => deployment(object, revision),
        "DaemonSet" => daemon_set(object),
        "StatefulSet" => stateful_set(object),
        other => fail(format!("no status viewer has been implemented for {}", group_kind(object, other))),
    }
}

fn status(object: &Value, key: &str) -> i64 {
    int_at(object, &["status", key]).unwrap_or(0)
}

/// Whether the controller has seen the newest specification.
fn observed(object: &Value) -> bool {
    int_at(object, &["metadata", "generation"]).unwrap_or(0) <= status(object, "observedGeneration")
}

fn going(text: String) -> Outcome<Progress> {
    Ok((text, false))
}

fn done(text: String) -> Outcome<Progress> {
    Ok((text, true))
}

fn deployment(object: &Value, revision: i64) -> Outcome<Progress> {
    let own = revision_of(object);
    if revision > 0 && own != revision {
        return fail(format!("desired revision ({revision}) is different from the running revision ({own})"));
    }
    if !observed(object) {
        return going("Waiting for deployment spec update to be observed...\n".to_owned());
    }
    let name = quote(name_of(object));
    let late = list_at(object, &["status", "conditions"]).iter().any(|condition| {
        str_at(condition, &["type"]) == "Progressing"
            && str_at(condition, &["reason"]) == "ProgressDeadlineExceeded"
    });
    if late {
        return fail(format!("deployment {name} exceeded its progress deadline"));
    }
    let [updated, total, available] =
        ["updatedReplicas", "replicas", "availableReplicas"].map(|key| status(object, key));
    let head = format!("Waiting for deployment {name} rollout to finish:");
    if let Some(wanted) = int_at(object, &["spec", "replicas"]).filter(|wanted| updated < *wanted) {
        going(format!("{head} {updated} out of {wanted} new replicas have been updated...\n"))
    } else if total > updated {
        going(format!("{head} {} old replicas are pending termination...\n", total - updated))
    } else if available < updated {
        going(format!("{head} {available} of {updated} updated replicas are available...\n"))
    } else {
        done(format!("deployment {name} successfully rolled out\n"))
    }
}

fn rolls(object: &Value) -> Outcome {
    if str_at(object, &["spec", "updateStrategy", "type"]) == "RollingUpdate" {
        return Ok(());
    }
    fail("rollout status is only available for RollingUpdate strategy type")
}

fn daemon_set(object: &Value) -> Outcome<Progress> {
    rolls(object)?;
    if !observed(object) {
        return going("Waiting for daemon set spec update to be observed...\n".to_owned());
    }
    let [updated, desired, available] =
        ["updatedNumberScheduled", "desiredNumberScheduled", "numberAvailable"]
            .map(|key| status(object, key));
    let name = quote(name_of(object));
    let head = format!("Waiting for daemon set {name} rollout to finish:");
    if updated < desired {
        going(format!("{head} {updated} out of {desired} new pods have been updated...\n"))
    } else if available < desired {
        going(format!("{head} {available} of {desired} updated pods are available...\n"))
    } else {
        done(format!("daemon set {name} successfully rolled out\n"))
    }
}

fn stateful_set(object: &Value) -> Outcome<Progress> {
    rolls(object)?;
    if status(object, "observedGeneration") == 0 || !observed(object) {
        return going("Waiting for statefulset spec update to be observed...\n".to_owned());
    }
    let wanted = int_at(object, &["spec", "replicas"]).unwrap_or(0);
    let ready = status(object, "readyReplicas");
    if ready < wanted {
        return going(format!("Waiting for {} pods to be ready...\n", wanted - ready));
    }
    let updated = status(object, "updatedReplicas");
    let partition = int_at(object, &["spec", "updateStrategy", "rollingUpdate", "partition"]).unwrap_or(0);
    if partition > 0 && updated < wanted - partition {
        return going(format!(
            "Waiting for partitioned roll out to finish: {updated} out of {} new pods have been updated...\n",
            wanted - partition
        ));
    }
    if partition > 0 {
        return done(format!("partitioned roll out complete: {updated} new pods have been updated...\n"));
    }
    let current = str_at(object, &["status", "currentRevision"]);
    let update = str_at(object, &["status", "updateRevision"]);
    if current != update {
        return going(format!(
            "waiting for statefulset rolling update to complete {updated} pods at revision {update}...\n"
        ));
    }
    let count = status(object, "currentReplicas");
    done(format!("statefulset rolling update complete {count} pods at revision {current}...\n"))
}
