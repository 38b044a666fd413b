//! The images that a machine has pulled, and what its kubelet says of them in `status.images` of its node.
//!
//! Layer: state. Mirrors `nodestatus.Images` and the order of `images.imageCache`. A real kubelet looks at its images every 30 s
//! and tells within 10 s more; here it tells two seconds after a pull.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use serde_json::{Value, json};

use crate::controllers::Work;
use crate::images::{self, Found};
use crate::json::{list, set, text};
use crate::kinds;
use crate::store::Key;
use crate::world::World;

/// How many images a node's status has at most: `nodeStatusMaxImages`. The largest are told.
const MOST: usize = 50;

/// What containerd is told to hold sandboxes open with; kubeadm wants the same.
pub(crate) const SANDBOX: &str = "registry.k8s.io/pause:3.10.2";

/// How long a kubelet takes to tell of a new image.
const TELLS: Duration = Duration::from_secs(2);

/// Full names of images by node.
#[derive(Default)]
pub(crate) struct Pulled(HashMap<String, BTreeSet<String>>);

/// Whether a node has an image, whichever way its name is written.
pub(crate) fn has(w: &World, node: &str, reference: &str) -> bool {
    let pulled = w.kubelet.images.0.get(node);
    images::find(reference).is_ok_and(|found| pulled.is_some_and(|images| images.contains(&found.full)))
}

/// A node has an image from now on; its kubelet tells of it a little later.
pub(crate) fn add(w: &mut World, node: &str, reference: &str) {
    if keep(w, node, reference) {
        let at = w.clock.after(TELLS);
        w.enqueue_at(at, Work::Images(node.to_owned()));
    }
}

/// A node had an image before anybody looked: a fresh cluster, or one that is opened again.
pub(crate) fn had(w: &mut World, node: &str, reference: &str) {
    if keep(w, node, reference) {
        w.enqueue(Work::Images(node.to_owned()));
    }
}

fn keep(w: &mut World, node: &str, reference: &str) -> bool {
    let Ok(found) = images::find(reference) else { return false };
    w.kubelet.images.0.entry(node.to_owned()).or_default().insert(found.full)
}

/// What the machines of a stored cluster have: their nodes say it.
pub(crate) fn restore(w: &mut World) {
    for node in w.store.values(kinds::NODE, None) {
        let names = list(&node, "status.images").iter().flat_map(|image| list(image, "names"));
        for name in names.filter_map(Value::as_str).filter(|name| !name.contains('@')) {
            had(w, text(&node, "metadata.name"), name);
        }
    }
}

/// A node is gone, and its machine with it.
pub(super) fn forget(w: &mut World, node: &str) {
    w.kubelet.images.0.remove(node);
}

/// A kubelet tells of its images.
pub(crate) fn report(w: &mut World, node: &str) {
    let Some(pulled) = w.kubelet.images.0.get(node) else { return };
    let images = told(pulled.iter().filter_map(|full| images::find(full).ok()).collect());
    w.change(&Key::new(kinds::NODE, "", node), |n| set(n, "status.images", images));
}

/// Images as a status has them: the largest first, each with its digest and its tag.
fn told(mut images: Vec<Found>) -> Vec<Value> {
    images.sort_by_cached_key(|found| std::cmp::Reverse((found.image.size, images::digest(&found.full))));
    images
        .iter()
        .take(MOST)
        .map(|found| json!({"names": [images::by_digest(&found.full), found.full], "sizeBytes": found.image.size}))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(images: &[Value]) -> Vec<&str> {
        images.iter().filter_map(|image| image["names"][1].as_str()).collect()
    }

    #[test]
    fn the_largest_come_first_and_the_smallest_are_left_out() {
        let found = |reference: &str| images::find(reference).unwrap();
        let few = told(vec![found(SANDBOX), found("nginx"), found("registry.k8s.io/kube-proxy:v1.36.3")]);
        assert_eq!(
            names(&few),
            ["docker.io/library/nginx:latest", "registry.k8s.io/kube-proxy:v1.36.3", SANDBOX]
        );
        let mut many: Vec<Found> =
            (0..MOST).map(|patch| found(&format!("registry.k8s.io/etcd:3.6.{patch}-0"))).collect();
        many.push(found(SANDBOX));
        let many = told(many);
        assert_eq!(many.len(), MOST);
        assert!(!names(&many).contains(&SANDBOX));
    }

    #[test]
    fn an_image_has_its_real_digest_where_it_is_known() {
        let pause = told(vec![images::find(SANDBOX).unwrap()]);
        let names = json!([
            "registry.k8s.io/pause@sha256:f548e0e8e3dc1896ca956272154dde3314e8cc4fde0a57577ee9fa1c63f5baf4",
            "registry.k8s.io/pause:3.10.2"
        ]);
        assert_eq!(pause[0]["names"], names);
    }
}
