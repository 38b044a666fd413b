//! What a change would do before it does it: the same command with every change as a dry run, then a diff.

use api::command::{Change, RunEvent, RunRequest, Verb};
use kubectl::{Call, Event};
use serde_json::Value;
use similar::TextDiff;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::command::run::Prepared;
use crate::command::text::Decoder;
use crate::{Actor, Portal, PortalError};

/// How many objects a question names.
const MOST: usize = 50;

/// Runs the command as a dry run and returns the changes that it would send.
pub(crate) async fn calls(
    portal: &Portal,
    actor: &Actor,
    request: &RunRequest,
    prepared: &Prepared,
) -> Result<Vec<Call>, PortalError> {
    Ok(dry_run(portal, actor, request, prepared).await?.0)
}

/// What the command would hit, one line each.
pub(crate) async fn hits(
    portal: &Portal,
    actor: &Actor,
    request: &RunRequest,
    prepared: &Prepared,
) -> Result<Vec<String>, PortalError> {
    let calls = calls(portal, actor, request, prepared).await?;
    // An eviction that a disruption budget holds back is tried until it is let through: it counts.
    let would =
        |call: &&Call| call.status.is_some_and(|status| status < 300 || (status == 429 && is_eviction(call)));
    let mut hits: Vec<String> = calls.iter().filter(would).map(named).collect();
    hits.dedup();
    if hits.len() > MOST {
        let more = hits.len() - MOST;
        hits.truncate(MOST);
        hits.push(format!("… +{more}"));
    }
    Ok(hits)
}

/// Shows a preview in the panel; returns the exit code.
pub(crate) async fn show(
    portal: &Portal,
    actor: &Actor,
    request: &RunRequest,
    prepared: &Prepared,
    events: &mpsc::Sender<RunEvent>,
) -> i32 {
    let (calls, complaint, code) = match dry_run(portal, actor, request, prepared).await {
        Ok(found) => found,
        Err(error) => (Vec::new(), format!("error: {error}\n"), 1),
    };
    if !complaint.is_empty() {
        let _ = events.send(RunEvent::Err { text: complaint }).await;
    }
    for call in calls.iter().filter(|call| call.status.is_some_and(|s| s < 300)) {
        let _ = events.send(RunEvent::Change(change(call))).await;
    }
    code
}

async fn dry_run(
    portal: &Portal,
    actor: &Actor,
    request: &RunRequest,
    prepared: &Prepared,
) -> Result<(Vec<Call>, String, i32), PortalError> {
    let cancel = CancellationToken::new();
    let stdin = Box::new(tokio::io::empty());
    let mut running = portal.launch(actor, request, prepared, stdin, None, true, cancel.clone()).await?;
    let _end = cancel.drop_guard();
    let mut calls = Vec::new();
    let mut complaint = Decoder::default();
    let mut said = String::new();
    while let Some(event) = running.events.recv().await {
        match event {
            Event::Call(call) if call.method != "GET" => calls.push(call),
            Event::Stderr(bytes) => said.push_str(&complaint.push(&bytes)),
            Event::Call(_) | Event::Stdout(_) => {}
        }
    }
    let code = running.exit.await.unwrap_or(1);
    Ok((calls, said, code))
}

fn is_eviction(call: &Call) -> bool {
    call.path.split('?').next().is_some_and(|path| path.ends_with("/eviction"))
}

/// `pod/web-1 in shop`, from the path of a call: /apis/apps/v1/namespaces/shop/deployments/web/scale.
fn named(call: &Call) -> String {
    let (resource, namespace, name) = parts(call);
    match namespace {
        Some(namespace) => format!("{resource}/{name} (namespace {namespace})"),
        None => format!("{resource}/{name}"),
    }
}

fn parts(call: &Call) -> (String, Option<String>, String) {
    let path = call.path.split('?').next().unwrap_or_default();
    let words: Vec<&str> = path.trim_matches('/').split('/').collect();
    let rest = match words.as_slice() {
        ["api", _, rest @ ..] | ["apis", _, _, rest @ ..] => rest,
        other => other,
    };
    let (namespace, rest) = match rest {
        ["namespaces", namespace, rest @ ..] if !rest.is_empty() => (Some((*namespace).to_owned()), rest),
        other => (None, other),
    };
    let resource = rest.first().map(|r| r.strip_suffix('s').unwrap_or(r)).unwrap_or_default().to_owned();
    let after = call.response.as_deref().and_then(|body| serde_json::from_str::<Value>(body).ok());
    let name = rest.get(1).map(|name| (*name).to_owned()).or_else(|| {
        let name = after.as_ref()?.pointer("/metadata/name")?.as_str()?;
        Some(name.to_owned())
    });
    (resource, namespace, name.unwrap_or_default())
}

fn change(call: &Call) -> Change {
    let after = call.response.as_deref().and_then(|body| serde_json::from_str::<Value>(body).ok());
    let before = call.before.as_ref().map(yaml).unwrap_or_default();
    let eviction = is_eviction(call);
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
    let (resource, _, name) = parts(call);
    Change { object: format!("{resource}/{name}"), verb, diff }
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
