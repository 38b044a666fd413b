//! What the server serves: groups, versions, resources, and how a typed word finds one of them.
//!
//! Layer: pure; [`crate::discover`] asks. Upstream: `client-go/discovery/aggregated_discovery.go`,
//! `client-go/restmapper`, `apimachinery/pkg/api/meta/restmapper.go`.

use serde_json::Value;

use crate::failure::{Failure, Outcome, fail};
use crate::text::{list_at, str_at};

/// A resource of one group and version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Resource {
    /// Group; empty for the core.
    pub(crate) group: String,
    /// Version.
    pub(crate) version: String,
    /// Plural name.
    pub(crate) plural: String,
    /// Singular name.
    pub(crate) singular: String,
    /// Kind.
    pub(crate) kind: String,
    /// Whether its objects have a namespace.
    pub(crate) namespaced: bool,
    /// Verbs.
    pub(crate) verbs: Vec<String>,
    /// Short names.
    pub(crate) short_names: Vec<String>,
    /// Categories, such as `all`.
    pub(crate) categories: Vec<String>,
    /// Names of its subresources.
    pub(crate) subresources: Vec<String>,
}

impl Resource {
    /// `v1` or `apps/v1`.
    pub(crate) fn api_version(&self) -> String {
        if self.group.is_empty() { self.version.clone() } else { format!("{}/{}", self.group, self.version) }
    }

    /// `pods` or `deployments.apps`.
    pub(crate) fn group_resource(&self) -> String {
        if self.group.is_empty() { self.plural.clone() } else { format!("{}.{}", self.plural, self.group) }
    }

    /// `pod` or `deployment.apps`, the kind in small letters, as messages have it.
    pub(crate) fn group_kind(&self) -> String {
        let kind = self.kind.to_lowercase();
        if self.group.is_empty() { kind } else { format!("{kind}.{}", self.group) }
    }

    /// The URL's path of all objects in a namespace (empty: in all).
    pub(crate) fn path(&self, namespace: &str) -> String {
        let root = if self.group.is_empty() { "/api" } else { "/apis" };
        let base = format!("{root}/{}", self.api_version());
        if self.namespaced && !namespace.is_empty() {
            format!("{base}/namespaces/{}/{}", crate::api::segment(namespace), self.plural)
        } else {
            format!("{base}/{}", self.plural)
        }
    }

    /// The URL's path of one object.
    ///
    /// # Errors
    ///
    /// Without a name, which would be the path of all of them (client-go's `Request.Name`).
    pub(crate) fn object_path(&self, namespace: &str, name: &str) -> Outcome<String> {
        if name.is_empty() {
            return fail("resource name may not be empty");
        }
        Ok(format!("{}/{}", self.path(namespace), crate::api::segment(name)))
    }
}

/// A version of a group.
#[derive(Clone, Debug)]
pub(crate) struct GroupVersion {
    /// Group; empty for the core.
    pub(crate) group: String,
    /// Version.
    pub(crate) version: String,
}

/// Everything that the server serves, in its own order: the core first, preferred versions first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Discovery {
    /// Groups and versions.
    pub(crate) versions: Vec<GroupVersion>,
    /// Resources of all versions.
    pub(crate) resources: Vec<Resource>,
}

impl Discovery {
    /// Takes in what a server says of all its groups.
    pub(crate) fn read(&mut self, list: &Value) {
        for item in list_at(list, &["items"]) {
            let group = str_at(item, &["metadata", "name"]);
            for version in list_at(item, &["versions"]) {
                let name = str_at(version, &["version"]);
                self.versions.push(GroupVersion { group: group.to_owned(), version: name.to_owned() });
                for resource in list_at(version, &["resources"]) {
                    self.resources.push(Resource {
                        group: group.to_owned(),
                        version: name.to_owned(),
                        plural: str_at(resource, &["resource"]).to_owned(),
                        singular: str_at(resource, &["singularResource"]).to_owned(),
                        kind: str_at(resource, &["responseKind", "kind"]).to_owned(),
                        namespaced: str_at(resource, &["scope"]) == "Namespaced",
                        verbs: strings(resource, "verbs"),
                        short_names: strings(resource, "shortNames"),
                        categories: strings(resource, "categories"),
                        subresources: list_at(resource, &["subresources"])
                            .iter()
                            .map(|sub| str_at(sub, &["subresource"]).to_owned())
                            .collect(),
                    });
                }
            }
        }
    }

