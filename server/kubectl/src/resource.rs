//! From the words of a command to objects: types and names, selectors, manifests.
//!
//! Layer: commands' shared first step. Upstream: `cli-runtime/pkg/resource/builder.go`, `visitor.go`, `mapper.go`.

mod files;
mod metadata;
mod pages;
mod segment;
mod sources;

use serde_json::Value;

pub(crate) use pages::Plan;

use crate::api::Request;
use crate::context::Context;
use crate::discovery::Resource;
use crate::failure::{Failure, Outcome, fail};
use crate::flags::Args;
use crate::text::{list_at, name_of, namespace_of, quote, str_at};

/// An object, or a list or Table of them, and where it comes from.
#[derive(Clone, Debug)]
pub(crate) struct Info {
    /// Its resource.
    pub(crate) resource: Resource,
    /// Its namespace; empty if it has none.
    pub(crate) namespace: String,
    /// Its name; empty for a list.
    pub(crate) name: String,
    /// The object.
    pub(crate) object: Value,
    /// The file it was read from.
    pub(crate) source: String,
}

impl Info {
    /// The URL's path of the object.
    pub(crate) fn path(&self) -> String {
        self.resource.object_path(&self.namespace, &self.name)
    }

    /// `pods/web` as messages have it: `deployment.apps/web`.
    pub(crate) fn typed_name(&self) -> String {
        format!("{}/{}", self.resource.group_kind(), self.name)
    }

    /// The newest state of the object.
    pub(crate) async fn fetch(&self, cx: &Context) -> Outcome<Value> {
        cx.json(Request::get(self.path())).await
    }
}

/// What a command asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Builder {
    /// Namespace of what names none.
    pub(crate) namespace: String,
    /// Manifests must be of this namespace.
    pub(crate) enforce_namespace: bool,
    /// `-A`.
    pub(crate) all_namespaces: bool,
    /// `-f`.
    pub(crate) filenames: Vec<String>,
    /// `-R`.
    pub(crate) recursive: bool,
    /// `-l`; `Some("")` is everything.
    pub(crate) selector: Option<String>,
    /// `--field-selector`.
    pub(crate) field_selector: Option<String>,
    /// `--all`.
    pub(crate) select_all: bool,
    /// A type alone means all of it.
    pub(crate) empty_selector: bool,
    /// Types and names.
    pub(crate) args: Vec<String>,
    /// Objects of manifests are fetched from the server.
    pub(crate) latest: bool,
    /// Lists are taken apart.
    pub(crate) flatten: bool,
    /// Errors do not stop the others.
    pub(crate) continue_on_error: bool,
    /// Only one type.
    pub(crate) single_type: bool,
    /// `--chunk-size`.
    pub(crate) chunk: i64,
    /// `--subresource`.
    pub(crate) subresource: String,
    /// `Accept` header.
    pub(crate) accept: Option<&'static str>,
    /// `includeObject` of a Table.
    pub(crate) include_object: &'static str,
    /// Names are not fetched, only looked up.
    pub(crate) no_fetch: bool,
    /// Manifests must say their kind and version (`--validate`).
    pub(crate) validate: bool,
    /// No server is asked at all (`--local`).
    pub(crate) local: bool,
}

/// What was found.
#[derive(Default)]
pub(crate) struct Found {
    /// Objects.
    pub(crate) infos: Vec<Info>,
    /// What went wrong on the way.
    pub(crate) errors: Vec<Failure>,
    /// The words asked for exactly one object.
    pub(crate) single: bool,
}

impl Found {
    /// The objects, or the first error.
    pub(crate) fn strict(self) -> Outcome<Vec<Info>> {
        Failure::join(self.errors)?;
        Ok(self.infos)
    }
}

const MISSING: &str = "You must provide one or more resources by argument or filename.\n\
Example resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n   '<resource> <name>'\n   '<resource>'";

