//! `/openapi/v3`: one document for each group version, with the paths and schemas that kubectl looks for; and `/openapi/v2`, which names none.
//!
//! Layer: pure. Parameters carry what clients test for: `dryRun`, `fieldManager`, `fieldValidation`, `force`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::{definitions, extension, short_name, type_name};
use crate::kinds::{self, KindId, Meta};

/// The old document: it names no path and no type. kubectl reads it where version 3 has no answer, for a kind that is not served, and goes
/// on to say so.
pub(crate) fn v2() -> Value {
    json!({"swagger": "2.0", "info": {"title": "Kubernetes", "version": "v1.36.3"}, "paths": {}})
}

/// [`v2`] in protobuf: `swagger`, `info` with `title` and `version`, by their field numbers in gnostic's `OpenAPIv2.proto`.
pub(crate) fn v2_protobuf() -> &'static [u8] {
    b"\x0a\x032.0\x12\x15\x0a\x0aKubernetes\x12\x07v1.36.3"
}

/// The group versions and the paths of their documents.
pub(crate) fn index() -> Value {
    let mut paths = Map::new();
    let groups: BTreeSet<String> =
        kinds::all().map(|k| k.meta().api_version()).chain(["events.k8s.io/v1".to_owned()]).collect();
    for gv in groups {
        let path = if gv == "v1" { "api/v1".to_owned() } else { format!("apis/{gv}") };
        let hash = env!("CARGO_PKG_VERSION");
        paths.insert(
            path.clone(),
            json!({"serverRelativeURL": format!("/openapi/v3/{path}?hash=v1.36.3-{hash}")}),
        );
    }
    json!({"paths": paths})
}

/// The document of one group version; `None` when it is not served.
pub(crate) fn document(group: &str, version: &str) -> Option<Value> {
    let events = group == "events.k8s.io";
    let kinds: Vec<KindId> = kinds::all()
        .filter(|k| {
            (k.meta().group == group && k.meta().version == version) || (events && *k == kinds::EVENT)
        })
        .collect();
    if kinds.is_empty() {
        return None;
    }
    let all = definitions();
    let mut schemas = BTreeMap::new();
    let mut paths = Map::new();
    for kind in kinds {
        let m = kind.meta();
        let root = if events { "io.k8s.api.events.v1.Event".to_owned() } else { type_name(kind) };
        collect(&all, &root, &mut schemas);
        let gvk = json!({"group": group, "version": version, "kind": m.kind});
        if let Some(schema) = schemas.get_mut(&root) {
            schema["x-kubernetes-group-version-kind"] = json!([gvk]);
        }
        add_paths(m, group, version, &gvk, &root, &mut paths);
    }
    Some(json!({
        "openapi": "3.0.0",
        "info": {"title": "Kubernetes", "version": "v1.36.3"},
        "paths": paths,
        "components": {"schemas": schemas},
    }))
}

fn add_paths(m: &Meta, group: &str, version: &str, gvk: &Value, root: &str, paths: &mut Map<String, Value>) {
    let base = if group.is_empty() { format!("/api/{version}") } else { format!("/apis/{group}/{version}") };
    let scoped = if m.namespaced {
        format!("{base}/namespaces/{{namespace}}/{}", m.plural)
    } else {
        format!("{base}/{}", m.plural)
    };
    let query = |name: &str, ty: &str| json!({"name": name, "in": "query", "schema": {"type": ty, "uniqueItems": true}});
    let write =
        [query("dryRun", "string"), query("fieldManager", "string"), query("fieldValidation", "string")];
    let answer = json!({"200": {"description": "OK", "content": {"application/json": {"schema": {"$ref": format!("#/components/schemas/{root}")}}}}});
    let op = |verb: &str, parameters: &[Value]| json!({"x-kubernetes-action": verb, "x-kubernetes-group-version-kind": gvk, "parameters": parameters, "responses": answer});
    let mut patch = write.to_vec();
    patch.push(query("force", "boolean"));
    let list = json!({"get": op("list", &[])});
    if m.namespaced {
        paths.insert(format!("{base}/{}", m.plural), list.clone());
    }
    paths.insert(scoped.clone(), json!({"get": op("list", &[]), "post": op("post", &write), "delete": op("deletecollection", &write[..1])}));
    let one = json!({"get": op("get", &[]), "put": op("put", &write), "patch": op("patch", &patch), "delete": op("delete", &write[..1])});
    paths.insert(format!("{scoped}/{{name}}"), one.clone());
    if m.status {
        paths.insert(
            format!("{scoped}/{{name}}/status"),
            json!({"get": op("get", &[]), "put": op("put", &write), "patch": op("patch", &patch)}),
        );
    }
}

