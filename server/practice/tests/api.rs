//! Drives the service as any client would, over an in-process connection.

use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use practice::{Fault, OpenError, Options, Practice, Speed};
use serde_json::{Value, json};

struct Client {
    practice: Practice,
}

impl Client {
    async fn open(options: Options) -> Client {
        Client { practice: Practice::open(options).await.expect("opens") }
    }

    async fn fast() -> Client {
        Client::open(Options { speed: Speed::Max, ..Options::default() }).await
    }

    async fn send(&self, method: &str, path: &str, media: &str, body: &str) -> (u16, Value) {
        let (mut sender, connection) =
            http1::handshake(TokioIo::new(self.practice.connect())).await.expect("handshake");
        let task = tokio::spawn(connection);
        let request = hyper::Request::builder()
            .method(method)
            .uri(path)
            .header("content-type", media)
            .header("user-agent", "test/1")
            .body(Full::new(Bytes::from(body.to_owned())))
            .expect("request");
        let response = sender.send_request(request).await.expect("answer");
        let code = response.status().as_u16();
        let bytes = response.into_body().collect().await.expect("body").to_bytes();
        task.abort();
        (
            code,
            serde_json::from_slice(&bytes)
                .unwrap_or(Value::String(String::from_utf8_lossy(&bytes).into_owned())),
        )
    }

    async fn get(&self, path: &str) -> (u16, Value) {
        self.send("GET", path, "application/json", "").await
    }

    async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        self.send("POST", path, "application/json", &body.to_string()).await
    }

    async fn ready(&self, name: &str, wanted: i64) {
        for _ in 0..600 {
            let (_, d) = self.get(&format!("/apis/apps/v1/namespaces/default/deployments/{name}")).await;
            if d["status"]["readyReplicas"].as_i64() == Some(wanted) {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        panic!("{name} never had {wanted} ready replicas");
    }
}

fn deployment(replicas: i64) -> Value {
    json!({"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "spec": {"replicas": replicas,
        "selector": {"matchLabels": {"app": "web"}}, "template": {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "nginx", "image": "nginx"}]}}}})
}

const DEPLOYMENTS: &str = "/apis/apps/v1/namespaces/default/deployments";

#[tokio::test(flavor = "multi_thread")]
async fn a_deployment_is_created_defaulted_and_made_ready() {
    let c = Client::fast().await;
    let (code, made) = c.post(DEPLOYMENTS, deployment(2)).await;
    assert_eq!(code, 201, "{made}");
    assert_eq!(made["spec"]["strategy"]["rollingUpdate"]["maxSurge"], "25%");
    assert_eq!(made["metadata"]["managedFields"][0]["manager"], "test");
    c.ready("web", 2).await;
    let (code, again) = c.post(DEPLOYMENTS, deployment(2)).await;
    assert_eq!((code, again["message"].as_str()), (409, Some("deployments.apps \"web\" already exists")));
}

