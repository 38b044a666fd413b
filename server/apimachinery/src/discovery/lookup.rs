//! From a word to a resource: `po`, `pods`, `Pod`, `deployments.apps`, `deployments.v1.apps`, `all`.
//!
//! Layer: pure. Upstream: `cli-runtime/pkg/resource/builder.go` (`mappingFor`), `client-go/restmapper/shortcut.go`,
//! `category_expansion.go`, `apimachinery/pkg/api/meta/restmapper.go`.

use super::{Discovery, NoResource, Resource};

/// What a word asks for; an empty part is any.
#[derive(Clone, Copy)]
struct Wanted<'w> {
    name: &'w str,
    version: &'w str,
    group: &'w str,
}

impl Discovery {
    /// The resource that somebody means by a word.
    pub fn resource_for(&self, word: &str) -> Option<&Resource> {
        let readings = readings(word);
        let by_name = readings.iter().find_map(|wanted| self.named(*wanted));
        by_name.or_else(|| readings.iter().find_map(|wanted| self.of_kind(*wanted)))
    }

    /// [`Discovery::resource_for`], or what kubectl says where there is none.
    ///
    /// # Errors
    ///
    /// With the name, without its group.
    pub fn require(&self, word: &str) -> Result<&Resource, NoResource> {
        let name = word.split_once('.').map_or(word, |(name, _)| name);
        self.resource_for(word).ok_or_else(|| NoResource(name.to_owned()))
    }

    /// The resource with this plural name in one group and version, as a URL names it.
    pub fn resource(&self, group: &str, version: &str, plural: &str) -> Option<&Resource> {
        self.resources.iter().find(|one| one.group == group && one.version == version && one.plural == plural)
    }

    /// The resource of a kind in one group and version.
    pub fn kind(&self, group: &str, version: &str, kind: &str) -> Option<&Resource> {
        self.resources.iter().find(|one| one.group == group && one.version == version && one.kind == kind)
    }

    /// The resource of a kind in a group, in its preferred version.
    pub fn kind_any(&self, group: &str, kind: &str) -> Option<&Resource> {
        self.resources.iter().find(|one| one.group == group && one.kind == kind)
    }

    /// The resources of a category, as words to look up; `None` when there is no such category.
    pub fn category(&self, name: &str) -> Option<Vec<String>> {
        let mut words: Vec<String> = Vec::new();
        for resource in self.resources.iter().filter(|one| one.categories.iter().any(|has| has == name)) {
            let word = resource.group_resource();
            if !words.contains(&word) {
                words.push(word);
            }
        }
        (!words.is_empty()).then_some(words)
    }

    /// By plural, singular or short name.
    fn named(&self, wanted: Wanted<'_>) -> Option<&Resource> {
        let lower = wanted.name.to_lowercase();
        let (name, group) = match self.shortcut(wanted) {
            Some(long) => (long.plural.as_str(), long.group.as_str()),
            None => (lower.as_str(), wanted.group),
        };
        let called = |one: &&Resource| {
            (one.plural == name || one.singular == name)
                && (wanted.version.is_empty() || one.version == wanted.version)
        };
        let exact = self.resources.iter().filter(called).find(|one| one.group == group);
        match (group, wanted.version) {
            // Of the core first, then of whatever group comes first.
            ("", _) => exact.or_else(|| self.resources.iter().find(called)),
            // `deploy.ext` is enough of a group's name.
            (_, "") => exact
                .or_else(|| self.resources.iter().filter(called).find(|one| one.group.starts_with(group))),
            _ => exact,
        }
    }

    /// `expandResourceShortcut`: what a short name is short for, unless a resource is called just so.
    fn shortcut(&self, wanted: Wanted<'_>) -> Option<&Resource> {
        let of_group = |one: &&Resource| wanted.group.is_empty() || one.group == wanted.group;
        let mut all = self.resources.iter().filter(of_group);
        if all.any(|one| one.plural == wanted.name || one.singular == wanted.name) {
            return None;
        }
        let short = |one: &&Resource| one.short_names.iter().any(|name| name == wanted.name);
        let exact = self.resources.iter().filter(of_group).find(short);
        exact.or_else(|| self.resources.iter().filter(short).find(|one| one.group.starts_with(wanted.group)))
    }

    /// By kind, in its own spelling.
    fn of_kind(&self, wanted: Wanted<'_>) -> Option<&Resource> {
        match wanted.version {
            "" => self.kind_any(wanted.group, wanted.name),
            version => self.kind(wanted.group, version, wanted.name),
        }
    }
}

/// `schema.ParseResourceArg`: name, version and group if there are two dots; and name and group.
fn readings(word: &str) -> Vec<Wanted<'_>> {
    let (name, group) = word.split_once('.').unwrap_or((word, ""));
    let full = group.split_once('.').map(|(version, group)| Wanted { name, version, group });
    full.into_iter().chain([Wanted { name, version: "", group }]).collect()
}
