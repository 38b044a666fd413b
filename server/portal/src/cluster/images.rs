//! Which of the images that kubeadm wants each node has, by what its kubelet says in `status.images`. No I/O here.

use std::sync::Arc;

use api::cluster::{NodeHas, NodeImages, OnNode};
use apimachinery::path::{at, int_at, list_at, str_at};
use kubeadm::Needed;
use serde_json::Value;

/// How many nodes are shown at most.
const MOST: usize = 8;

/// How many images a kubelet tells of unless it is configured otherwise: the largest.
const TOLD: usize = 50;

const CONTROL_PLANE: &str = "node-role.kubernetes.io/control-plane";

/// The table: those nodes first that lack something.
pub(crate) fn table(needed: &[Needed], nodes: &[Arc<Value>]) -> NodeImages {
    let mut nodes: Vec<NodeHas> = nodes.iter().map(|node| row(needed, node)).collect();
    nodes.sort_by_key(|node| (!node.images.contains(&OnNode::Lacks), node.name.clone()));
    let more = u32::try_from(nodes.len().saturating_sub(MOST)).unwrap_or(u32::MAX);
    nodes.truncate(MOST);
    let images = needed.iter().map(|needed| needed.image.clone()).collect();
    NodeImages { images, nodes, more, problem: None }
}

fn row(needed: &[Needed], node: &Value) -> NodeHas {
    let told = list_at(node, "status.images");
    let leads = at(node, "metadata.labels").is_some_and(|labels| labels.get(CONTROL_PLANE).is_some());
    let state = |needed: &Needed| {
        let named =
            |image: &&Value| list_at(image, "names").iter().any(|name| *name == needed.image.as_str());
        match told.iter().find(named) {
            Some(image) => {
                OnNode::Has(u64::try_from(int_at(image, "sizeBytes").unwrap_or_default()).unwrap_or_default())
            }
            None if !(needed.everywhere || leads) => OnNode::Spare,
            None if told.len() >= TOLD => OnNode::Untold,
            None => OnNode::Lacks,
        }
    };
    NodeHas { name: str_at(node, "metadata.name").to_owned(), images: needed.iter().map(state).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn node(name: &str, labels: Value, images: &[&str], filler: usize) -> Arc<Value> {
        let mut told: Vec<Value> = images
            .iter()
            .map(|image| json!({"names": ["registry.example/x@sha256:0", image], "sizeBytes": 320_448}))
            .collect();
        told.extend(
            (0..filler).map(|i| json!({"names": [format!("registry.example/big:{i}")], "sizeBytes": 1})),
        );
        Arc::new(json!({"metadata": {"name": name, "labels": labels}, "status": {"images": told}}))
    }

    #[test]
    fn each_node_has_lacks_or_does_not_need_an_image() {
        let needed = [
            Needed { image: "registry.k8s.io/etcd:1".into(), everywhere: false },
            Needed { image: "registry.k8s.io/pause:1".into(), everywhere: true },
        ];
        let nodes = [
            node(
                "lead",
                json!({(CONTROL_PLANE): ""}),
                &["registry.k8s.io/etcd:1", "registry.k8s.io/pause:1"],
                0,
            ),
            node("full", json!({}), &[], 50),
            node("new", json!({}), &["registry.k8s.io/pause:0"], 3),
        ];
        let table = table(&needed, &nodes);
        let rows: Vec<(&str, &[OnNode])> =
            table.nodes.iter().map(|node| (node.name.as_str(), node.images.as_slice())).collect();
        assert_eq!(
            rows,
            [
                ("new", &[OnNode::Spare, OnNode::Lacks][..]),
                ("full", &[OnNode::Spare, OnNode::Untold][..]),
                ("lead", &[OnNode::Has(320_448), OnNode::Has(320_448)][..]),
            ]
        );
    }
}
