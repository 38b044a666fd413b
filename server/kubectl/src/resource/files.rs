//! Manifests: several documents in a file, lists taken apart, each object with its resource.
//!
//! Layer: part of the builder. Upstream: `cli-runtime/pkg/resource/visitor.go`, `mapper.go`.

use apimachinery::discovery::Resource;
use apimachinery::path::{list_at, name_of, namespace_of, str_at};
use go_text::quote;
use serde_json::Value;

use super::sources::{self, Sources};
use super::{Builder, Found, Info, metadata};
use crate::context::Context;
use crate::failure::{Outcome, fail};

impl Builder {
    pub(super) async fn by_files(&self, cx: &Context) -> Outcome<Found> {
        let Sources { manifests, single } = self.sources(cx).await?;
        let mut found = Found { single, ..Found::default() };
        if !self.args.is_empty() {
            let words = super::words::normalize(&self.args);
            let what = if words[0].contains('/') { "a resource by arguments" } else { "resource arguments" };
            return fail(format!(
                "when paths, URLs, or stdin is provided as input, you may not specify {what} as well"
            ));
        }
        for manifest in manifests {
            let read = match sources::bytes(cx, &manifest).await {
                Ok(bytes) => self.read_file(cx, &manifest.name, &bytes, &mut found).await,
                Err(failure) => Err(failure),
            };
            if let Err(failure) = read {
                found.errors.push(failure);
                if !self.continue_on_error {
                    break;
                }
            }
        }
        if found.infos.len() != 1 {
            found.single = false;
        }
        Ok(found)
    }

    async fn read_file(&self, cx: &Context, name: &str, bytes: &[u8], found: &mut Found) -> Outcome {
        let (documents, stopped) = crate::yaml::documents(bytes);
        for document in documents {
            let list = str_at(&document, &["kind"]).ends_with("List")
                && document.get("items").is_some_and(Value::is_array);
            let objects =
                if list && self.flatten { list_at(&document, &["items"]).to_vec() } else { vec![document] };
            for object in objects {
                match self.read_object(cx, name, object).await {
                    Ok(info) => found.infos.push(info),
                    Err(failure) if self.continue_on_error => found.errors.push(failure),
                    Err(failure) => return Err(failure),
                }
            }
        }
        match stopped {
            Some(why) => fail(format!("error parsing {name}: {why}")),
            None => Ok(()),
        }
    }

    async fn read_object(&self, cx: &Context, source: &str, mut object: Value) -> Outcome<Info> {
        self.check(source, &object)?;
        let (kind, version) = (str_at(&object, &["kind"]), str_at(&object, &["apiVersion"]));
        let (group, version_only) = version.split_once('/').unwrap_or(("", version));
        let (name, namespace) = (name_of(&object).to_owned(), namespace_of(&object).to_owned());
        let resource = if self.local {
            unknown_resource(group, version_only, kind)
        } else {
            match cx.discovery().await?.kind(group, version_only, kind) {
                Some(resource) => resource.clone(),
                None => {
                    return fail(format!(
                        "resource mapping not found for name: {} namespace: {} from {}: no matches for kind {} in version {}\nensure CRDs are installed first",
                        quote(&name),
                        quote(&namespace),
                        quote(source),
                        quote(kind),
                        quote(version)
                    ));
                }
            }
        };
        let place = if resource.namespaced || self.local {
            self.place(&mut object, namespace)?
        } else {
            String::new()
        };
        let mut info = Info { resource, namespace: place, name, object, source: source.to_owned() };
        // Without a name there is no latest (`RetrieveLatest`): what it says of itself stands.
        if self.latest && !self.local && !info.name.is_empty() {
            info.object = self.get(cx, &info).await?;
        }
        Ok(info)
    }

    /// Refuses what says neither its kind nor its version, and what has metadata of other types.
    fn check(&self, source: &str, object: &Value) -> Outcome {
        let invalid = |what: &str| {
            fail(format!(
                "error validating {}: error validating data: {what}; if you choose to ignore these errors, turn validation off with --validate=false",
                quote(source)
            ))
        };
        if self.validate && !object.is_object() {
            return invalid("invalid object to validate");
        }
        let (no_kind, no_version) =
            (str_at(object, &["kind"]).is_empty(), str_at(object, &["apiVersion"]).is_empty());
        match (self.validate, no_kind, no_version) {
            (true, true, true) => return invalid("[apiVersion not set, kind not set]"),
            (true, true, false) => return invalid("kind not set"),
            (true, false, true) => return invalid("apiVersion not set"),
            (false, true, _) => {
                let text = crate::printers::json::compact(object);
                return fail(format!(
                    "unable to decode {}: Object 'Kind' is missing in '{text}'",
                    quote(source)
                ));
            }
            _ => {}
        }
        match metadata::problem(object) {
            Some(why) => fail(format!("unable to decode {}: {why}", quote(source))),
            None => Ok(()),
        }
    }

    /// The namespace of an object that has one; where it names none, it is put into the object.
    fn place(&self, object: &mut Value, namespace: String) -> Outcome<String> {
        if self.enforce_namespace && !namespace.is_empty() && namespace != self.namespace {
            return fail(format!(
                "the namespace from the provided object {} does not match the namespace {}. You must pass '--namespace={namespace}' to perform this operation.",
                quote(&namespace),
                quote(&self.namespace)
            ));
        }
        if !namespace.is_empty() || self.all_namespaces {
            return Ok(namespace);
        }
        if let Some(metadata) = object.get_mut("metadata").and_then(Value::as_object_mut) {
            metadata.insert("namespace".into(), self.namespace.clone().into());
        } else if let Some(map) = object.as_object_mut() {
            map.insert("metadata".into(), serde_json::json!({ "namespace": self.namespace }));
        }
        Ok(self.namespace.clone())
    }
}

/// A resource that no server was asked about.
fn unknown_resource(group: &str, version: &str, kind: &str) -> Resource {
    Resource {
        group: group.to_owned(),
        version: version.to_owned(),
        plural: format!("{}s", kind.to_lowercase()),
        singular: kind.to_lowercase(),
        kind: kind.to_owned(),
        namespaced: true,
        verbs: Vec::new(),
        short_names: Vec::new(),
        categories: Vec::new(),
        subresources: Vec::new(),
    }
}
