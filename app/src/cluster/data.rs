//! Which cluster, which namespace in it, and starting over.

use leptos::prelude::*;

/// Remembers the cluster that commands run on.
#[server(prefix = "/api/fn", endpoint = "cluster", output = crate::frame::codec::Json)]
pub async fn choose_cluster(name: String) -> Result<(), ServerFnError> {
    let (portal, actor) = crate::frame::server::asked()?;
    portal.choose_cluster(&actor, &name).await.map_err(crate::frame::server::refused)
}

/// Chooses the lessons' namespace on a cluster that is not for practice.
#[server(prefix = "/api/fn", endpoint = "namespace", output = crate::frame::codec::Json)]
pub async fn choose_namespace(cluster: String, namespace: String) -> Result<(), ServerFnError> {
    let (portal, actor) = crate::frame::server::asked()?;
    portal.choose_namespace(&actor, &cluster, &namespace).await.map_err(crate::frame::server::refused)
}

/// Removes the lessons' namespace with everything in it.
#[server(prefix = "/api/fn", endpoint = "remove-namespace", output = crate::frame::codec::Json)]
pub async fn remove_namespace(cluster: String) -> Result<(), ServerFnError> {
    let (portal, actor) = crate::frame::server::asked()?;
    portal.remove_namespace(&actor, &cluster).await.map_err(crate::frame::server::refused)
}

/// A fresh practice cluster.
#[server(prefix = "/api/fn", endpoint = "start-over", output = crate::frame::codec::Json)]
pub async fn start_over(cluster: String) -> Result<(), ServerFnError> {
    let (portal, actor) = crate::frame::server::asked()?;
    portal.start_over(&actor, &cluster).await.map_err(crate::frame::server::refused)
}