impl Builder {
    /// With the flags that most commands share.
    pub(crate) async fn new(cx: &Context, args: &Args) -> Outcome<Builder> {
        let (namespace, explicit) = cx.namespace().await?;
        let text = |name: &str| (!args.str(name).is_empty()).then(|| args.str(name).to_owned());
        Ok(Builder {
            namespace,
            enforce_namespace: explicit && !args.bool("all-namespaces"),
            all_namespaces: args.bool("all-namespaces"),
            filenames: args.list("filename").to_vec(),
            recursive: args.bool("recursive"),
            selector: text("selector"),
            field_selector: text("field-selector"),
            args: args.positional.clone(),
            flatten: true,
            continue_on_error: true,
            chunk: args.int("chunk-size"),
            ..Builder::default()
        })
    }

    /// Finds the objects.
    pub(crate) async fn find(mut self, cx: &Context) -> Outcome<Found> {
        let plan = self.plan(cx).await?;
        self.carry_out(cx, plan).await
    }

    /// Asks for the objects of a plan.
    pub(crate) async fn carry_out(self, cx: &Context, plan: Plan) -> Outcome<Found> {
        match plan {
            Plan::Files => self.by_files(cx).await,
            Plan::Lists { types, names, tuples } => self.by_selector(cx, &types, &names, &tuples).await,
            Plan::Tuples(tuples) => self.by_tuples(cx, &tuples).await,
            Plan::Names { types, names } => self.by_names(cx, &types, &names).await,
        }
    }

    /// Reads the words; no object is asked for yet.
    pub(crate) async fn plan(&mut self, cx: &Context) -> Outcome<Plan> {
        if !self.filenames.is_empty() {
            return Ok(Plan::Files);
        }
        if self.all_namespaces {
            self.namespace = String::new();
        }
        let words = normalize(&self.args);
        let slashes = words.iter().filter(|word| word.contains('/')).count();
        if slashes > 0 && slashes < words.len() {
            return fail(
                "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'",
            );
        }
        let mut tuples = Vec::new();
        if slashes > 0 {
            for word in &words {
                tuples.push(split_name(word)?);
            }
        }
        let (types, names) = if slashes > 0 || words.is_empty() {
            (Vec::new(), Vec::new())
        } else {
            (self.expand(cx, &words[0]).await?, words[1..].to_vec())
        };
        if types.len() == 1 || slashes > 0 || !types.is_empty() {
            self.empty_selector &= words.len() == 1 && slashes == 0;
        }
        if self.select_all
            || (self.selector.is_none() && self.empty_selector && words.len() == 1 && slashes == 0)
        {
            self.selector.get_or_insert_with(String::new);
        }
        if self.selector.is_some() || self.field_selector.is_some() {
            return Ok(Plan::Lists { types, names, tuples });
        }
        if !tuples.is_empty() {
            return Ok(Plan::Tuples(tuples));
        }
        if !names.is_empty() {
            return Ok(Plan::Names { types, names });
        }
        if types.is_empty() {
            return fail(MISSING);
        }
        for word in &types {
            cx.discovery().await?.require(word)?;
        }
        fail("resource(s) were provided, but no name was specified")
    }

    /// Types of a comma-separated word, categories replaced by what is in them.
    async fn expand(&self, cx: &Context, word: &str) -> Outcome<Vec<String>> {
        let mut types = Vec::new();
        let discovery = cx.discovery().await?;
        for one in word.split(',') {
            match discovery.category(one) {
                Some(members) => types.extend(members),
                None => types.push(one.to_owned()),
            }
        }
        Ok(types)
    }

    async fn mappings(&self, cx: &Context, types: &[String]) -> Outcome<Vec<Resource>> {
        if types.len() > 1 && self.single_type {
            return fail("you may only specify a single resource type");
        }
        let discovery = cx.discovery().await?;
        let mut found: Vec<Resource> = Vec::new();
        for word in types {
            let resource = discovery.require(word)?;
            if !found.iter().any(|old| old.kind == resource.kind && old.group == resource.group) {
                found.push(resource.clone());
            }
        }
        Ok(found)
    }

