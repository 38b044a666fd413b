//! The namespace that lessons work in. On the practice cluster it is `default`; elsewhere one of their own, made when
//! it is first needed, changeable, removed on request.

use std::collections::BTreeMap;
use std::time::Duration;

use apimachinery::names::dns1123_label;
use cluster::{Cluster, ClusterId, Registry};
use kube::api::{Api, DeleteParams, DynamicObject, PostParams};
use kube::core::{ApiResource, GroupVersionKind};
use kubectl::Planned;
use store::End;

use crate::frame::{Action, Target, authorize};
use crate::{Actor, Portal, PortalError};

/// The lessons' namespace on a cluster that is not for practice, until the reader chooses another.
const OWN: &str = "wheelhouse";

/// What marks a namespace that was made here, and only such a one is ever removed.
const MARK: (&str, &str) = ("app.kubernetes.io/managed-by", "wheelhouse");

/// How long a namespace that is being removed may take to be gone.
const REMOVAL: Duration = Duration::from_secs(60);

/// How often it is looked for meanwhile.
const LOOK: Duration = Duration::from_millis(200);

/// The namespace that lessons work in on a cluster: the chosen one, or that of the kubeconfig's context, or one of their own.
pub(crate) fn namespace_in(
    clusters: &Registry,
    cluster: &ClusterId,
    preferences: &BTreeMap<String, String>,
) -> String {
    if cluster.is_practice() {
        return "default".to_owned();
    }
    let chosen = preferences.get(&format!("namespace:{cluster}")).map(String::as_str);
    chosen.or_else(|| clusters.namespace(cluster)).unwrap_or(OWN).to_owned()
}

impl Portal {
    pub(crate) async fn namespace(&self, actor: &Actor, cluster: &ClusterId) -> Result<String, PortalError> {
        let person = authorize(actor, Action::Look, Target::Cluster(cluster))?;
        Ok(namespace_in(&self.inner.clusters, cluster, &self.of_person(person).await?.preferences))
    }

    /// Chooses another namespace for the lessons on a cluster.
    pub async fn choose_namespace(
        &self,
        actor: &Actor,
        cluster: &str,
        namespace: &str,
    ) -> Result<(), PortalError> {
        let cluster = &ClusterId::from(cluster);
        let person = authorize(actor, Action::Arrange, Target::Cluster(cluster))?;
        if cluster.is_practice() {
            return Err(PortalError::Bad(
                "on the practice cluster lessons work in the namespace default".to_owned(),
            ));
        }
        if !dns1123_label(namespace).is_empty() || namespace.starts_with("kube-") {
            let why =
                "a namespace's name has at most 63 of a-z, 0-9 and '-', and kube-* belongs to the cluster";
            return Err(PortalError::Bad(why.to_owned()));
        }
        self.prefer(person, &format!("namespace:{cluster}"), namespace).await
    }

    /// Removes the lessons' namespace with everything in it, if it was made here.
    pub async fn remove_namespace(&self, actor: &Actor, cluster: &str) -> Result<(), PortalError> {
        let cluster = &ClusterId::from(cluster);
        let person = authorize(actor, Action::Arrange, Target::Cluster(cluster))?;
        let name = self.namespace(actor, cluster).await?;
        let cluster = self.inner.clusters.get(cluster).await?;
        let api = namespaces(&cluster);
        let failed = |error| PortalError::Bad(connection::complaint(&cluster.server, &error));
        let found = api.get_opt(&name).await.map_err(failed)?;
        let Some(found) = found else {
            let why =
                format!("there is no namespace {name:?} on this cluster, so there is nothing to remove");
            return Err(PortalError::Bad(why));
        };
        if found.metadata.labels.and_then(|mut l| l.remove(MARK.0)).as_deref() != Some(MARK.1) {
            return Err(PortalError::Bad(format!(
                "the namespace {name:?} was not made by Wheelhouse, so it is left alone: delete it with kubectl if you mean to"
            )));
        }
        let line = format!("kubectl delete namespace {name}");
        let planned = planned("delete", &name);
        let record = self.open_record(person, &cluster.id, &line, Some(&[&planned])).await?;
        let deleted = api.delete(&name, &DeleteParams::default()).await;
        self.close_record(&record, &End::Exit(i32::from(deleted.is_err()))).await;
        deleted.map_err(failed)?;
        gone(&cluster, &name).await
    }

    /// Makes the lessons' namespace where it is missing; one that is being removed is waited for.
    pub(crate) async fn ensure_namespace(
        &self,
        actor: &Actor,
        cluster: &Cluster,
        name: &str,
    ) -> Result<(), PortalError> {
        let person = authorize(actor, Action::Run, Target::Cluster(&cluster.id))?;
        if cluster.is_practice() {
            return Ok(());
        }
        let api = namespaces(cluster);
        match api.get_opt(name).await {
            Ok(Some(found)) if found.metadata.deletion_timestamp.is_none() => return Ok(()),
            Ok(Some(_)) => gone(cluster, name).await?,
            // Without the right to look, or without an answer, the command itself will tell.
            Err(_) => return Ok(()),
            Ok(None) => {}
        }
        let mut namespace = DynamicObject::new(name, &resource());
        namespace.metadata.labels = Some(BTreeMap::from([(MARK.0.to_owned(), MARK.1.to_owned())]));
        let line = format!("kubectl create namespace {name}");
        let planned = planned("create", name);
        let record = self.open_record(person, &cluster.id, &line, Some(&[&planned])).await?;
        let created = api.create(&PostParams::default(), &namespace).await;
        self.close_record(&record, &End::Exit(i32::from(created.is_err()))).await;
        match created {
            Ok(_) => Ok(()),
            Err(kube::Error::Api(status)) if status.code == 409 => Ok(()),
            Err(error) => {
                let why = connection::complaint(&cluster.server, &error);
                Err(PortalError::Bad(format!("the lessons' namespace {name:?} cannot be made: {why}")))
            }
        }
    }
}

/// Waits until a namespace is gone: nothing can be made in one that is being removed.
async fn gone(cluster: &Cluster, name: &str) -> Result<(), PortalError> {
    let api = namespaces(cluster);
    let failed = |error| PortalError::Bad(connection::complaint(&cluster.server, &error));
    let end = tokio::time::Instant::now() + REMOVAL;
    while api.get_opt(name).await.map_err(failed)?.is_some() {
        if tokio::time::Instant::now() >= end {
            return Err(PortalError::Bad(format!(
                "the cluster is still removing the namespace {name:?}: try again in a moment"
            )));
        }
        tokio::time::sleep(LOOK).await;
    }
    Ok(())
}

/// What is written down of a change of the namespace itself.
fn planned(verb: &str, name: &str) -> Planned {
    let (version, resource) = ("v1".to_owned(), "namespaces".to_owned());
    Planned { verb: verb.to_owned(), version, resource, name: name.to_owned(), ..Planned::default() }
}

fn resource() -> ApiResource {
    ApiResource::from_gvk_with_plural(&GroupVersionKind::gvk("", "v1", "Namespace"), "namespaces")
}

fn namespaces(cluster: &Cluster) -> Api<DynamicObject> {
    Api::all_with(cluster.client.clone(), &resource())
}