/// Takes a type and all that it names into the document.
/// What k8s-openapi requires and the API does not: metadata, but of core events, and names that may be empty.
fn asked_too_much(short: &str, field: &str) -> bool {
    const NAMELESS: &[&str] = &[
        "core.v1.ConfigMapEnvSource",
        "core.v1.ConfigMapKeySelector",
        "core.v1.ConfigMapProjection",
        "core.v1.ConfigMapVolumeSource",
        "core.v1.LocalObjectReference",
        "core.v1.SecretEnvSource",
        "core.v1.SecretKeySelector",
        "core.v1.SecretProjection",
    ];
    field == "metadata" && short != "core.v1.Event" || field == "name" && NAMELESS.contains(&short)
}

fn collect(all: &Map<String, Value>, name: &str, into: &mut BTreeMap<String, Value>) {
    if into.contains_key(name) {
        return;
    }
    let Some(schema) = all.get(name) else { return };
    let mut names = BTreeSet::new();
    let mut schema = rewrite(schema, &mut names);
    let short = short_name(name);
    if let Some(required) = schema.get_mut("required").and_then(Value::as_array_mut) {
        required.retain(|field| !asked_too_much(short, field.as_str().unwrap_or("")));
    }
    if short == "events.v1.Event" {
        schema["required"] = json!(["eventTime"]);
    }
    if extension(short, "").is_some_and(|e| e.2 == "atomic") {
        schema["x-kubernetes-map-type"] = "atomic".into();
    }
    for (field, value) in schema.get_mut("properties").and_then(Value::as_object_mut).into_iter().flatten() {
        if let Some((values, words)) = super::enumeration(short, field) {
            value["enum"] = values.split(',').collect::<Vec<_>>().into();
            let description = value["description"].as_str().unwrap_or("").to_owned();
            value["description"] = format!("{description}{words}").into();
        }
        merging(short, field, value);
    }
    into.insert(name.to_owned(), schema);
    for next in names {
        collect(all, &next, into);
    }
}

/// Adds how a field merges: in server-side apply, and in strategic merge patches.
fn merging(short: &str, field: &str, value: &mut Value) {
    let (kind, keys) = extension(short, field).map_or(("", ""), |(_, _, kind, keys)| (*kind, *keys));
    let patch = strategic_merge::field(short, field).unwrap_or_default();
    if !keys.is_empty() {
        value["x-kubernetes-list-map-keys"] = keys.split(',').collect::<Vec<_>>().into();
    }
    for (name, word) in [
        ("x-kubernetes-list-type", kind),
        ("x-kubernetes-patch-merge-key", patch.merge_key),
        ("x-kubernetes-patch-strategy", patch.strategy),
    ] {
        if !word.is_empty() {
            value[name] = word.into();
        }
    }
}

/// References as OpenAPI 3.0 writes them: next to other words they stand in an `allOf`.
fn rewrite(v: &Value, names: &mut BTreeSet<String>) -> Value {
    match v {
        Value::Object(map) => {
            let mut out: Map<String, Value> = map
                .iter()
                .filter(|(k, _)| *k != "$ref")
                .map(|(k, v)| (k.clone(), rewrite(v, names)))
                .collect();
            if let Some(reference) = map.get("$ref").and_then(Value::as_str) {
                let name = reference.rsplit('/').next().unwrap_or("").to_owned();
                let target = json!({"$ref": format!("#/components/schemas/{name}")});
                names.insert(name);
                if out.is_empty() {
                    return target;
                }
                out.insert("allOf".into(), json!([target]));
            }
            Value::Object(out)
        }
        Value::Array(items) => Value::Array(items.iter().map(|i| rewrite(i, names)).collect()),
        other => other.clone(),
    }
}
