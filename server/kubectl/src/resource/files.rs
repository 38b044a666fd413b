//! Manifests: YAML or JSON, several documents in a file, lists taken apart.
//!
//! Layer: part of the builder. Upstream: `cli-runtime/pkg/resource/visitor.go`, `apimachinery/pkg/util/yaml`.

use serde_json::Value;

use super::{Builder, Found, Info};
use crate::context::Context;
use crate::discovery::Resource;
use crate::failure::{Failure, Outcome, fail};
use crate::text::{list_at, name_of, namespace_of, quote, str_at};

impl Builder {
    pub(super) async fn by_files(&self, cx: &Context) -> Outcome<Found> {
        let mut found = Found::default();
        let mut problems = Vec::new();
        let mut files = Vec::new();
        for name in &self.filenames {
            let read = if name == "-" {
                cx.stdin().await.map(|bytes| vec![("STDIN".to_owned(), bytes)])
            } else {
                cx.session.files.read(name).map_err(Failure::Message)
            };
            match read {
                Ok(read) => {
                    found.single = self.filenames.len() == 1 && read.len() == 1;
                    files.extend(read);
                }
                Err(failure) => problems.push(failure),
            }
        }
        Failure::join(problems)?;
        if !self.args.is_empty() {
            let words = super::normalize(&self.args);
            let what = if words[0].contains('/') { "a resource by arguments" } else { "resource arguments" };
            return fail(format!(
                "when paths, URLs, or stdin is provided as input, you may not specify {what} as well"
            ));
        }
        for (name, bytes) in files {
            if let Err(failure) = self.read_file(cx, &name, &bytes, &mut found).await {
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
        for document in documents(name, bytes)? {
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
        Ok(())
    }

    async fn read_object(&self, cx: &Context, source: &str, mut object: Value) -> Outcome<Info> {
        let missing = |what: &str| {
            let text = super::super::printers::json::compact(&object);
            fail(format!("unable to decode {}: Object '{what}' is missing in '{text}'", quote(source)))
        };
        let kind = str_at(&object, &["kind"]).to_owned();
        if kind.is_empty() {
            if self.validate {
                let what = if str_at(&object, &["apiVersion"]).is_empty() {
                    "[apiVersion not set, kind not set]"
                } else {
                    "kind not set"
                };
                return fail(format!(
                    "error validating {}: error validating data: {what}; if you choose to ignore these errors, turn validation off with --validate=false",
                    quote(source)
                ));
            }
            return missing("Kind");
        }
        let version = str_at(&object, &["apiVersion"]).to_owned();
        if self.validate && version.is_empty() {
            return fail(format!(
                "error validating {}: error validating data: apiVersion not set; if you choose to ignore these errors, turn validation off with --validate=false",
                quote(source)
            ));
        }
        let (group, version_only) = version.split_once('/').unwrap_or(("", &version));
        let (name, namespace) = (name_of(&object).to_owned(), namespace_of(&object).to_owned());
        let resource = if self.local {
            unknown_resource(group, version_only, &kind)
        } else {
            match cx.discovery().await?.kind(group, version_only, &kind) {
                Some(resource) => resource.clone(),
                None => {
                    return fail(format!(
                        "resource mapping not found for name: {} namespace: {} from {}: no matches for kind {} in version {}\nensure CRDs are installed first",
                        quote(&name),
                        quote(&namespace),
                        quote(source),
                        quote(&kind),
                        quote(&version)
                    ));
                }
            }
        };
        let mut place = namespace.clone();
        if resource.namespaced || self.local {
            if self.enforce_namespace && !namespace.is_empty() && namespace != self.namespace {
                return fail(format!(
                    "the namespace from the provided object {} does not match the namespace {}. You must pass '--namespace={namespace}' to perform this operation.",
                    quote(&namespace),
                    quote(&self.namespace)
                ));
            }
            if namespace.is_empty() && !self.all_namespaces {
                place.clone_from(&self.namespace);
                if let Some(metadata) = object.get_mut("metadata").and_then(Value::as_object_mut) {
                    metadata.insert("namespace".into(), self.namespace.clone().into());
                } else if let Some(map) = object.as_object_mut() {
                    map.insert("metadata".into(), serde_json::json!({ "namespace": self.namespace }));
                }
            }
        } else {
            place = String::new();
        }
        let mut info = Info { resource, namespace: place, name, object, source: source.to_owned() };
        if self.latest && !self.local {
            info.object = self.get(cx, &info).await?;
        }
        Ok(info)
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

/// The documents of a file.
pub(crate) fn documents(name: &str, bytes: &[u8]) -> Outcome<Vec<Value>> {
    let text = String::from_utf8_lossy(bytes);
    let mut documents = Vec::new();
    if text.trim_start().starts_with('{') {
        let mut stream = serde_json::Deserializer::from_str(&text).into_iter::<Value>();
        for value in &mut stream {
            documents
                .push(value.map_err(|error| Failure::Message(format!("error parsing {name}: {error}")))?);
        }
        return Ok(documents);
    }
    for part in split_yaml(&text) {
        if part.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
            continue;
        }
        let value: Value = serde_yaml_ng::from_str(&part).map_err(|error| {
            Failure::Message(format!(
                "error parsing {name}: error converting YAML to JSON: {}",
                go_words(&error, &part)
            ))
        })?;
        if !value.is_null() {
            documents.push(value);
        }
    }
    Ok(documents)
}

/// Cuts at lines of three dashes.
fn split_yaml(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == "---" || bare.starts_with("--- ") {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push_str(line);
        }
    }
    parts
}

/// The commonest mistakes in go-yaml's words.
fn go_words(error: &serde_yaml_ng::Error, text: &str) -> String {
    let line = error.location().map_or(0, |location| location.line());
    let place = if line > 1 { format!("line {line}: ") } else { String::new() };
    let message = error.to_string();
    let what = message.split(" at line").next().unwrap_or(&message);
    if what.contains("mapping values are not allowed") {
        return format!("yaml: {place}mapping values are not allowed in this context");
    }
    if what.contains("found character that cannot start any token") && text.contains('\t') {
        return format!("yaml: {place}found character that cannot start any token");
    }
    if what.contains("did not find expected key") {
        return format!("yaml: {place}did not find expected key");
    }
    format!("yaml: {place}{what}")
}
