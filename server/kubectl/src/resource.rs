//! From the words of a command to objects: types and names, selectors, manifests.
//!
//! Layer: commands' shared first step. Upstream: `cli-runtime/pkg/resource/builder.go`, `visitor.go`, `mapper.go`.

mod fetch;
mod files;
mod metadata;
mod pages;
mod segment;
mod sources;
mod words;

use apimachinery::discovery::Resource;
use apimachinery::path::{list_at, name_of, namespace_of, str_at};
use serde_json::Value;

pub(crate) use words::Plan;

use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome};
use crate::flags::Positional;
use crate::flags::groups::{Filename, Selector};

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
    pub(crate) fn path(&self) -> Outcome<String> {
        Ok(self.resource.object_path(&self.namespace, &self.name)?)
    }

    /// `pods/web` as messages have it: `deployment.apps/web`.
    pub(crate) fn typed_name(&self) -> String {
        format!("{}/{}", self.resource.group_kind(), self.name)
    }

    /// The newest state of the object.
    pub(crate) async fn fetch(&self, cx: &Context) -> Outcome<Value> {
        cx.json(Request::get(self.path()?)).await
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

impl Builder {
    /// For objects of the command's namespace.
    pub(crate) async fn new(cx: &Context) -> Outcome<Builder> {
        let (namespace, explicit) = cx.namespace().await?;
        Ok(Builder {
            namespace,
            enforce_namespace: explicit,
            flatten: true,
            continue_on_error: true,
            ..Builder::default()
        })
    }

    /// Of the types and names that the command's words give.
    pub(crate) fn words(self, words: &Positional) -> Builder {
        Builder { args: words.list.clone(), ..self }
    }

    /// Of manifests.
    pub(crate) fn files(self, files: &Filename) -> Builder {
        Builder { filenames: files.filename.to_vec(), recursive: files.recursive, ..self }
    }

    /// With labels.
    pub(crate) fn labelled(self, flag: &Selector) -> Builder {
        Builder { selector: some(&flag.selector), ..self }
    }

    /// With fields.
    pub(crate) fn with_fields(self, field_selector: &str) -> Builder {
        Builder { field_selector: some(field_selector), ..self }
    }

    /// In all namespaces, where that was asked for.
    pub(crate) fn everywhere(self, all_namespaces: bool) -> Builder {
        Builder { all_namespaces, enforce_namespace: self.enforce_namespace && !all_namespaces, ..self }
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
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
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
