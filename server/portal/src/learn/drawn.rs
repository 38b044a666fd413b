//! What a lesson's text and drawings show of the cluster: live values, owners, timelines, images.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::learn::owners::{KINDS, owners};
use crate::learn::timeline::timeline;
use api::cluster::NodeImages;
use api::learn::{Block, Lesson, LiveValue};
use api::live::Drawn;
use cluster::object::{at, selected, text};
use serde_json::Value;

use crate::cluster::images;
use crate::live::page::{Page, fill, is_cluster_scoped};

impl Page {
    /// Everything that the lesson draws of the cluster as it is now.
    pub(crate) fn drawn(
        &mut self,
        lesson: &Lesson,
        values: &BTreeMap<String, String>,
        namespace: &str,
    ) -> Drawn {
        let mut drawn = Drawn::default();
        for live in &lesson.live {
            drawn.values.push((live.name.clone(), self.value(live, namespace).unwrap_or_default()));
        }
        for block in &lesson.blocks {
            match block {
                Block::Owners(block) => {
                    let found = self.kinds(namespace);
                    let tree = owners(&block.resource, &fill(&block.name, values), &found);
                    drawn.owners.push((block.id.clone(), tree));
                }
                Block::Timeline(block) => {
                    let found = self.kinds(namespace);
                    let objects: Vec<(&str, Vec<Arc<Value>>)> = found
                        .into_iter()
                        .map(|(kind, objects)| {
                            (kind.split('.').next().unwrap_or(kind).trim_end_matches('s'), objects)
                        })
                        .collect();
                    let events = self.now("events", Some(namespace)).all();
                    let moments = timeline(&fill(&block.name, values), &objects, &events);
                    drawn.timelines.push((block.id.clone(), moments));
                }
                Block::Images(block) => drawn.images.push((block.id.clone(), self.images())),
                _ => {}
            }
        }
        drawn
    }

    /// Which images kubeadm wants on the nodes, and which are there.
    fn images(&mut self) -> NodeImages {
        let maps = self.now("configmaps", Some("kube-system")).all();
        let config = maps.iter().find(|map| text(map, "metadata.name") == "kubeadm-config");
        let config = config.map(|map| text(map, "data.ClusterConfiguration"));
        match kubeadm::needed(config, self.version()) {
            Ok(needed) => images::table(&needed, &self.now("nodes", None).all()),
            Err(problem) => NodeImages { problem: Some(problem), ..NodeImages::default() },
        }
    }

    /// The objects of every kind that owns or is owned.
    fn kinds(&mut self, namespace: &str) -> HashMap<&'static str, Vec<Arc<Value>>> {
        KINDS.iter().map(|(kind, _)| (*kind, self.now(kind, Some(namespace)).all())).collect()
    }

    /// A live value; `None` while the cluster does not say.
    fn value(&mut self, live: &LiveValue, namespace: &str) -> Option<String> {
        let namespace = live.namespace.as_deref().unwrap_or(namespace);
        let everywhere = namespace == "*" || is_cluster_scoped(&live.resource);
        let scope = (!everywhere).then_some(namespace);
        let snapshot = self.now(&live.resource, scope);
        if !snapshot.complete {
            return None;
        }
        let found: Vec<Arc<Value>> =
            snapshot.all().into_iter().filter(|object| selected(object, &live.selector)).collect();
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
}
