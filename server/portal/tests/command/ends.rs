//! A page that is closed ends its command upstream, and the end that is recorded is the engine's own.

use std::time::Duration;

use store::End;

use crate::harness::{TestPortal, request};

async fn until(what: &str, holds: impl AsyncFn() -> bool) {
    for _ in 0..400 {
        if holds().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("{what}");
}

#[tokio::test]
async fn a_closed_page_ends_its_watch_upstream() {
    let app = TestPortal::beside_a_cluster().await;
    let page = app.portal.run_command(&app.actor, request("kubectl get configmaps -w -n default"));
    until("a watch is open", async || app.seen.watches() == 1).await;
    drop(page);
    until("the watch is closed", async || app.seen.watches() == 0).await;
}

#[tokio::test]
async fn the_end_of_a_closed_page_is_the_engines() {
    let app = TestPortal::beside_a_cluster().await;
    app.line("kubectl run web --image=nginx").await;
    app.until_done("kubectl wait --for=condition=Ready pod/web --timeout=1s").await;
    let line = "kubectl exec web -- sh -c 'echo begun; sleep 600'";
    let mut page = app.portal.run_command(&app.actor, request(line));
    let kept = "kubectl exec web -- sh *** ***";
    let begun = async {
        while let Some(event) = page.recv().await {
            if matches!(&event, api::command::RunEvent::Out { text } if text.contains("begun")) {
                return;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(20), begun).await.unwrap();
    assert_eq!(app.entry(kept).await.end, None, "it runs");
    drop(page);
    until("the end is recorded", async || app.entry(kept).await.end.is_some()).await;
    let entry = app.entry(kept).await;
    assert_eq!(entry.end, Some(End::Exit(130)));
    assert!(entry.millis.is_some_and(|millis| millis > 0));
}
