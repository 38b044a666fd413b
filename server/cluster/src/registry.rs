//! Which clusters there are: practice clusters and the contexts of the operator's kubeconfig. A connection is made when it is first
//! needed; one that cannot be made delays nobody else.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use kube::config::{KubeConfigOptions, Kubeconfig};

use crate::cluster::Cluster;
use crate::id::{ClusterId, PracticeId};
use crate::practice_client;
use crate::practice_clusters::PracticeClusters;

/// How long a cluster may take to accept a connection.
const CONNECT: Duration = Duration::from_secs(5);

/// How long the files that a context names may take to be read.
const FILES: Duration = Duration::from_secs(10);

/// Why a cluster cannot be reached.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    /// There is no such cluster.
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
    /// A practice cluster cannot be opened.
    #[error("the practice cluster cannot be opened: {0}")]
    Practice(#[from] practice::OpenError),
}

/// All clusters of this server.
pub struct Registry {
    practice: Option<Arc<PracticeClusters>>,
    kubeconfig: Kubeconfig,
    /// Contexts that cannot be used, each with the reason.
    unusable: HashMap<String, String>,
    logins: Arc<connection::Logins>,
    connected: Mutex<HashMap<ClusterId, Arc<Cluster>>>,
}

impl Registry {
    /// The clusters of a kubeconfig, after the practice cluster where there is one.
    pub fn new(practice: Option<Arc<PracticeClusters>>, kubeconfig: Option<Kubeconfig>) -> Registry {
        Registry {
            practice,
            kubeconfig: kubeconfig.unwrap_or_default(),
            logins: Arc::default(),
            connected: Mutex::default(),
            unusable: HashMap::new(),
        }
    }

    /// The same, with contexts that stand in the switcher and cannot be used, each with the reason.
    pub fn with_unusable(mut self, unusable: Vec<(String, String)>) -> Registry {
        self.unusable = unusable.into_iter().collect();
        self
    }

    /// The namespace that a context of the kubeconfig names for itself.
    pub fn namespace(&self, id: &ClusterId) -> Option<&str> {
        let ClusterId::Context(name) = id else { return None };
        let named = self.kubeconfig.contexts.iter().find(|context| context.name == *name)?;
        named.context.as_ref()?.namespace.as_deref().filter(|namespace| !namespace.is_empty())
    }

    /// The clusters of the person at home, in the switcher's order.
    pub fn ids(&self) -> Vec<ClusterId> {
        let practice = self.practice.iter().map(|_| ClusterId::HOME);
        let contexts = self.kubeconfig.contexts.iter().map(|c| ClusterId::Context(c.name.clone()));
        practice.chain(contexts).collect()
    }

    /// The kubeconfig's current context, if it has one.
    pub fn current_context(&self) -> Option<ClusterId> {
        self.kubeconfig.current_context.clone().map(ClusterId::Context)
    }

    /// A cluster, connected now if it was not before.
    ///
    /// # Errors
    ///
    /// There is none, or it cannot be reached at all; one that does not answer says so when it is asked.
    pub async fn get(&self, id: &ClusterId) -> Result<Arc<Cluster>, ClusterError> {
        let known = self.lock().get(id).cloned();
        let cluster = match known {
            Some(cluster) => cluster,
            None => {
                let made = Arc::new(self.connect(id).await?);
                self.lock().entry(id.clone()).or_insert(made).clone()
            }
        };
        cluster.touch();
        Ok(cluster)
    }

    /// Sets a practice cluster back to how it was first; the others stay as they are.
    ///
    /// # Errors
    ///
    /// There is no such practice cluster, or it cannot be opened.
    pub async fn start_over(&self, id: &PracticeId) -> Result<(), ClusterError> {
        self.practice_clusters()?.get(id).await?.reset().await;
        Ok(())
    }

    /// Closes the practice clusters with a name that nobody looks at and nobody asked for since `idle`; they open again when they are
    /// needed. Returns which.
    pub async fn close_idle(&self, idle: Duration) -> Vec<PracticeId> {
        let Ok(practice) = self.practice_clusters() else { return Vec::new() };
        let mut closed = Vec::new();
        self.lock().retain(|id, cluster| {
            let ClusterId::Practice(practice) = id else { return true };
            // Whoever looks holds it.
            let unused = Arc::strong_count(cluster) == 1 && cluster.idle() >= idle;
            let close = unused && practice.name().is_some();
            if close {
                closed.push(practice.clone());
            }
            !close
        });
        for id in &closed {
            practice.close(id).await;
        }
        closed
    }