    async fn by_selector(
        &self,
        cx: &Context,
        types: &[String],
        names: &[String],
        tuples: &[(String, String)],
    ) -> Outcome<Found> {
        if !names.is_empty() {
            return fail("name cannot be provided when a selector is specified");
        }
        if !tuples.is_empty() {
            return fail("selectors and the all flag cannot be used when passing resource/name arguments");
        }
        if types.is_empty() {
            return fail("at least one resource must be specified to use a selector");
        }
        if !self.subresource.is_empty() {
            return fail("subresource cannot be used when bulk resources are specified");
        }
        let mut found = Found::default();
        for resource in self.mappings(cx, types).await? {
            match self.list(cx, &resource).await {
                Ok(infos) => found.infos.extend(infos),
                Err(failure) => {
                    found.errors.push(failure);
                    if !self.continue_on_error {
                        break;
                    }
                }
            }
        }
        Ok(found)
    }

    async fn list(&self, cx: &Context, resource: &Resource) -> Outcome<Vec<Info>> {
        let namespace = if resource.namespaced { self.namespace.as_str() } else { "" };
        let mut next = String::new();
        let mut infos = Vec::new();
        loop {
            let body = self.page(cx, resource, &next).await?;
            let list: Value =
                serde_json::from_slice(&body).map_err(|error| Failure::Message(error.to_string()))?;
            next = str_at(&list, &["metadata", "continue"]).to_owned();
            if self.flatten && str_at(&list, &["kind"]) != "Table" {
                infos.extend(items_of(&list).into_iter().map(|object| info_of(resource, object, "")));
            } else {
                infos.push(Info {
                    resource: resource.clone(),
                    namespace: namespace.to_owned(),
                    name: String::new(),
                    object: list,
                    source: String::new(),
                });
            }
            if next.is_empty() {
                return Ok(infos);
            }
        }
    }

    fn unlisted(&self, resource: &Resource, failure: Failure) -> Failure {
        match failure {
            Failure::Status(mut status)
                if matches!(str_at(&status, &["reason"]), "BadRequest" | "NotFound") =>
            {
                let full = format!("{}/{}, Resource={}", resource.group, resource.version, resource.plural);
                let (labels, fields) =
                    (self.selector.as_deref().unwrap_or(""), self.field_selector.as_deref().unwrap_or(""));
                let old = str_at(&status, &["message"]).to_owned();
                let message = if labels.is_empty() && fields.is_empty() {
                    format!("Unable to list {}: {old}", quote(&full))
                } else {
                    format!(
                        "Unable to find {} that match label selector {}, field selector {}: {old}",
                        quote(&full),
                        quote(labels),
                        quote(fields)
                    )
                };
                status["message"] = message.into();
                Failure::Status(status)
            }
            other => other,
        }
    }

    async fn by_tuples(&self, cx: &Context, tuples: &[(String, String)]) -> Outcome<Found> {
        let discovery = cx.discovery().await?;
        let mut wanted: Vec<(Resource, &str)> = Vec::new();
        for (kind, name) in tuples {
            wanted.push((discovery.require(kind)?.clone(), name));
        }
        if self.single_type && wanted.iter().any(|(resource, _)| *resource != wanted[0].0) {
            return fail("you may only specify a single resource type");
        }
        if self.namespace.is_empty() && wanted.iter().any(|(resource, _)| resource.namespaced) {
            return fail(no_namespace(self.all_namespaces));
        }
        self.fetch_all(cx, wanted, tuples.len() == 1).await
    }

    async fn by_names(&self, cx: &Context, types: &[String], names: &[String]) -> Outcome<Found> {
        if types.len() > 1 {
            return fail("you must specify only one resource");
        }
        let resource = self.mappings(cx, types).await?.into_iter().next();
        let Some(resource) = resource else {
            return fail("you must provide a resource and a resource name together");
        };
        if resource.namespaced && self.namespace.is_empty() {
            return fail(no_namespace(self.all_namespaces));
        }
        let wanted = names.iter().map(|name| (resource.clone(), name.as_str())).collect();
        self.fetch_all(cx, wanted, names.len() == 1).await
    }

