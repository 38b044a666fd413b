//! A server that serves kinds nobody has heard of: `things.example.org`, which have no namespace, and `widgets.example.org`,
//! which have one.

use std::sync::Arc;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::harness::{Seen, TestPortal};

/// A portal beside it.
pub(crate) async fn portal() -> TestPortal {
    let (address, seen) = serve().await;
    TestPortal::beside(&address, seen).await
}

/// Its address, and what it is asked.
pub(crate) async fn serve() -> (String, Arc<Seen>) {
    let seen = Arc::new(Seen::default());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let own = seen.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream, own.clone()));
        }
    });
    (address, seen)
}

async fn answer(stream: TcpStream, seen: Arc<Seen>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    loop {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if stream.read_line(&mut head).await? == 0 {
                return Ok(());
            }
        }
        let lower = head.to_lowercase();
        let length = lower.lines().find_map(|line| line.strip_prefix("content-length: "));
        let mut body = vec![0; length.and_then(|text| text.parse().ok()).unwrap_or(0)];
        stream.read_exact(&mut body).await?;
        let request = head.lines().next().unwrap_or_default().trim_end_matches(" HTTP/1.1").to_owned();
        seen.note(&request);
        let (code, object) = object(&request);
        let text = object.to_string();
        let head = format!(
            "HTTP/1.1 {code} -\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            text.len()
        );
        stream.write_all(format!("{head}{text}").as_bytes()).await?;
    }
}

fn object(request: &str) -> (u16, Value) {
    let path = request.split([' ', '?']).nth(1).unwrap_or_default();
    let named = |kind: &str, namespace: Option<&str>| {
        let mut object = json!({"apiVersion": "example.org/v1", "kind": kind, "metadata": {"name": "x"}});
        if let Some(namespace) = namespace {
            object["metadata"]["namespace"] = namespace.into();
        }
        (200, object)
    };
    match path {
        "/api" => (200, json!({"kind": "APIGroupDiscoveryList", "items": []})),
        "/apis" => (
            200,
            json!({"kind": "APIGroupDiscoveryList", "items": [{
                "metadata": {"name": "example.org"},
                "versions": [{"version": "v1", "resources": [
                    {"resource": "things", "singularResource": "thing", "responseKind": {"kind": "Thing"}, "scope": "Cluster", "verbs": ["get", "patch"]},
                    {"resource": "widgets", "singularResource": "widget", "responseKind": {"kind": "Widget"}, "scope": "Namespaced", "verbs": ["get", "patch"]},
                ]}],
            }]}),
        ),
        "/api/v1/namespaces/wheelhouse" => (200, json!({"metadata": {"name": "wheelhouse"}})),
        "/apis/example.org/v1/things/x" => named("Thing", None),
        "/apis/example.org/v1/namespaces/wheelhouse/widgets/x" => named("Widget", Some("wheelhouse")),
        "/apis/example.org/v1/namespaces/other/widgets/x" => named("Widget", Some("other")),
        "/apis/example.org/v1/namespaces/wheelhouse/widgets/secret" => (
            403,
            json!({
                "kind": "Status", "status": "Failure", "reason": "Forbidden", "message": "no", "code": 403,
            }),
        ),
        _ => (
            404,
            json!({
                "kind": "Status", "status": "Failure", "reason": "NotFound", "message": "not found", "code": 404,
            }),
        ),
    }
}
