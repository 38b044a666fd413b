//! Who may do what: roles, service accounts and their tokens, those who show nothing.

use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use practice::{Options, Practice, Speed};
use serde_json::{Value, json};

async fn cluster() -> Practice {
    Practice::open(Options { speed: Speed::Max, ..Options::default() }).await.expect("opens")
}

/// A request as somebody else.
async fn send(practice: &Practice, user: &str, method: &str, path: &str, body: Value) -> (u16, Value) {
    let (mut sender, connection) =
        http1::handshake(TokioIo::new(practice.connect())).await.expect("handshake");
    let task = tokio::spawn(connection);
    let mut request =
        hyper::Request::builder().method(method).uri(path).header("content-type", "application/json");
    if !user.is_empty() {
        request = request.header("impersonate-user", user);
    }
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let answer = sender.send_request(request.body(Full::new(Bytes::from(body))).expect("request")).await;
    let answer = answer.expect("answer");
    let code = answer.status().as_u16();
    let bytes = answer.into_body().collect().await.expect("body").to_bytes();
    task.abort();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    (code, serde_json::from_slice(&bytes).unwrap_or(Value::String(text)))
}

async fn get(practice: &Practice, user: &str, path: &str) -> (u16, Value) {
    send(practice, user, "GET", path, Value::Null).await
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_show_nothing_read_cluster_info_and_the_servers_health_alone() {
    let c = cluster().await;
    let nobody = "system:anonymous";
    for path in [
        "/api/v1/namespaces/kube-public/configmaps/cluster-info",
        "/healthz",
        "/livez",
        "/readyz",
        "/version",
    ] {
        assert_eq!(get(&c, nobody, path).await.0, 200, "{path}");
    }
    for path in [
        "/",
        "/api",
        "/apis",
        "/openapi/v3",
        "/api/v1/pods",
        "/api/v1/nodes/control-plane",
        "/api/v1/namespaces/kube-public/configmaps",
        "/api/v1/namespaces/kube-public/configmaps/kube-root-ca.crt",
        "/api/v1/namespaces/kube-system/secrets",
        "/api/v1/namespaces/default/pods/x/log",
        "/apis/apps/v1/deployments?watch=true",
    ] {
        assert_eq!(get(&c, nobody, path).await.0, 403, "{path}");
    }
    let map = json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "x"}});
    let (code, status) = send(&c, nobody, "POST", "/api/v1/namespaces/kube-public/configmaps", map).await;
    assert_eq!(code, 403);
    assert_eq!(
        status["message"],
        "configmaps is forbidden: User \"system:anonymous\" cannot create resource \"configmaps\" in API group \"\" in the namespace \"kube-public\""
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_account_may_do_what_its_role_says() {
    let c = cluster().await;
    let account = "system:serviceaccount:default:default";
    let pods = "/api/v1/namespaces/default/pods";
    assert_eq!(get(&c, account, pods).await.0, 403);
    let rbac = "/apis/rbac.authorization.k8s.io/v1/namespaces/default";
    let role = json!({"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": {"name": "reads"},
        "rules": [{"apiGroups": [""], "resources": ["pods"], "verbs": ["get", "list"]}]});
    assert_eq!(send(&c, "", "POST", &format!("{rbac}/roles"), role).await.0, 201);
    let binding = json!({"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding", "metadata": {"name": "reads"},
        "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "reads"},
        "subjects": [{"kind": "ServiceAccount", "name": "default", "namespace": "default"}]});
    assert_eq!(send(&c, "", "POST", &format!("{rbac}/rolebindings"), binding).await.0, 201);
    assert_eq!(get(&c, account, pods).await.0, 200);
    assert_eq!(get(&c, account, "/api/v1/pods").await.0, 403, "one namespace only");
    assert_eq!(get(&c, account, &format!("{pods}?watch=true")).await.0, 403, "not to watch");
    assert_eq!(get(&c, account, &format!("{pods}/x/log")).await.0, 403, "not the logs");
    assert_eq!(send(&c, account, "DELETE", pods, Value::Null).await.0, 403);
    assert_eq!(send(&c, "nobody", "GET", pods, Value::Null).await.0, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_request_is_answered_and_too_short_a_life_refused() {
    let c = cluster().await;
    let path = "/api/v1/namespaces/default/serviceaccounts/default/token";
    let (code, made) = send(&c, "", "POST", path, json!({"spec": {"expirationSeconds": 600}})).await;
    assert_eq!(code, 201, "{made}");
    assert_eq!(made["status"]["token"].as_str().expect("a token").split('.').count(), 3);
    let (code, status) = send(&c, "", "POST", path, json!({"spec": {"expirationSeconds": 1}})).await;
    assert_eq!(code, 422);
    assert!(
        status["message"]
            .as_str()
            .is_some_and(|m| m.ends_with("may not specify a duration less than 10 minutes"))
    );
    let (code, _) =
        send(&c, "system:serviceaccount:default:default", "POST", path, json!({"spec": {}})).await;
    assert_eq!(code, 403);
}