    async fn fetch_all(&self, cx: &Context, wanted: Vec<(Resource, &str)>, single: bool) -> Outcome<Found> {
        let mut found = Found { single, ..Found::default() };
        for (resource, name) in wanted {
            let namespace = if resource.namespaced { self.namespace.clone() } else { String::new() };
            let mut info = Info {
                resource,
                namespace,
                name: name.to_owned(),
                object: Value::Null,
                source: String::new(),
            };
            let got = match segment::check_object(&info.namespace, &info.name) {
                Ok(()) if self.no_fetch => Ok(Value::Null),
                Ok(()) => self.get(cx, &info).await,
                Err(refused) => Err(refused),
            };
            match got {
                Ok(object) => info.object = object,
                Err(failure) => {
                    found.errors.push(failure);
                    if self.continue_on_error {
                        continue;
                    }
                    break;
                }
            }
            found.infos.push(info);
        }
        Ok(found)
    }

    async fn get(&self, cx: &Context, info: &Info) -> Outcome<Value> {
        let mut path = info.path();
        if !self.subresource.is_empty() {
            path = format!("{path}/{}", self.subresource);
        }
        let mut request = Request::get(path).query("includeObject", self.include_object);
        if let Some(accept) = self.accept {
            request = request.accept(accept);
        }
        cx.json(request).await
    }
}

fn no_namespace(all: bool) -> String {
    if all {
        "a resource cannot be retrieved by name across all namespaces".to_owned()
    } else {
        "namespace may not be empty when retrieving a resource by name".to_owned()
    }
}

/// The items of a list, each with its kind and version.
pub(crate) fn items_of(list: &Value) -> Vec<Value> {
    let kind = str_at(list, &["kind"]).strip_suffix("List").unwrap_or("").to_owned();
    let version = str_at(list, &["apiVersion"]).to_owned();
    list_at(list, &["items"])
        .iter()
        .map(|item| {
            let mut item = item.clone();
            if let Some(map) = item.as_object_mut() {
                if !map.contains_key("kind") {
                    map.insert("kind".into(), kind.clone().into());
                }
                if !map.contains_key("apiVersion") {
                    map.insert("apiVersion".into(), version.clone().into());
                }
            }
            item
        })
        .collect()
}

/// An object with its place.
pub(crate) fn info_of(resource: &Resource, object: Value, source: &str) -> Info {
    Info {
        resource: resource.clone(),
        namespace: namespace_of(&object).to_owned(),
        name: name_of(&object).to_owned(),
        object,
        source: source.to_owned(),
    }
}

/// `a,b c d` becomes `a/c a/d b/c b/d`.
fn normalize(words: &[String]) -> Vec<String> {
    if words.len() >= 2 {
        let types: Vec<&str> = words[0].split(',').filter(|one| !one.is_empty()).collect();
        if types.len() > 1 {
            return types
                .iter()
                .flat_map(|kind| words[1..].iter().map(move |name| format!("{kind}/{name}")))
                .collect();
        }
    }
    words.to_vec()
}

/// `type/name`.
pub(crate) fn split_name(word: &str) -> Outcome<(String, String)> {
    let parts: Vec<&str> = word.split('/').collect();
    match parts.as_slice() {
        [kind, name] if !kind.is_empty() && !name.is_empty() && !kind.contains(',') => {
            Ok(((*kind).to_owned(), (*name).to_owned()))
        }
        [_, _] => fail("arguments in resource/name form must have a single resource and name"),
        _ => fail("arguments in resource/name form may not have more than one slash"),
    }
}

/// An object of which nothing is left but its name.
pub(crate) fn reference(info: &Info) -> Value {
    if !info.object.is_null() {
        return info.object.clone();
    }
    serde_json::json!({
        "apiVersion": info.resource.api_version(), "kind": info.resource.kind,
        "metadata": { "name": info.name, "namespace": info.namespace },
    })
}
