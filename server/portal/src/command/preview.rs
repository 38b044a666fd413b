//! What a change would do before it does it, as a diff of each object: a plan, shown.

use api::command::{Change, RunEvent, Verb};
use kubectl::{Call, Plan};
use serde_json::Value;
use similar::TextDiff;
use tokio::sync::mpsc;

use crate::command::text::Decoder;

/// Shows a plan in the panel; returns the exit code. `home`: the lessons' namespace, which may not be there yet.
pub(crate) async fn show(home: &str, plan: &Plan, events: &mpsc::Sender<RunEvent>) -> i32 {
    let homeless = plan.calls.iter().any(|call| waits_for(home, call));
    if homeless {
        let text =
            format!("The namespace {home} is not there yet: it is made right before the first change.\n");
        let _ = events.send(RunEvent::Err { text }).await;
    } else if !plan.said.is_empty() {
        let text = Decoder::default().push(&plan.said);
        let _ = events.send(RunEvent::Err { text }).await;
    }
    let shown = plan
        .calls
        .iter()
        .filter(|call| call.status.is_some_and(|status| status < 300) || waits_for(home, call));
    for call in shown {
        let _ = events.send(RunEvent::Change(change(home, plan, call))).await;
    }
    if homeless { 0 } else { plan.code }
}

/// Whether a creation was refused only because the lessons' namespace is not there.
fn waits_for(home: &str, call: &Call) -> bool {
    let refused = call.status == Some(404) && call.method == "POST";
    let status = || serde_json::from_str::<Value>(call.response.as_deref()?).ok();
    refused
        && status().is_some_and(|status| {
            status["details"]["kind"] == "namespaces" && status["details"]["name"] == home
        })
}

fn parsed(body: Option<&String>) -> Option<Value> {
    serde_json::from_str(body?).ok()
}

fn change(home: &str, plan: &Plan, call: &Call) -> Change {
    let after = parsed(if waits_for(home, call) { call.request.as_ref() } else { call.response.as_ref() });
    let before = call.before.as_ref().map(yaml).unwrap_or_default();
    let eviction = call.change.as_ref().is_some_and(|change| change.subresource == "eviction");
    let (after, verb) = match (call.method.as_str(), &call.before) {
        ("DELETE", _) => (String::new(), Verb::Deleted),
        _ if eviction => (String::new(), Verb::Deleted),
        (_, None) => (after.as_ref().map(yaml).unwrap_or_default(), Verb::Created),
        _ => (after.as_ref().map(yaml).unwrap_or_default(), Verb::Changed),
    };
    let verb = if verb == Verb::Changed && before == after { Verb::Unchanged } else { verb };
    let diff = match verb {
        Verb::Unchanged | Verb::Deleted => String::new(),
        Verb::Created | Verb::Changed => {
            TextDiff::from_lines(&before, &after).unified_diff().context_radius(3).to_string()
        }
    };
    Change { object: plan.named(call), verb, diff }
}

/// An object as YAML without what the server keeps for itself.
fn yaml(object: &Value) -> String {
    let mut object = object.clone();
    if let Some(map) = object.as_object_mut() {
        map.remove("status");
        if let Some(meta) = map.get_mut("metadata").and_then(Value::as_object_mut) {
            for own in ["managedFields", "resourceVersion", "generation", "uid", "creationTimestamp"] {
                meta.remove(own);
            }
            if let Some(notes) = meta.get_mut("annotations").and_then(Value::as_object_mut) {
                notes.remove("kubectl.kubernetes.io/last-applied-configuration");
            }
        }
    }
    serde_yaml_ng::to_string(&object).unwrap_or_default()
}
