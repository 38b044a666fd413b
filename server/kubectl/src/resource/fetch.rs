//! Asks the server for the objects of a plan: lists, and objects by name.
//!
//! Layer: commands' shared first step. Upstream: `cli-runtime/pkg/resource/selector.go`, `builder.go` (`visitByName`).

use apimachinery::discovery::Resource;
use apimachinery::path::str_at;
use go_text::quote;
use serde_json::Value;

use super::{Builder, Found, Info, info_of, items_of, segment};
use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};

impl Builder {
    pub(super) async fn mappings(&self, cx: &Context, types: &[String]) -> Outcome<Vec<Resource>> {
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

    pub(super) async fn by_selector(
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

    pub(super) fn unlisted(&self, resource: &Resource, failure: Failure) -> Failure {
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

    pub(super) async fn by_tuples(&self, cx: &Context, tuples: &[(String, String)]) -> Outcome<Found> {
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

    pub(super) async fn by_names(&self, cx: &Context, types: &[String], names: &[String]) -> Outcome<Found> {
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

    pub(super) async fn get(&self, cx: &Context, info: &Info) -> Outcome<Value> {
        let mut path = info.path()?;
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
