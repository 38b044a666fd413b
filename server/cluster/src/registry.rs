//! Which clusters there are: the practice cluster and the contexts of the operator's kubeconfig. A connection is made
//! when it is first needed; one that cannot be made delays nobody else.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use kube::config::{KubeConfigOptions, Kubeconfig};
use practice::Practice;

use crate::practice_client;
use crate::watch::Watches;

/// The practice cluster's name.
pub const PRACTICE: &str = "practice";

/// How long a cluster may take to accept a connection.
const CONNECT: Duration = Duration::from_secs(5);

/// How long a cluster may be silent while a page waits for its answer.
const DEADLINE: Duration = Duration::from_secs(30);

/// How long a server's version is believed.
const VERSION: Duration = Duration::from_secs(60);

/// Why a cluster cannot be reached.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    /// No cluster has this name.
    #[error("there is no cluster {0:?} here: choose one of the switcher's")]
    Unknown(String),
    /// Its entry in the kubeconfig cannot be used.
    #[error("the context {name:?} of the kubeconfig cannot be used: {why}")]
    Context {
        /// The context's name.
        name: String,
        /// What is wrong.
        why: String,
    },
}

/// A cluster with its connection.
pub struct Cluster {
    /// Name in the switcher: [`PRACTICE`] or the context's.
    pub name: String,
    /// Whether it is the practice cluster.
    pub practice: bool,
    /// kube's client.
    pub client: kube::Client,
    /// The server's URL.
    pub server: String,
    /// The kubeconfig that leads to this cluster and to no other; for `config view`.
    pub kubeconfig: Kubeconfig,
    /// Its shared watches.
    pub watches: Arc<Watches>,
    version: Mutex<Option<(Instant, String)>>,
}

impl Cluster {
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

/// All clusters of this server.
pub struct Registry {
    practice: Option<Practice>,
    kubeconfig: Kubeconfig,
    connected: Mutex<HashMap<String, Arc<Cluster>>>,
}

impl Registry {
    /// The clusters of a kubeconfig, after the practice cluster where there is one.
    pub fn new(practice: Option<Practice>, kubeconfig: Option<Kubeconfig>) -> Registry {
        Registry { practice, kubeconfig: kubeconfig.unwrap_or_default(), connected: Mutex::default() }
    }

    /// Names in the switcher's order.
    pub fn names(&self) -> Vec<String> {
        let practice = self.practice.iter().map(|_| PRACTICE.to_owned());
        practice.chain(self.kubeconfig.contexts.iter().map(|c| self.name_of(&c.name))).collect()
    }

    /// Whether a name is that of the practice cluster.
    pub fn is_practice(&self, name: &str) -> bool {
        self.practice.is_some() && name == PRACTICE
    }

    /// The practice cluster itself.
    pub fn practice(&self) -> Option<&Practice> {
        self.practice.as_ref()
    }

    /// The name of the kubeconfig's current context, if it has one.
    pub fn current_context(&self) -> Option<String> {
        self.kubeconfig.current_context.as_ref().map(|c| self.name_of(c))
    }

    /// A context that is called like the practice cluster gets another name.
    fn name_of(&self, context: &str) -> String {
        if self.is_practice(context) { format!("kubeconfig/{context}") } else { context.to_owned() }
    }

    /// The cluster with this name, connected now if it was not before.
    pub async fn get(&self, name: &str) -> Result<Arc<Cluster>, ClusterError> {
        if let Some(cluster) = self.lock().get(name) {
            return Ok(cluster.clone());
        }
        let made = Arc::new(self.connect(name).await?);
        Ok(self.lock().entry(name.to_owned()).or_insert(made).clone())
    }

    /// Forgets a cluster's watches, as "start over" needs it.
    pub fn forget(&self, name: &str) {
        self.lock().remove(name);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Cluster>>> {
        self.connected.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn connect(&self, name: &str) -> Result<Cluster, ClusterError> {
        if let (Some(practice), PRACTICE) = (&self.practice, name) {
            let client = practice_client::client(practice.clone());
            let server = "https://practice".to_owned();
            return Ok(Cluster {
                name: name.to_owned(),
                practice: true,
                watches: Arc::new(Watches::new(client.clone(), &server)),
                client,
                server,
                kubeconfig: practice_kubeconfig(),
                version: Mutex::default(),
            });
        }
        let context = self.kubeconfig.contexts.iter().find(|c| self.name_of(&c.name) == name);
        let context = context.ok_or_else(|| ClusterError::Unknown(name.to_owned()))?;
        let failed = |why: String| ClusterError::Context { name: name.to_owned(), why };
        let options = KubeConfigOptions { context: Some(context.name.clone()), ..Default::default() };
        let mut config = kube::Config::from_custom_kubeconfig(self.kubeconfig.clone(), &options)
            .await
            .map_err(|e| failed(e.to_string()))?;
        config.connect_timeout = Some(CONNECT);
        let server = config.cluster_url.to_string().trim_end_matches('/').to_owned();
        let client = connection::client(config).map_err(|e| failed(e.to_string()))?;
        let client = connection::within(client, DEADLINE);
        Ok(Cluster {
            name: name.to_owned(),
            practice: false,
            watches: Arc::new(Watches::new(client.clone(), &server)),
            client,
            server,
            kubeconfig: self.only(&context.name),
            version: Mutex::default(),
        })
    }

    /// The kubeconfig with one context in it, so that a page sees nothing of the others.
    fn only(&self, context: &str) -> Kubeconfig {
        let mut config = self.kubeconfig.clone();
        config.contexts.retain(|c| c.name == context);
        let inner = config.contexts.first().and_then(|c| c.context.clone());
        config.clusters.retain(|c| inner.as_ref().is_some_and(|i| i.cluster == c.name));
        config.auth_infos.retain(|a| inner.as_ref().is_some_and(|i| i.user.as_ref() == Some(&a.name)));
        config.current_context = Some(context.to_owned());
        config
    }
}

/// What `config view` shows on the practice cluster.
fn practice_kubeconfig() -> Kubeconfig {
    let config = serde_json::json!({
        "apiVersion": "v1", "kind": "Config", "current-context": PRACTICE,
        "clusters": [{"name": PRACTICE, "cluster": {"server": "https://practice"}}],
        "contexts": [{"name": PRACTICE, "context": {"cluster": PRACTICE, "user": "practice-admin"}}],
        "users": [{"name": "practice-admin", "user": {}}],
    });
    serde_json::from_value(config).unwrap_or_default()
}
