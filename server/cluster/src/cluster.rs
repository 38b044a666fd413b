//! A cluster with its connection and its watches.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use kube::config::Kubeconfig;

use crate::id::ClusterId;
use crate::watch::Watches;

/// How long a server's version is believed.
const VERSION: Duration = Duration::from_secs(60);

/// A cluster with its connection.
pub struct Cluster {
    /// Which one it is.
    pub id: ClusterId,
    /// kube's client.
    pub client: kube::Client,
    /// The server's URL.
    pub server: String,
    /// The kubeconfig that leads to this cluster and to no other; for `config view`.
    pub kubeconfig: Kubeconfig,
    /// Its shared watches.
    pub watches: Arc<Watches>,
    version: Mutex<Option<(Instant, String)>>,
    used: Mutex<Instant>,
}

impl Cluster {
    pub(crate) fn new(
        id: ClusterId,
        client: kube::Client,
        server: String,
        kubeconfig: Kubeconfig,
    ) -> Cluster {
        let watches = Arc::new(Watches::new(client.clone(), &server));
        let (version, used) = (Mutex::default(), Mutex::new(Instant::now()));
        Cluster { id, client, server, kubeconfig, watches, version, used }
    }

    /// Whether it is for practice.
    pub fn is_practice(&self) -> bool {
        self.id.is_practice()
    }

    /// Notes that somebody uses it.
    pub(crate) fn touch(&self) {
        *self.used.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    /// How long nobody has asked for it.
    pub(crate) fn idle(&self) -> Duration {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).elapsed()
    }

    /// The API server's version, `v1.36.3`, asked again now and then; `None` when it does not answer within `patience`.
    pub async fn version(&self, patience: Duration) -> Option<String> {
        let known = self.version.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((at, version)) = known
            && at.elapsed() < VERSION
        {
            return Some(version);
        }
        let asked = tokio::time::timeout(patience, self.client.apiserver_version()).await;
        let version = asked.ok()?.ok()?.git_version;
        *self.version.lock().unwrap_or_else(PoisonError::into_inner) =
            Some((Instant::now(), version.clone()));
        Some(version)
    }

    /// The version as it was told last.
    pub fn known_version(&self) -> Option<String> {
        let known = self.version.lock().unwrap_or_else(PoisonError::into_inner);
        known.as_ref().map(|(_, version)| version.clone())
    }
}
