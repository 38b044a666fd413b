//! What a server serves: groups, versions, resources, and how they are called.
//!
//! Layer: pure; whoever asks the server is elsewhere. [`read`] understands its answers, [`lookup`] finds what a person's word means.
//! Upstream: `client-go/discovery`, `client-go/restmapper`, `apimachinery/pkg/api/meta/restmapper.go`.

mod lookup;
mod read;

use crate::escape::segment;

pub use read::versions;

/// What to ask `/api` and `/apis` with: the aggregated lists where the server has them.
pub const ACCEPT: &str = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,\
application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";

/// A resource of one group and version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resource {
    /// Group; empty for the core.
    pub group: String,
    /// Version.
    pub version: String,
    /// Plural name.
    pub plural: String,
    /// Singular name.
    pub singular: String,
    /// Kind.
    pub kind: String,
    /// Whether its objects have a namespace.
    pub namespaced: bool,
    /// Verbs.
    pub verbs: Vec<String>,
    /// Short names.
    pub short_names: Vec<String>,
    /// Categories, such as `all`.
    pub categories: Vec<String>,
    /// Names of its subresources.
    pub subresources: Vec<String>,
}

/// An object's path was asked for without its name: that would be the path of all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("resource name may not be empty")]
pub struct NoName;

/// No resource is called so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the server doesn't have a resource type {}", go_text::quote(.0))]
pub struct NoResource(pub String);

impl Resource {
    /// `v1` or `apps/v1`.
    pub fn api_version(&self) -> String {
        if self.group.is_empty() { self.version.clone() } else { format!("{}/{}", self.group, self.version) }
    }

    /// `pods` or `deployments.apps`.
    pub fn group_resource(&self) -> String {
        if self.group.is_empty() { self.plural.clone() } else { format!("{}.{}", self.plural, self.group) }
    }

    /// `pod` or `deployment.apps`, the kind in small letters, as messages have it.
    pub fn group_kind(&self) -> String {
        let kind = self.kind.to_lowercase();
        if self.group.is_empty() { kind } else { format!("{kind}.{}", self.group) }
    }

    /// The URL's path of all objects in a namespace (empty: in all).
    pub fn path(&self, namespace: &str) -> String {
        let root = if self.group.is_empty() { "/api" } else { "/apis" };
        let base = format!("{root}/{}", self.api_version());
        if self.namespaced && !namespace.is_empty() {
            format!("{base}/namespaces/{}/{}", segment(namespace), self.plural)
        } else {
            format!("{base}/{}", self.plural)
        }
    }

    /// The URL's path of one object.
    ///
    /// # Errors
    ///
    /// Without a name (client-go's `Request.Name`).
    pub fn object_path(&self, namespace: &str, name: &str) -> Result<String, NoName> {
        if name.is_empty() {
            return Err(NoName);
        }
        Ok(format!("{}/{}", self.path(namespace), segment(name)))
    }
}

/// A version of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupVersion {
    /// Group; empty for the core.
    pub group: String,
    /// Version.
    pub version: String,
}

impl GroupVersion {
    /// Where the server lists its resources.
    pub fn path(&self) -> String {
        match self.group.as_str() {
            "" => format!("/api/{}", self.version),
            group => format!("/apis/{group}/{}", self.version),
        }
    }
}

/// Everything that a server serves, in its own order: the core first, preferred versions first.
#[derive(Clone, Debug, Default)]
pub struct Discovery {
    /// Groups and versions.
    pub versions: Vec<GroupVersion>,
    /// Resources of all versions.
    pub resources: Vec<Resource>,
}

#[cfg(test)]
mod tests;
