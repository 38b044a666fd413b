//! What a cluster serves, asked once and kept: which resource a word means, its kind, and whether its objects have a namespace.
//!
//! Layer: I/O; what the answers mean is `apimachinery::discovery`. As kubectl does, it asks once more for a word that it does not know.

use std::sync::{Arc, Mutex, PoisonError};

use apimachinery::discovery::{ACCEPT, Discovery, Resource, versions};
use serde_json::Value;

/// A cluster's discovery.
pub(crate) struct Served {
    client: kube::Client,
    /// The URL, for what is said when it does not answer.
    server: String,
    known: Mutex<Arc<Discovery>>,
    /// Held while it is asked, so that many watches ask once.
    asking: tokio::sync::Mutex<()>,
}

impl Served {
    pub(crate) fn new(client: kube::Client, server: &str) -> Served {
        Served { client, server: server.to_owned(), known: Mutex::default(), asking: Default::default() }
    }

    /// kube's client.
    pub(crate) fn client(&self) -> kube::Client {
        self.client.clone()
    }

    /// The server's URL.
    pub(crate) fn server(&self) -> &str {
        &self.server
    }

    /// The resource that a word means (`pods`, `deployments.apps`), asked for where it is not known yet.
    ///
    /// # Errors
    ///
    /// The words for a cluster that does not answer, or that has none.
    pub(crate) async fn resource(&self, word: &str) -> Result<Resource, String> {
        if let Some(resource) = self.known(word) {
            return Ok(resource);
        }
        let _asking = self.asking.lock().await;
        if let Some(resource) = self.known(word) {
            return Ok(resource);
        }
        let found = self.ask().await.map_err(|error| connection::complaint(&self.server, &error))?;
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(found);
        self.known(word).ok_or_else(|| format!("the server doesn't have a resource type \"{word}\""))
    }

    /// The resource that a word means, as far as that is known already.
    pub(crate) fn known(&self, word: &str) -> Option<Resource> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        known.resource_for(word).cloned()
    }

    async fn ask(&self) -> Result<Discovery, kube::Error> {
        let mut discovery = Discovery::default();
        for root in ["/api", "/apis"] {
            let answer = self.get(root).await?;
            if discovery.add_aggregated(&answer) {
                continue;
            }
            for version in versions(&answer) {
                let list = self.get(&version.path()).await?;
                discovery.add_resources(version, &list);
            }
        }
        Ok(discovery)
    }

    async fn get(&self, path: &str) -> Result<Value, kube::Error> {
        let request = http::Request::get(path).header(http::header::ACCEPT, ACCEPT).body(Vec::new());
        self.client.request(request.map_err(kube::Error::HttpError)?).await
    }
}