    /// Takes in what a server without aggregated discovery says of one version.
    pub(crate) fn read_legacy(&mut self, group: &str, version: &str, list: &Value) {
        self.versions.push(GroupVersion { group: group.to_owned(), version: version.to_owned() });
        for resource in list_at(list, &["resources"]) {
            let name = str_at(resource, &["name"]);
            if let Some((parent, sub)) = name.split_once('/') {
                let same = |old: &&mut Resource| {
                    old.plural == parent && old.group == group && old.version == version
                };
                if let Some(parent) = self.resources.iter_mut().find(same) {
                    parent.subresources.push(sub.to_owned());
                }
                continue;
            }
            self.resources.push(Resource {
                group: group.to_owned(),
                version: version.to_owned(),
                plural: name.to_owned(),
                singular: str_at(resource, &["singularName"]).to_owned(),
                kind: str_at(resource, &["kind"]).to_owned(),
                namespaced: resource.get("namespaced").and_then(Value::as_bool).unwrap_or(false),
                verbs: strings(resource, "verbs"),
                short_names: strings(resource, "shortNames"),
                categories: strings(resource, "categories"),
                subresources: Vec::new(),
            });
        }
    }

    /// The resource that somebody means by a word: `po`, `pods`, `deployments.apps`, `deployments.v1.apps`, `Pod`.
    pub(crate) fn resource_for(&self, word: &str) -> Option<&Resource> {
        let (full, (name, group)) = parse_word(word);
        let found = full.and_then(|(name, version, group)| self.find(&name, &group, &version));
        found.or_else(|| self.find(&name, &group, "")).or_else(|| self.by_kind_word(word))
    }

    /// [`Discovery::resource_for`], or the failure that says there is none.
    pub(crate) fn require(&self, word: &str) -> Outcome<&Resource> {
        let missing = || {
            let name = word.split_once('.').map_or(word, |(name, _)| name);
            Failure::Message(format!("the server doesn't have a resource type {}", crate::text::quote(name)))
        };
        self.resource_for(word).ok_or_else(missing)
    }

    fn find(&self, name: &str, group: &str, version: &str) -> Option<&Resource> {
        let short = self.resources.iter().find(|resource| {
            resource.short_names.iter().any(|short| short == name) && resource.group.starts_with(group)
        });
        let lower = name.to_lowercase();
        let (name, wanted_group) = match short {
            Some(resource) => (resource.plural.as_str(), resource.group.as_str()),
            None => (lower.as_str(), group),
        };
        let named = |resource: &&Resource| {
            (resource.plural == name || resource.singular == name)
                && (version.is_empty() || resource.version == version)
        };
        if short.is_some() || !group.is_empty() {
            let exact = self.resources.iter().filter(named).find(|resource| resource.group == wanted_group);
            if exact.is_some() || short.is_some() {
                return exact;
            }
        }
        self.resources.iter().filter(named).find(|resource| resource.group.starts_with(group))
    }

    fn by_kind_word(&self, word: &str) -> Option<&Resource> {
        let parts: Vec<&str> = word.splitn(3, '.').collect();
        match parts.as_slice() {
            [kind, version, group] => {
                self.kind(group, version, kind).or_else(|| self.kind_any(&format!("{version}.{group}"), kind))
            }
            [kind, group] => self.kind_any(group, kind),
            _ => self.kind_any("", word),
        }
    }

    /// The resource of a kind in one group and version.
    pub(crate) fn kind(&self, group: &str, version: &str, kind: &str) -> Option<&Resource> {
        self.resources
            .iter()
            .find(|resource| resource.group == group && resource.version == version && resource.kind == kind)
    }

    /// The resource of a kind in a group, in its preferred version.
    pub(crate) fn kind_any(&self, group: &str, kind: &str) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.group == group && resource.kind == kind)
    }

    /// The resources of a category, as words to look up; `None` when there is no such category.
    pub(crate) fn category(&self, name: &str) -> Option<Vec<String>> {
        let mut words: Vec<String> = Vec::new();
        for resource in
            self.resources.iter().filter(|resource| resource.categories.iter().any(|has| has == name))
        {
            let word = resource.group_resource();
            if !words.contains(&word) {
                words.push(word);
            }
        }
        (!words.is_empty()).then_some(words)
    }
}

/// The texts of a list.
pub(crate) fn strings(value: &Value, key: &str) -> Vec<String> {
    list_at(value, &[key]).iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

type Full = Option<(String, String, String)>;

/// `schema.ParseResourceArg`: resource, version and group if there are two dots, and resource and group.
fn parse_word(word: &str) -> (Full, (String, String)) {
    let mut parts = word.splitn(3, '.');
    let name = parts.next().unwrap_or_default().to_owned();
    let second = parts.next();
    let third = parts.next();
    let full = match (second, third) {
        (Some(version), Some(group)) => Some((name.clone(), version.to_owned(), group.to_owned())),
        _ => None,
    };
    let group = word.split_once('.').map_or("", |(_, group)| group).to_owned();
    (full, (name, group))
}
