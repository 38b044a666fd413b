//! The cluster lens: nodes, their pods, what just happened. Worked out once for all who look at it, bit by bit from what changed.

mod event;
mod index;
mod pod;

pub(crate) use event::{involved, time};
pub(crate) use index::Index;
pub(crate) use pod::status;

use std::sync::Arc;
use std::time::Duration;

use api::cluster::Fresh;
use cluster::Cluster;
use cluster::watch::Watch;

use crate::live::Publisher;
use crate::live::freshness::Freshness;

/// How long changes are gathered before they are told: an eye sees no difference, a busy cluster floods nobody.
const GATHER: Duration = Duration::from_millis(100);

/// How long the first picture waits for the first lists.
const PATIENCE: Duration = Duration::from_secs(2);

/// Keeps a lens up to date for as long as somebody looks.
pub(crate) async fn follow(
    cluster: Arc<Cluster>,
    namespace: String,
    clock: Arc<dyn kubectl::Clock>,
    mut tell: Publisher,
) {
    let mut pods = cluster.watches.watch("pods", None);
    let only = pods.first(PATIENCE).await.forbidden;
    let scope = only.then_some(namespace.as_str());
    let mut nodes = cluster.watches.watch("nodes", None);
    let mut events = cluster.watches.watch("events", scope);
    if only {
        pods = cluster.watches.watch("pods", scope);
    }
    for watch in [&mut pods, &mut nodes, &mut events] {
        watch.first(PATIENCE).await;
    }
    let mut index = Index::new(&namespace, only);
    let mut freshness = Freshness::new(clock.now());
    loop {
        pods.news(|_| true, |news| index.pod(news));
        nodes.news(|_| true, |news| index.node(news));
        events.news(|_| true, |news| index.event(news));
        let standing = pods.standing();
        let mut lens = index.picture();
        lens.fresh = freshness.of(&standing, clock.now());
        if lens.fresh == Fresh::Live {
            lens.version = cluster.version(PATIENCE).await.unwrap_or_default();
        }
        tell.tell(&lens);
        tokio::select! {
            _ = changed(&mut pods) => {}
            _ = changed(&mut nodes) => {}
            _ = changed(&mut events) => {}
        }
        tokio::time::sleep(GATHER).await;
    }
}

/// Waits for news; one that is over has none any more.
async fn changed(watch: &mut Watch) {
    if !watch.changed().await {
        std::future::pending().await
    }
}
