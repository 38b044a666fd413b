//! Everything that happened to some objects, in order, with the component that did it: from the API's events and from the
//! times at which objects were stored. No I/O here.

use std::sync::Arc;

use api::learn::Moment;
use apimachinery::path::str_at;
use serde_json::Value;

use crate::cluster::lens::{involved, time};

/// How much is told at most: the newest.
const MOST: usize = 60;

/// Who acts before whom when two things have the same time: most of the API's times are whole seconds.
const ORDER: [&str; 8] = [
    "kube-apiserver",
    "cronjob-controller",
    "job-controller",
    "deployment-controller",
    "replicaset-controller",
    "statefulset-controller",
    "daemonset-controller",
    "default-scheduler",
];

/// What happened to the objects whose names are `name` or begin with it and a dash, oldest first.
pub(crate) fn timeline(
    name: &str,
    objects: &[(String, Vec<Arc<Value>>)],
    events: &[Arc<Value>],
) -> Vec<Moment> {
    let stored = objects.iter().flat_map(|(kind, objects)| {
        objects.iter().filter(|o| fits(name, str_at(o, "metadata.name"))).filter_map(|o| stored(kind, o))
    });
    let told =
        events.iter().filter(|e| fits(name, str_at(e, "involvedObject.name"))).filter_map(|e| event(e));
    let mut moments: Vec<Moment> = stored.chain(told).collect();
    moments.sort_by_key(|m| (m.at / 1000, rank(&m.who), m.at, m.object.clone()));
    let excess = moments.len().saturating_sub(MOST);
    moments.drain(..excess);
    moments
}

fn fits(name: &str, object: &str) -> bool {
    !name.is_empty() && object.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// An object's place among things of one second: the API server stores an object before anybody can see it, but a
/// ReplicaSet's pods after the ReplicaSet.
fn rank(who: &str) -> usize {
    ORDER.iter().position(|known| *known == who).unwrap_or(ORDER.len())
}

fn stored(kind: &str, object: &Value) -> Option<Moment> {
    Some(Moment {
        at: time(object, &["metadata.creationTimestamp"])?,
        who: "kube-apiserver".to_owned(),
        object: format!("{kind}/{}", str_at(object, "metadata.name")),
        reason: "Stored".to_owned(),
        message: String::new(),
    })
}

fn event(event: &Value) -> Option<Moment> {
    let component = match str_at(event, "reportingComponent") {
        "" => str_at(event, "source.component"),
        component => component,
    };
    Some(Moment {
        at: time(event, &["eventTime", "firstTimestamp", "metadata.creationTimestamp"])?,
        who: component.to_owned(),
        object: involved(event),
        reason: str_at(event, "reason").to_owned(),
        message: str_at(event, "message").to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_happened_within_a_second_is_in_the_order_of_cause_and_effect() {
        let stamp = "2026-01-01T00:00:01Z";
        let happened = |who: &str, object: &str, reason: &str| {
            Arc::new(
                json!({"involvedObject": {"kind": "Pod", "name": object}, "reason": reason, "message": "m",
                "firstTimestamp": stamp, "source": {"component": who}}),
            )
        };
        let events = [
            happened("kubelet", "web-1-a", "Pulled"),
            happened("default-scheduler", "web-1-a", "Scheduled"),
            happened("replicaset-controller", "web-1", "SuccessfulCreate"),
            happened("deployment-controller", "web", "ScalingReplicaSet"),
            happened("kubelet", "website", "Pulled"),
        ];
        let web = Arc::new(json!({"metadata": {"name": "web", "creationTimestamp": stamp}}));
        let told = timeline("web", &[("deployment".to_owned(), vec![web])], &events);
        let reasons: Vec<&str> = told.iter().map(|m| m.reason.as_str()).collect();
        assert_eq!(reasons, ["Stored", "ScalingReplicaSet", "SuccessfulCreate", "Scheduled", "Pulled"]);
    }
}
