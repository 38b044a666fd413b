//! A watch on a practice cluster: shared, renewed, ended.

use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};
use http::{Request, Response};
use http_body::Frame;
use http_body_util::StreamBody;
use kube::api::{ListParams, PostParams};
use kube::client::Body;
use tokio::sync::mpsc;

use super::follow::api;
use super::*;

/// A client of a practice cluster that counts the watches that it opens and the lists that it asks for.
fn counting(practice: practice::Practice) -> (kube::Client, Arc<AtomicUsize>, Arc<AtomicUsize>) {
    let inner = crate::practice_client::client(practice);
    let (opened, listed) = <(Arc<AtomicUsize>, Arc<AtomicUsize>)>::default();
    let (watching, listing) = (opened.clone(), listed.clone());
    let service = tower::service_fn(move |request: Request<Body>| {
        let query = request.uri().query().unwrap_or_default();
        if query.contains("watch=true") {
            watching.fetch_add(1, Ordering::SeqCst);
        } else if request.method() == http::Method::GET && query.contains("limit=") {
            listing.fetch_add(1, Ordering::SeqCst);
        }
        let inner = inner.clone();
        async move { inner.send(request).await }
    });
    (kube::Client::new(service, "default"), opened, listed)
}

#[tokio::test]
async fn a_watch_that_expired_is_listed_once_more_and_equals_a_fresh_list() {
    let practice = practice::Practice::open(practice::Options::default()).await.unwrap();
    let (client, _, listed) = counting(practice.clone());
    let watches = Arc::new(Watches::new(client.clone(), "https://practice"));
    let mut page = watches.subscribe("namespaces", None);
    let before = page.first(Duration::from_secs(60)).await;
    let served = Served::new(client, "https://practice");
    let api = api(&served, &served.resource("namespaces").await.unwrap(), None);
    let object =
        |name: &str| serde_json::from_value(serde_json::json!({"metadata": {"name": name}})).unwrap();
    api.create(&PostParams::default(), &object("gone")).await.unwrap();
    while page.now().objects.len() == before.objects.len() {
        page.changed().await;
    }
    // Every revision of before is gone: the watch is answered with 410.
    practice.reset().await;
    while page.now().objects.contains_key(&(String::new(), "gone".to_owned())) {
        page.changed().await;
    }
    let shown: Vec<String> = page.now().objects.keys().map(|(_, name)| name.clone()).collect();
    assert_eq!(listed.load(Ordering::SeqCst), 2);
    let fresh = api.list(&ListParams::default()).await.unwrap();
    let mut fresh: Vec<String> = fresh.into_iter().filter_map(|object| object.metadata.name).collect();
    fresh.sort();
    assert_eq!(shown, fresh);
}

#[tokio::test]
async fn a_thousand_pages_share_one_watch_and_a_slow_one_delays_nobody() {
    let practice = practice::Practice::open(practice::Options::default()).await.unwrap();
    let (client, opened, _) = counting(practice);
    let watches = Arc::new(Watches::new(client.clone(), "https://practice"));
    let mut pages: Vec<Subscription> =
        (0..1000).map(|_| watches.subscribe("configmaps", Some("default"))).collect();
    let mut slow = pages.pop().unwrap();
    for page in &mut pages {
        assert!(page.first(Duration::from_secs(60)).await.complete);
    }
    let served = Served::new(client, "https://practice");
    let api = api(&served, &served.resource("configmaps").await.unwrap(), Some("default"));
    for n in 0..50 {
        let object = serde_json::json!({"metadata": {"name": format!("map-{n}")}});
        api.create(&PostParams::default(), &serde_json::from_value(object).unwrap()).await.unwrap();
    }
    let last = ("default".to_owned(), "map-49".to_owned());
    for page in &mut pages {
        while !page.now().objects.contains_key(&last) {
            page.changed().await;
        }
    }
    assert_eq!(opened.load(Ordering::SeqCst), 1);
    // Whoever did not look meanwhile sees the newest state, and has kept nothing of what lay between.
    assert!(slow.now().objects.contains_key(&last));
}

type Pieces = BoxStream<'static, Result<Frame<Bytes>, std::io::Error>>;

/// A body in one piece.
fn whole(body: &'static str) -> Pieces {
    stream::iter([Ok(Frame::data(Bytes::from_static(body.as_bytes())))]).boxed()
}

/// A body that never comes, and tells when nobody waits for it any more.
fn never(closing: Closing) -> Pieces {
    let waits = |closing: Closing| async move {
        std::future::pending::<()>().await;
        Some((Ok(Frame::data(Bytes::new())), closing))
    };
    stream::unfold(closing, waits).boxed()
}

/// A cluster with no pods, whose watches never end by themselves; tells when one was opened and when it was closed.
fn silent() -> (kube::Client, mpsc::UnboundedReceiver<&'static str>) {
    const SERVED: &str = r#"{"kind":"APIResourceList","groupVersion":"v1","resources":[
        {"name":"pods","singularName":"pod","namespaced":true,"kind":"Pod","verbs":["get","list","watch"]}]}"#;
    let (tell, told) = mpsc::unbounded_channel();
    let service = tower::service_fn(move |request: Request<Body>| {
        let tell = tell.clone();
        async move {
            let watching = request.uri().query().is_some_and(|query| query.contains("watch=true"));
            let body = match request.uri().path() {
                _ if watching => {
                    tell.send("opened").unwrap();
                    never(Closing(tell))
                }
                "/api" => whole(r#"{"kind":"APIVersions","versions":["v1"]}"#),
                "/apis" => whole(r#"{"kind":"APIGroupList","groups":[]}"#),
                "/api/v1" => whole(SERVED),
                _ => whole(
                    r#"{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"1"},"items":[]}"#,
                ),
            };
            Ok::<_, std::io::Error>(Response::new(StreamBody::new(body)))
        }
    });
    (kube::Client::new(service, "default"), told)
}

/// Tells when it is dropped.
struct Closing(mpsc::UnboundedSender<&'static str>);

impl Drop for Closing {
    fn drop(&mut self) {
        // The test may be over.
        let _told = self.0.send("closed");
    }
}

#[tokio::test(start_paused = true)]
async fn a_watch_ends_upstream_a_while_after_its_last_reader() {
    let (client, mut told) = silent();
    let watches = Arc::new(Watches::new(client, "https://silent"));
    let first = watches.subscribe("pods", None);
    let second = watches.subscribe("pods", None);
    assert_eq!(told.recv().await, Some("opened"));
    drop(first);
    tokio::time::sleep(2 * LINGER).await;
    assert!(told.is_empty(), "somebody still reads");
    let left = tokio::time::Instant::now();
    drop(second);
    assert_eq!(told.recv().await, Some("closed"));
    assert!(left.elapsed() >= LINGER, "a reload costs nothing");
}