#[tokio::test(flavor = "multi_thread")]
async fn mistakes_are_refused_in_the_api_servers_words() {
    let c = Client::fast().await;
    let mut wrong = deployment(1);
    wrong["spec"]["foo"] = 1.into();
    let (code, status) = c.post(&format!("{DEPLOYMENTS}?fieldValidation=Strict"), wrong).await;
    assert_eq!(code, 400);
    assert_eq!(
        status["message"],
        "Deployment in version \"v1\" cannot be handled as a Deployment: strict decoding error: unknown field \"spec.foo\""
    );
    let mut wrong = deployment(1);
    wrong["spec"]["template"]["metadata"]["labels"]["app"] = "other".into();
    let (code, status) = c.post(DEPLOYMENTS, wrong).await;
    assert_eq!(code, 422);
    assert!(
        status["message"]
            .as_str()
            .is_some_and(|m| m.ends_with("`selector` does not match template `labels`")),
        "{status}"
    );
    let (code, status) = c.get("/api/v1/namespaces/default/pods/nosuch").await;
    assert_eq!((code, status["message"].as_str()), (404, Some("pods \"nosuch\" not found")));
    let (code, _) = c.get("/api/v1/namespaces/default/pods/..%2fx").await;
    assert_eq!(code, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn dry_run_keeps_nothing() {
    let c = Client::fast().await;
    let (code, _) = c.post(&format!("{DEPLOYMENTS}?dryRun=All"), deployment(1)).await;
    assert_eq!(code, 201);
    assert_eq!(c.get(&format!("{DEPLOYMENTS}/web")).await.0, 404);
}

/// In the real API server's `storage.go` of pods and namespaces, `dryRun` reaches every subresource that writes.
#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_of_a_subresource_keeps_nothing() {
    let c = Client::fast().await;
    // Nobody schedules it.
    let pod = json!({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "lone"},
        "spec": {"schedulerName": "none", "containers": [{"name": "a", "image": "nginx"}]}});
    let path = "/api/v1/namespaces/default/pods/lone";
    assert_eq!(c.post("/api/v1/namespaces/default/pods", pod).await.0, 201);
    let to = |node: &str| json!({"apiVersion": "v1", "kind": "Binding", "metadata": {"name": "lone"}, "target": {"kind": "Node", "name": node}});
    let node = async || c.get(path).await.1["spec"]["nodeName"].as_str().map(str::to_owned);

    let (code, status) = c.post(&format!("{path}/binding?dryRun=All"), to("worker-1")).await;
    assert_eq!((code, &status["status"]), (201, &json!("Success")));
    assert_eq!(node().await, None);
    assert_eq!(c.post(&format!("{path}/binding"), to("worker-1")).await.0, 201);
    assert_eq!(node().await.as_deref(), Some("worker-1"));
    for query in ["", "?dryRun=All"] {
        let (code, status) = c.post(&format!("{path}/binding{query}"), to("worker-2")).await;
        let why = "Operation cannot be fulfilled on pods/binding \"lone\": pod lone is already assigned to node \"worker-1\"";
        assert_eq!((code, status["message"].as_str()), (409, Some(why)));
    }

    let eviction = json!({"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": "lone", "namespace": "default"}});
    let (code, status) = c.post(&format!("{path}/eviction?dryRun=All"), eviction).await;
    assert_eq!(code, 201, "{status}");
    assert_eq!(c.get(path).await.1["metadata"]["deletionTimestamp"], Value::Null);

    let put =
        async |path: &str, body: Value| c.send("PUT", path, "application/json", &body.to_string()).await;
    let mut home = c.get("/api/v1/namespaces/default").await.1;
    home["spec"]["finalizers"] = json!([]);
    let (code, told) = put("/api/v1/namespaces/default/finalize?dryRun=All", home).await;
    assert_eq!((code, &told["spec"]["finalizers"]), (200, &json!([])));
    let kept = c.get("/api/v1/namespaces/default").await.1;
    assert_eq!(kept["spec"]["finalizers"], json!(["kubernetes"]));

    c.post(DEPLOYMENTS, deployment(1)).await;
    let scale = json!({"kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": {"name": "web"}, "spec": {"replicas": 7}});
    let (code, told) = put(&format!("{DEPLOYMENTS}/web/scale?dryRun=All"), scale).await;
    assert_eq!((code, told["spec"]["replicas"].as_i64()), (200, Some(7)));
    assert_eq!(c.get(&format!("{DEPLOYMENTS}/web")).await.1["spec"]["replicas"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn all_four_kinds_of_patch_change_an_object() {
    let c = Client::fast().await;
    c.post(DEPLOYMENTS, deployment(1)).await;
    let path = format!("{DEPLOYMENTS}/web");
    for (media, body, wanted) in [
        ("application/merge-patch+json", json!({"spec": {"replicas": 2}}), 2),
        ("application/strategic-merge-patch+json", json!({"spec": {"replicas": 3}}), 3),
        ("application/json-patch+json", json!([{"op": "replace", "path": "/spec/replicas", "value": 4}]), 4),
    ] {
        let (code, d) = c.send("PATCH", &path, media, &body.to_string()).await;
        assert_eq!((code, d["spec"]["replicas"].as_i64()), (200, Some(wanted)), "{media}: {d}");
    }
    let config = json!({"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "spec": {"replicas": 5}}).to_string();
    let (code, status) =
        c.send("PATCH", &format!("{path}?fieldManager=me"), "application/apply-patch+yaml", &config).await;
    assert_eq!(code, 409, "{status}");
    let (code, d) = c
        .send("PATCH", &format!("{path}?fieldManager=me&force=true"), "application/apply-patch+yaml", &config)
        .await;
    assert_eq!((code, d["spec"]["replicas"].as_i64()), (200, Some(5)), "{d}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_update_conflicts() {
    let c = Client::fast().await;
    let (_, made) = c
        .post(
            "/api/v1/namespaces/default/configmaps",
            json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "x"}}),
        )
        .await;
    let mut first = made.clone();
    first["data"] = json!({"a": "1"});
    let path = "/api/v1/namespaces/default/configmaps/x";
    assert_eq!(c.send("PUT", path, "application/json", &first.to_string()).await.0, 200);
    let mut second = made;
    second["data"] = json!({"a": "2"});
    let (code, status) = c.send("PUT", path, "application/json", &second.to_string()).await;
    assert_eq!((code, status["reason"].as_str()), (409, Some("Conflict")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_is_answered_once() {
    let c = Client::fast().await;
    c.practice.faults().once(Fault { method: hyper::Method::GET, path: "/api/v1/nodes".into(), code: 429 });
    assert_eq!(c.get("/api/v1/nodes").await.0, 429);
    assert_eq!(c.get("/api/v1/nodes").await.0, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn starting_over_expires_watches_and_leaves_a_fresh_cluster() {
    let c = Client::fast().await;
    c.post(DEPLOYMENTS, deployment(1)).await;
    let (_, before) = c.get("/api/v1/pods").await;
    c.practice.reset().await;
    assert_eq!(c.get(&format!("{DEPLOYMENTS}/web")).await.0, 404);
    let rv = before["metadata"]["resourceVersion"].as_str().expect("a version");
    let (_, event) = c.get(&format!("/api/v1/pods?watch=true&resourceVersion={rv}&timeoutSeconds=2")).await;
    assert_eq!(event["object"]["code"], 410, "{event}");
}

#[tokio::test(flavor = "multi_thread")]
async fn state_survives_and_the_directory_is_locked() {
    let dir = tempfile::tempdir().expect("a directory");
    let options = Options { data_dir: Some(dir.path().to_owned()), speed: Speed::Max, ..Options::default() };
    let c = Client::open(options.clone()).await;
    c.post(DEPLOYMENTS, deployment(2)).await;
    c.ready("web", 2).await;
    assert!(matches!(Practice::open(options.clone()).await, Err(OpenError::InUse(_))));
    c.practice.close().await;
    // A torn tail is cut off.
    let file = dir.path().join("practice.state");
    let mut bytes = std::fs::read(&file).expect("the file");
    bytes.extend([9, 9, 9, 9, 9]);
    std::fs::write(&file, &bytes).expect("written");
    let c = Client::open(options.clone()).await;
    let (code, d) = c.get(&format!("{DEPLOYMENTS}/web")).await;
    assert_eq!((code, d["status"]["readyReplicas"].as_i64()), (200, Some(2)));
    assert!(c.practice.notices().is_empty());
    c.practice.close().await;
    // Rubbish is set aside with a message.
    std::fs::write(&file, b"rubbish").expect("written");
    let c = Client::open(options.clone()).await;
    assert_eq!(c.practice.notices().len(), 1);
    assert_eq!(c.get(&format!("{DEPLOYMENTS}/web")).await.0, 404);
    c.practice.close().await;
    // A newer format is refused untouched.
    std::fs::write(&file, b"practice cluster state, format 99\n").expect("written");
    assert!(matches!(Practice::open(options).await, Err(OpenError::Newer { found: 99, .. })));
    assert_eq!(std::fs::read(&file).expect("the file"), b"practice cluster state, format 99\n");
}
