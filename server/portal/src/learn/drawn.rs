//! What a lesson's text and drawings show of the cluster: live values, owners, timelines, images.

use std::collections::HashMap;
use std::sync::Arc;

use api::cluster::{NodeImages, Owned};
use api::learn::{LiveValue, Moment};
use apimachinery::path::{at, labels_of, str_at};
use apimachinery::selector::Selector;
use serde_json::Value;

use super::owners::{KINDS, owners};
use super::timeline::timeline;
use crate::cluster::images;
use crate::live::sources::Sources;

/// Which images kubeadm wants on the nodes, and which are there.
pub(crate) fn images(sources: &mut Sources) -> NodeImages {
    let maps = sources.now("configmaps", Some("kube-system")).all();
    let config = maps.iter().find(|map| str_at(map, "metadata.name") == "kubeadm-config");
    let config = config.map(|map| str_at(map, "data.ClusterConfiguration"));
    match kubeadm::needed(config, &sources.version()) {
        Ok(needed) => images::table(&needed, &sources.now("nodes", None).all()),
        Err(problem) => NodeImages { problem: Some(problem), ..NodeImages::default() },
    }
}

/// What an object owns; `None` where it is not there.
pub(crate) fn owners_of(sources: &mut Sources, resource: &str, name: &str, namespace: &str) -> Option<Owned> {
    owners(resource, name, &kinds(sources, namespace))
}

/// What happened to an object, oldest first.
pub(crate) fn moments(sources: &mut Sources, name: &str, namespace: &str) -> Vec<Moment> {
    let found = kinds(sources, namespace);
    let objects: Vec<(String, Vec<Arc<Value>>)> =
        KINDS.iter().map(|(resource, kind)| (kind.to_lowercase(), found[resource].clone())).collect();
    timeline(name, &objects, &sources.now("events", Some(namespace)).all())
}

/// The objects of every kind that owns or is owned.
fn kinds(sources: &mut Sources, namespace: &str) -> HashMap<&'static str, Vec<Arc<Value>>> {
    KINDS.iter().map(|(kind, _)| (*kind, sources.now(kind, Some(namespace)).all())).collect()
}

/// A live value; `None` while the cluster does not say.
pub(crate) fn value(sources: &mut Sources, live: &LiveValue, namespace: &str) -> Option<String> {
    let namespace = live.namespace.as_deref().unwrap_or(namespace);
    let scope = (namespace != "*").then_some(namespace);
    let snapshot = sources.now(&live.resource, scope);
    if !snapshot.complete {
        return None;
    }
    let selector = Selector::parse(&live.selector).ok()?;
    let found: Vec<Arc<Value>> =
        snapshot.all().into_iter().filter(|object| selector.matches(labels_of(object))).collect();
    match &live.path {
        None => Some(found.len().to_string()),
        Some(path) => match found.first().and_then(|object| at(object, path)) {
            Some(Value::String(text)) => Some(text.clone()),
            Some(other) => Some(other.to_string()),
            // What is not there has none, and the API leaves zeros out.
            None => live.default.parse::<i64>().is_ok().then(|| "0".to_owned()),
        },
    }
}
