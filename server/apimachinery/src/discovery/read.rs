//! The server's own lists: the aggregated one, and those of servers that have none.
//!
//! Layer: pure. Upstream: `client-go/discovery/aggregated_discovery.go`, `discovery_client.go`.

use serde_json::Value;

use super::{Discovery, GroupVersion, Resource};
use crate::path::{bool_at, list_at, str_at, strings_at};

impl Discovery {
    /// Adds an `APIGroupDiscoveryList`; `false` where the answer is none, and [`versions`] tells what to ask for.
    pub fn add_aggregated(&mut self, answer: &Value) -> bool {
        if str_at(answer, "kind") != "APIGroupDiscoveryList" {
            return false;
        }
        for item in list_at(answer, "items") {
            let group = str_at(item, "metadata.name");
            for version in list_at(item, "versions") {
                let at =
                    GroupVersion { group: group.to_owned(), version: str_at(version, "version").to_owned() };
                self.resources.extend(list_at(version, "resources").iter().map(|one| aggregated(&at, one)));
                self.versions.push(at);
            }
        }
        true
    }

    /// Adds the `APIResourceList` of one version.
    pub fn add_resources(&mut self, at: GroupVersion, list: &Value) {
        let first = self.resources.len();
        for one in list_at(list, "resources") {
            let name = str_at(one, "name");
            match name.split_once('/') {
                None => self.resources.push(listed(&at, one)),
                Some((parent, sub)) => {
                    let parent = self.resources[first..].iter_mut().find(|known| known.plural == parent);
                    if let Some(parent) = parent {
                        parent.subresources.push(sub.to_owned());
                    }
                }
            }
        }
        self.versions.push(at);
    }
}

/// The versions that the old answer of `/api` (`APIVersions`) or `/apis` (`APIGroupList`) names, preferred ones first.
pub fn versions(answer: &Value) -> Vec<GroupVersion> {
    let mut found: Vec<GroupVersion> = strings_at(answer, "versions")
        .into_iter()
        .map(|version| GroupVersion { group: String::new(), version })
        .collect();
    for group in list_at(answer, "groups") {
        let preferred = str_at(group, "preferredVersion.version");
        let mut all: Vec<&str> =
            list_at(group, "versions").iter().map(|version| str_at(version, "version")).collect();
        all.sort_by_key(|version| *version != preferred);
        found.extend(all.into_iter().map(|version| GroupVersion {
            group: str_at(group, "name").to_owned(),
            version: version.to_owned(),
        }));
    }
    found
}

fn aggregated(at: &GroupVersion, one: &Value) -> Resource {
    Resource {
        plural: str_at(one, "resource").to_owned(),
        singular: str_at(one, "singularResource").to_owned(),
        kind: str_at(one, "responseKind.kind").to_owned(),
        namespaced: str_at(one, "scope") == "Namespaced",
        subresources: list_at(one, "subresources")
            .iter()
            .map(|sub| str_at(sub, "subresource").to_owned())
            .collect(),
        ..common(at, one)
    }
}

fn listed(at: &GroupVersion, one: &Value) -> Resource {
    Resource {
        plural: str_at(one, "name").to_owned(),
        singular: str_at(one, "singularName").to_owned(),
        kind: str_at(one, "kind").to_owned(),
        namespaced: bool_at(one, "namespaced"),
        ..common(at, one)
    }
}

fn common(at: &GroupVersion, one: &Value) -> Resource {
    Resource {
        group: at.group.clone(),
        version: at.version.clone(),
        verbs: strings_at(one, "verbs"),
        short_names: strings_at(one, "shortNames"),
        categories: strings_at(one, "categories"),
        ..Resource::default()
    }
}
