//! What a fact is worked out from: subscriptions of a cluster, opened as they are asked for.

use std::collections::HashMap;
use std::sync::Arc;

use cluster::Cluster;
use cluster::watch::{Snapshot, Subscription};
use futures_util::future::select_all;

/// The subscriptions of one fact.
pub(crate) struct Sources {
    cluster: Arc<Cluster>,
    open: HashMap<(String, Option<String>), Subscription>,
}

impl Sources {
    pub(crate) fn new(cluster: Arc<Cluster>) -> Sources {
        Sources { cluster, open: HashMap::new() }
    }

    /// What is known of a resource, in one namespace or everywhere.
    pub(crate) fn now(&mut self, resource: &str, namespace: Option<&str>) -> Arc<Snapshot> {
        let key = (resource.to_owned(), namespace.map(str::to_owned));
        let watches = &self.cluster.watches;
        self.open.entry(key).or_insert_with(|| watches.subscribe(resource, namespace)).now()
    }

    /// Whether something of what was asked for is still on its way.
    pub(crate) fn loading(&mut self) -> bool {
        self.open.values_mut().map(Subscription::now).any(|known| !known.complete && known.problem.is_none())
    }

    /// The version of the API server, as far as it is known.
    pub(crate) fn version(&self) -> String {
        self.cluster.known_version().unwrap_or_default()
    }

    /// Waits until something of what was asked for changed.
    pub(crate) async fn changed(&mut self) {
        if self.open.is_empty() {
            return std::future::pending().await;
        }
        select_all(self.open.values_mut().map(|source| Box::pin(source.changed()))).await;
    }
}