    fn practice_clusters(&self) -> Result<&PracticeClusters, ClusterError> {
        self.practice.as_deref().ok_or_else(|| ClusterError::Unknown(ClusterId::HOME.to_string()))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<ClusterId, Arc<Cluster>>> {
        self.connected.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn connect(&self, id: &ClusterId) -> Result<Cluster, ClusterError> {
        match id {
            ClusterId::Practice(practice) => {
                let found = self.practice_clusters()?.get(practice).await?;
                let client = practice_client::client(found);
                Ok(Cluster::new(id.clone(), client, "https://practice".to_owned(), practice_kubeconfig()))
            }
            ClusterId::Context(name) => self.connect_context(id, name).await,
        }
    }

    async fn connect_context(&self, id: &ClusterId, name: &str) -> Result<Cluster, ClusterError> {
        if !self.kubeconfig.contexts.iter().any(|context| context.name == name) {
            return Err(ClusterError::Unknown(id.to_string()));
        }
        let failed = |why: String| ClusterError::Context { name: name.to_owned(), why };
        if let Some(why) = self.unusable.get(name) {
            return Err(failed(why.clone()));
        }
        let own = self.only(name);
        let (read, logins) = (own.clone(), self.logins.clone());
        // Files that it names may lie on a disk that does not answer.
        let made = tokio::task::spawn_blocking(move || client_of(read, &logins));
        let made = tokio::time::timeout(FILES, made).await;
        let made =
            made.map_err(|_| failed(format!("its files could not be read within {} s", FILES.as_secs())))?;
        let (client, server) =
            made.map_err(|_| failed("reading it was broken off".to_owned()))?.map_err(failed)?;
        Ok(Cluster::new(id.clone(), client, server, own))
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

/// A client of the current context, and the server's URL. It reads the files that the context names, and waits for them.
fn client_of(
    mut kubeconfig: Kubeconfig,
    logins: &connection::Logins,
) -> Result<(kube::Client, String), String> {
    let user = kubeconfig.auth_infos.first();
    let name = user.map_or("", |user| &user.name);
    let user = user.and_then(|user| user.auth_info.clone()).unwrap_or_default();
    connection::check_user(name, Some(&user))?;
    for named in &mut kubeconfig.clusters {
        connection::check_cluster(&named.name, named.cluster.as_ref())?;
        if let Some(cluster) = &mut named.cluster {
            cluster.server = Some(connection::server_url(cluster, &user)?);
        }
    }
    let options = KubeConfigOptions::default();
    let config = kube::Config::from_custom_kubeconfig(kubeconfig, &options);
    let mut config = tokio::runtime::Handle::current().block_on(config).map_err(|e| e.to_string())?;
    config.connect_timeout = Some(CONNECT);
    let server = config.cluster_url.to_string().trim_end_matches('/').to_owned();
    let client = connection::for_pages(config, logins).map_err(|e| e.to_string())?;
    Ok((client, server))
}

/// What `config view` shows on the practice cluster.
fn practice_kubeconfig() -> Kubeconfig {
    let name = ClusterId::HOME.to_string();
    let config = serde_json::json!({
        "apiVersion": "v1", "kind": "Config", "current-context": name,
        "clusters": [{"name": name, "cluster": {"server": "https://practice"}}],
        "contexts": [{"name": name, "context": {"cluster": name, "user": "practice-admin"}}],
        "users": [{"name": "practice-admin", "user": {}}],
    });
    serde_json::from_value(config).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use kube::api::{Api, DynamicObject, ListParams, PostParams};
    use kube::core::{ApiResource, GroupVersionKind};

    use super::*;

    fn maps(cluster: &Cluster) -> Api<DynamicObject> {
        let kind = GroupVersionKind::gvk("", "v1", "ConfigMap");
        Api::namespaced_with(cluster.client.clone(), "default", &ApiResource::from_gvk(&kind))
    }

    async fn make(cluster: &Cluster, name: &str) {
        let object = serde_json::json!({"metadata": {"name": name}});
        maps(cluster).create(&PostParams::default(), &serde_json::from_value(object).unwrap()).await.unwrap();
    }

    async fn has(cluster: &Cluster, name: &str) -> bool {
        let all = maps(cluster).list(&ListParams::default()).await.unwrap();
        all.items.iter().any(|map| map.metadata.name.as_deref() == Some(name))
    }

    #[tokio::test]
    async fn each_has_a_practice_cluster_of_their_own_and_starts_over_alone() {
        let dir = tempfile::tempdir().unwrap();
        let options = practice::Options { data_dir: Some(dir.path().into()), ..practice::Options::default() };
        let registry = Registry::new(Some(Arc::new(PracticeClusters::new(options))), None);
        let (anna, ben) = (PracticeId::named("anna").unwrap(), PracticeId::named("ben").unwrap());
        let of = async |id: &PracticeId| -> Arc<Cluster> {
            registry.get(&ClusterId::Practice(id.clone())).await.unwrap()
        };
        for id in [&anna, &ben, &PracticeId::HOME] {
            make(&*of(id).await, "mine").await;
        }
        registry.start_over(&anna).await.unwrap();
        assert!(!has(&*of(&anna).await, "mine").await);
        assert!(has(&*of(&ben).await, "mine").await && has(&*of(&PracticeId::HOME).await, "mine").await);
    }

    #[tokio::test]
    async fn one_that_nobody_needs_is_closed_and_wakes_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        let options = practice::Options { data_dir: Some(dir.path().into()), ..practice::Options::default() };
        let registry = Registry::new(Some(Arc::new(PracticeClusters::new(options))), None);
        let anna = PracticeId::named("anna").unwrap();
        let id = ClusterId::Practice(anna.clone());
        let looking = registry.get(&id).await.unwrap();
        make(&looking, "mine").await;
        registry.get(&ClusterId::HOME).await.unwrap();
        assert!(registry.close_idle(Duration::ZERO).await.is_empty(), "somebody looks");
        drop(looking);
        assert_eq!(registry.close_idle(Duration::ZERO).await, [anna]);
        assert!(has(&registry.get(&id).await.unwrap(), "mine").await);
    }
}
