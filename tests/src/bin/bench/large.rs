//! A large cluster's API, as far as the portal looks at it, served from memory: nodes, pods and events listed in pages and watched. What it
//! answers has the shape and the size of a real API server's; nothing runs on it.

use std::collections::HashMap;
use std::io::Result;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::broadcast;

/// How many changes may wait for a slow watch.
const WAITING: usize = 1 << 16;

/// A cluster that only answers.
#[derive(Clone)]
pub(crate) struct Large(Arc<Inner>);

struct Inner {
    nodes: usize,
    pods: usize,
    revision: AtomicU64,
    changes: broadcast::Sender<(&'static str, Arc<str>)>,
    watches: AtomicU64,
}

impl Large {
    /// Serves it on a port of its own; returns its URL.
    pub(crate) async fn serve(nodes: usize, pods: usize) -> Result<(Large, String)> {
        let (changes, _) = broadcast::channel(WAITING);
        let (revision, watches) = (AtomicU64::new(1000), AtomicU64::new(0));
        let large = Large(Arc::new(Inner { nodes, pods, revision, changes, watches }));
        let routes = Router::new()
            .route(
                "/version",
                get(async || json!({"major": "1", "minor": "36", "gitVersion": "v1.36.3"}).to_string()),
            )
            .route("/api", get(discovery))
            .route(
                "/apis",
                get(async || json!({"kind": "APIGroupList", "apiVersion": "v1", "groups": []}).to_string()),
            )
            .route("/api/v1", get(resources))
            .route("/api/v1/{resource}", get(objects))
            .route("/api/v1/namespaces/{namespace}/{resource}", get(nothing))
            .with_state(large.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Ok((large, url))
    }

    /// How many watches are open upstream, of all kinds.
    pub(crate) fn watches(&self) -> u64 {
        self.0.watches.load(Ordering::SeqCst)
    }

    /// A pod changes its phase.
    pub(crate) fn change(&self, number: usize, phase: &str) {
        let revision = self.0.revision.fetch_add(1, Ordering::SeqCst) + 1;
        let pod = self.pod(number, phase, revision);
        let event = json!({"type": "MODIFIED", "object": pod}).to_string() + "\n";
        // Nobody watches yet, or no more.
        let _ = self.0.changes.send(("pods", event.into()));
    }

    fn object(&self, resource: &str, number: usize) -> Value {
        match resource {
            "nodes" => node(number),
            _ => self.pod(number, "Running", 1000),
        }
    }

    fn count(&self, resource: &str) -> usize {
        match resource {
            "nodes" => self.0.nodes,
            "pods" => self.0.pods,
            _ => 0,
        }
    }

    /// Pod 0 is the lessons' own.
    fn pod(&self, number: usize, phase: &str, revision: u64) -> Value {
        let (namespace, name) = match number {
            0 => ("default".to_owned(), "marker".to_owned()),
            _ => {
                (format!("team-{}", number % 100), format!("service-{}-5c6b8f7d9c-{number:06}", number % 997))
            }
        };
        let ready = phase == "Running";
        json!({
            "apiVersion": "v1", "kind": "Pod",
            "metadata": {
                "name": name, "namespace": namespace, "uid": format!("11111111-2222-3333-4444-{number:012}"),
                "resourceVersion": revision.to_string(), "generateName": "service-5c6b8f7d9c-",
                "creationTimestamp": "2026-01-01T00:00:00Z",
                "labels": {"app": format!("service-{}", number % 997), "pod-template-hash": "5c6b8f7d9c"},
                "annotations": {"checksum/config": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"},
                "ownerReferences": [{"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "service-5c6b8f7d9c",
                    "uid": "11111111-2222-3333-4444-555555555555", "controller": true, "blockOwnerDeletion": true}],
                "managedFields": [{"manager": "kubelet", "operation": "Update", "apiVersion": "v1", "fieldsType": "FieldsV1",
                    "subresource": "status", "fieldsV1": {"f:status": {"f:conditions": {"k:{\"type\":\"Ready\"}": {".": {}, "f:status": {}}},
                    "f:containerStatuses": {}, "f:hostIP": {}, "f:phase": {}, "f:podIP": {}, "f:startTime": {}}}}],
            },
            "spec": {
                "nodeName": format!("node-{:04}", number % self.0.nodes), "serviceAccountName": "default",
                "containers": [{"name": "main", "image": "registry.example/team/service:1.2.3", "imagePullPolicy": "IfNotPresent",
                    "env": [{"name": "LEVEL", "value": "info"}, {"name": "REGION", "value": "eu"}],
                    "resources": {"requests": {"cpu": "100m", "memory": "128Mi"}, "limits": {"memory": "256Mi"}},
                    "ports": [{"name": "http", "containerPort": 8080, "protocol": "TCP"}],
                    "readinessProbe": {"httpGet": {"path": "/ready", "port": 8080}, "periodSeconds": 10},
                    "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File",
                    "volumeMounts": [{"name": "token", "mountPath": "/var/run/secrets/kubernetes.io/serviceaccount", "readOnly": true}]}],
                "volumes": [{"name": "token", "projected": {"sources": [{"serviceAccountToken": {"path": "token"}}]}}],
                "tolerations": [{"key": "node.kubernetes.io/not-ready", "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300}],
                "restartPolicy": "Always", "schedulerName": "default-scheduler", "dnsPolicy": "ClusterFirst",
            },
            "status": {
                "phase": phase, "hostIP": "10.0.0.1", "podIP": "10.244.1.2", "qosClass": "Burstable", "startTime": "2026-01-01T00:00:00Z",
                "conditions": [{"type": "Ready", "status": if ready { "True" } else { "False" }, "lastTransitionTime": "2026-01-01T00:00:00Z"},
                    {"type": "PodScheduled", "status": "True", "lastTransitionTime": "2026-01-01T00:00:00Z"}],
                "containerStatuses": [{"name": "main", "ready": ready, "started": ready, "restartCount": 0,
                    "image": "registry.example/team/service:1.2.3",
                    "imageID": "registry.example/team/service@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                    "containerID": "containerd://0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                    "state": {"running": {"startedAt": "2026-01-01T00:00:00Z"}}}],
            },
        })
    }
}

fn node(number: usize) -> Value {
    json!({
        "apiVersion": "v1", "kind": "Node",
        "metadata": {"name": format!("node-{number:04}"), "uid": format!("{number}"), "resourceVersion": "1000",
            "creationTimestamp": "2026-01-01T00:00:00Z", "labels": {"kubernetes.io/hostname": format!("node-{number:04}")}},
        "spec": {"podCIDR": "10.244.1.0/24"},
        "status": {"capacity": {"cpu": "16", "memory": "64Gi", "pods": "110"}, "allocatable": {"cpu": "16", "memory": "60Gi", "pods": "110"},
            "conditions": [{"type": "Ready", "status": "True", "reason": "KubeletReady"}],
            "nodeInfo": {"kubeletVersion": "v1.36.3", "containerRuntimeVersion": "containerd://2.1.4"}},
    })
}

async fn discovery() -> String {
    json!({"kind": "APIVersions", "versions": ["v1"]}).to_string()
}

async fn resources() -> String {
    let kinds = [("pods", "Pod", true), ("nodes", "Node", false), ("events", "Event", true)];
    let resources = kinds.map(|(name, kind, namespaced)| {
        json!({"name": name, "singularName": kind.to_lowercase(), "kind": kind, "namespaced": namespaced,
            "verbs": ["get", "list", "watch"]})
    });
    json!({"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "v1", "resources": resources})
        .to_string()
}

/// A list of one namespace: it has nothing.
async fn nothing(
    Path((_, resource)): Path<(String, String)>,
    query: Query<HashMap<String, String>>,
    state: State<Large>,
) -> Response {
    if query.contains_key("watch") {
        return objects(Path(resource), query, state).await;
    }
    json!({"kind": "List", "apiVersion": "v1", "metadata": {"resourceVersion": "1000"}, "items": []})
        .to_string()
        .into_response()
}

/// A page of a list, or a watch.
async fn objects(
    Path(resource): Path<String>,
    Query(query): Query<HashMap<String, String>>,
    State(large): State<Large>,
) -> Response {
    if query.contains_key("watch") {
        return watch(&large, &resource);
    }
    let from: usize = query.get("continue").and_then(|token| token.parse().ok()).unwrap_or(0);
    let limit = query.get("limit").and_then(|limit| limit.parse().ok()).unwrap_or(usize::MAX);
    let count = large.count(&resource);
    let to = count.min(from.saturating_add(limit));
    let items: Vec<Value> = (from..to).map(|number| large.object(&resource, number)).collect();
    let more = if to < count { to.to_string() } else { String::new() };
    let metadata = json!({"resourceVersion": "1000", "continue": more});
    json!({"kind": "List", "apiVersion": "v1", "metadata": metadata, "items": items})
        .to_string()
        .into_response()
}

fn watch(large: &Large, resource: &str) -> Response {
    struct Open(Large);
    impl Drop for Open {
        fn drop(&mut self) {
            self.0.0.watches.fetch_sub(1, Ordering::SeqCst);
        }
    }
    large.0.watches.fetch_add(1, Ordering::SeqCst);
    let (open, resource) = (Open(large.clone()), resource.to_owned());
    let changes = large.0.changes.subscribe();
    let lines = futures_util::stream::unfold((changes, open), move |(mut changes, open)| {
        let resource = resource.clone();
        async move {
            loop {
                match changes.recv().await {
                    Ok((of, line)) if of == resource => {
                        return Some((Ok::<_, std::convert::Infallible>(line.to_string()), (changes, open)));
                    }
                    Ok(_) => {}
                    Err(_) => return None,
                }
            }
        }
    });
    Body::from_stream(lines).into_response()
}
