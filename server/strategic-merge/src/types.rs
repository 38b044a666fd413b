//! How the built-in types merge: the one table of merge keys, by type and field.
//!
//! Layer: data for `apply` and `diff`, and for whoever publishes the API's schema. `types.txt` holds the `patchStrategy` and
//! `patchMergeKey` tags of every type that client-go's scheme knows; `tests/real-cluster/kubernetes/mergekeys` writes it.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::Value;

/// How a list is merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListStrategy {
    /// The patch's list takes the place of the old one.
    Atomic,
    /// Items are objects, matched by this key.
    ByKey(&'static str),
    /// Items are plain values, merged as a set.
    Set,
}

/// A field of which the API says how it merges, or that holds such fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// The type of its value, or of the items of its list; empty where nothing in them is merged.
    below: &'static str,
    /// `patchMergeKey`; empty: none.
    pub merge_key: &'static str,
    /// `patchStrategy`, joined by commas; empty: none.
    pub strategy: &'static str,
}

impl Field {
    fn read(text: &'static str) -> Option<(&'static str, Field)> {
        let mut parts = text.split(':');
        let name = parts.next()?;
        let mut next = || parts.next().unwrap_or("");
        Some((name, Field { below: next(), merge_key: next(), strategy: next() }))
    }

    fn has(self, strategy: &str) -> bool {
        self.strategy.split(',').any(|one| one == strategy)
    }

    /// How a list in this field merges.
    pub(crate) fn list(self) -> ListStrategy {
        match (self.has("merge"), self.merge_key) {
            (false, _) => ListStrategy::Atomic,
            (true, "") => ListStrategy::Set,
            (true, key) => ListStrategy::ByKey(key),
        }
    }

    /// Whether a patch of it lists the keys that stay.
    pub(crate) fn retains_keys(self) -> bool {
        self.has("retainKeys")
    }

    /// Whether a map in it takes the place of the old one.
    pub(crate) fn replaces(self) -> bool {
        self.has("replace")
    }

    /// The type of its value, or of its list's items.
    pub(crate) fn schema(self) -> Schema {
        Schema(TABLE.types.get(self.below))
    }
}

/// What is known of a value's type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Schema(Option<&'static Fields>);

impl Schema {
    /// The type of an object, by its own kind; of the first one that says it.
    pub(crate) fn of(objects: &[&Value]) -> Schema {
        let name = objects.iter().find_map(|object| type_of(object));
        Schema(name.and_then(|name| TABLE.types.get(name)))
    }

    /// A field of it. A map has the same type under every key.
    pub(crate) fn field(self, name: &str) -> Field {
        let fields = self.0;
        fields.and_then(|fields| fields.get(name).or_else(|| fields.get("*"))).copied().unwrap_or_default()
    }
}

type Fields = HashMap<&'static str, Field>;

struct Table {
    /// API version and kind, and the type.
    kinds: HashMap<(&'static str, &'static str), &'static str>,
    types: HashMap<&'static str, Fields>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { kinds: HashMap::new(), types: HashMap::new() };
    for line in include_str!("types.txt").lines() {
        let mut words = line.split(' ');
        let Some(first) = words.next() else { continue };
        match line.split_once(" = ") {
            Some((_, name)) => {
                let kind = words.next().unwrap_or("");
                table.kinds.insert((first, kind), name);
            }
            None => {
                table.types.insert(first, words.filter_map(Field::read).collect());
            }
        }
    }
    table
});

fn type_of(object: &Value) -> Option<&'static str> {
    let word = |key: &str| object.get(key).and_then(Value::as_str);
    TABLE.kinds.get(&(word("apiVersion")?, word("kind")?)).copied()
}

/// Whether an object is of a kind that client-go's scheme knows: only those have strategic merge patches.
pub fn is_known(object: &Value) -> bool {
    type_of(object).is_some()
}

/// What the API says of a field's merging; `name` is the type's without `io.k8s.api.`: `core.v1.PodSpec`.
pub fn field(name: &str, field: &str) -> Option<Field> {
    TABLE.types.get(name)?.get(field).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_same_field_merges_otherwise_in_another_type() {
        let pull = |name: &str| field(name, "imagePullSecrets").unwrap_or_default().list();
        assert_eq!(pull("core.v1.PodSpec"), ListStrategy::ByKey("name"));
        assert_eq!(pull("core.v1.ServiceAccount"), ListStrategy::Atomic);
        let ports = |name: &str| field(name, "ports").unwrap_or_default().list();
        assert_eq!(ports("core.v1.Container"), ListStrategy::ByKey("containerPort"));
        assert_eq!(ports("core.v1.ServiceSpec"), ListStrategy::ByKey("port"));
        assert_eq!(ports("core.v1.EndpointSubset"), ListStrategy::Atomic);
    }

    #[test]
    fn a_kind_leads_to_the_types_below_it() {
        let job = json!({"apiVersion": "batch/v1", "kind": "CronJob"});
        let template = Schema::of(&[&job]).field("spec").schema().field("jobTemplate").schema();
        let pod = template.field("spec").schema().field("template").schema().field("spec").schema();
        assert_eq!(pod.field("containers").list(), ListStrategy::ByKey("name"));
        assert!(pod.field("volumes").retains_keys());
        assert!(!is_known(&json!({"apiVersion": "example.com/v1", "kind": "CronTab"})));
    }
}
