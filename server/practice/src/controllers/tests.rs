//! Controllers, scheduler and kubelets together, on a clock that stands still until it is moved.

use std::time::Duration;

use serde_json::{Value, json};

use super::turn;
use crate::clock::Clock;
use crate::json::{int, text};
use crate::kinds::{self, pod};
use crate::registry::{self, Write};
use crate::store::Key;
use crate::world::World;
use crate::{Options, Speed, bootstrap};

pub(super) fn cluster() -> World {
    let clock = Clock::manual(Speed::Factor(1.0), "2026-01-01T00:00:00Z".parse().unwrap());
    let mut w = World::new(Options::default(), clock);
    bootstrap::fresh(&mut w, "CA");
    w
}

pub(super) fn settle(w: &mut World, seconds: u64) {
    for _ in 0..seconds * 4 {
        w.clock.advance(Duration::from_millis(250));
        while turn(w, 256) {}
    }
}

fn mk_deployment(name: &str, image: &str, replicas: i64) -> Value {
    json!({"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": name}, "spec": {"replicas": replicas,
        "selector": {"matchLabels": {"app": name}}, "template": {"metadata": {"labels": {"app": name}}, "spec": {"containers": [{"name": "c", "image": image}]}}}})
}

fn ready(w: &World, ns: &str) -> usize {
    w.store.values(kinds::POD, Some(ns)).iter().filter(|p| pod::is_ready(p)).count()
}

#[test]
fn a_fresh_cluster_runs_its_system_at_once() {
    let w = cluster();
    let pods = w.store.values(kinds::POD, None);
    assert_eq!(pods.len(), 12);
    assert!(pods.iter().all(|p| text(p, "status.phase") == "Running" && pod::is_ready(p)), "{pods:#?}");
}

#[test]
fn a_deployment_becomes_ready_in_believable_time() {
    let mut w = cluster();
    registry::create(
        &mut w,
        kinds::DEPLOYMENT,
        "default",
        mk_deployment("web", "nginx", 3),
        &Write::internal(),
    )
    .unwrap();
    settle(&mut w, 1);
    assert_eq!(ready(&w, "default"), 0, "the image is still on its way");
    settle(&mut w, 5);
    assert_eq!(ready(&w, "default"), 3);
    let d = w.find(kinds::DEPLOYMENT, "default", "web").unwrap();
    assert_eq!(int(&d, "status.availableReplicas"), 3);
    assert_eq!(text(crate::json::condition(&d, "Progressing").unwrap(), "reason"), "NewReplicaSetAvailable");
}

#[test]
fn a_rolling_update_never_falls_below_its_minimum() {
    let mut w = cluster();
    let key = Key::new(kinds::DEPLOYMENT, "default", "web");
    registry::create(
        &mut w,
        kinds::DEPLOYMENT,
        "default",
        mk_deployment("web", "nginx:1.26", 4),
        &Write::internal(),
    )
    .unwrap();
    settle(&mut w, 8);
    let mut new = (*w.store.value(&key).unwrap()).clone();
    new["spec"]["template"]["spec"]["containers"][0]["image"] = "nginx:1.27".into();
    registry::update(&mut w, &key, new, &Write { part: registry::Part::Main, ..Write::internal() }).unwrap();
    for _ in 0..80 {
        settle(&mut w, 1);
        assert!(ready(&w, "default") >= 3, "at most a quarter may be missing");
    }
    let d = w.store.value(&key).unwrap();
    assert_eq!(int(&d, "status.updatedReplicas"), 4);
    assert_eq!(int(&d, "status.replicas"), 4);
}

#[test]
fn an_unknown_tag_ends_in_back_off() {
    let mut w = cluster();
    registry::create(
        &mut w,
        kinds::DEPLOYMENT,
        "default",
        mk_deployment("bad", "nginx:1.99", 1),
        &Write::internal(),
    )
    .unwrap();
    settle(&mut w, 8);
    let pods = w.store.values(kinds::POD, Some("default"));
    assert_eq!(text(&pods[0], "status.containerStatuses.0.state.waiting.reason"), "ImagePullBackOff");
}

#[test]
fn deleting_a_deployment_takes_its_pods_along() {
    let mut w = cluster();
    let key = Key::new(kinds::DEPLOYMENT, "default", "web");
    registry::create(
        &mut w,
        kinds::DEPLOYMENT,
        "default",
        mk_deployment("web", "nginx", 2),
        &Write::internal(),
    )
    .unwrap();
    settle(&mut w, 8);
    registry::delete(&mut w, &key, &registry::Delete::default()).unwrap();
    settle(&mut w, 5);
    assert!(w.store.values(kinds::POD, Some("default")).is_empty());
    assert!(w.store.values(kinds::REPLICA_SET, Some("default")).is_empty());
}

#[test]
fn a_pod_that_fits_nowhere_says_why() {
    let mut w = cluster();
    let pod = json!({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "big"}, "spec": {"containers": [{"name": "c", "image": "nginx", "resources": {"requests": {"cpu": "64"}}}]}});
    registry::create(&mut w, kinds::POD, "default", pod, &Write::internal()).unwrap();
    settle(&mut w, 1);
    let pod = w.find(kinds::POD, "default", "big").unwrap();
    let message = text(crate::json::condition(&pod, "PodScheduled").unwrap(), "message").to_owned();
    assert!(message.starts_with("0/3 nodes are available: "), "{message}");
    assert!(message.contains("2 Insufficient cpu"), "{message}");
}
