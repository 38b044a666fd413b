//! How the engine reaches a cluster from here: the one that was chosen, and no other.

use std::sync::Arc;

use cluster::Cluster;
use futures_util::future::BoxFuture;
use kubectl::{Connection, ConnectionFlags};

/// The one cluster that a page's command may reach, whatever its flags say.
pub(crate) struct OneCluster {
    cluster: Arc<Cluster>,
    namespace: String,
}

impl OneCluster {
    /// `namespace` is where commands act that name none.
    pub(crate) fn new(cluster: &Arc<Cluster>, namespace: &str) -> OneCluster {
        OneCluster { cluster: cluster.clone(), namespace: namespace.to_owned() }
    }
}

impl kubectl::Clusters for OneCluster {
    fn kubeconfig(&self, _: &ConnectionFlags) -> Result<kube::config::Kubeconfig, String> {
        Ok(self.cluster.kubeconfig.clone())
    }

    fn connect<'a>(&'a self, _: &'a ConnectionFlags) -> BoxFuture<'a, Result<Connection, String>> {
        Box::pin(async {
            Ok(Connection {
                client: self.cluster.client.clone(),
                namespace: self.namespace.clone(),
                server: self.cluster.server.clone(),
            })
        })
    }
}
