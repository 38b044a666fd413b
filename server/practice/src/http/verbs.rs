//! The verbs on objects: get, create, update, patch, delete, deletecollection.
//!
//! Layer: I/O shell around the registry. Mirrors `apiserver/pkg/endpoints/handlers/{get,create,update,patch,delete}.go`.

use std::sync::Arc;

use http::Method;
use serde_json::{Value, json};

use super::answer::Reply;
use super::request::Call;
use super::{list, subresource, watch};
use crate::json::{set, text};
use crate::kinds::{self, KindId, RowCx};
use crate::open::Inner;
use crate::registry::{self, Delete, Part, Write, apply, patch};
use crate::schema::Problems;
use crate::status::{Outcome, Status};
use crate::store::{Key, Obj};

/// Runs a request on an object or a collection.
pub(crate) async fn run(inner: &Arc<Inner>, call: &Call) -> Outcome<Reply> {
    let kind = call.target.kind()?;
    let reply = on_kind(inner, kind, call).await?;
    if kind == kinds::ENDPOINTS {
        return Ok(
            reply.with_warning("v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice")
        );
    }
    Ok(reply)
}

async fn on_kind(inner: &Arc<Inner>, kind: KindId, call: &Call) -> Outcome<Reply> {
    if !["", "status"].contains(&call.target.sub.as_str()) {
        return subresource::run(inner, kind, call).await;
    }
    if call.target.sub == "status" && !kind.meta().status {
        return Err(Status::no_resource());
    }
    let named = !call.target.name.is_empty();
    match (&call.method, named) {
        (&Method::GET, _) if call.query.flag("watch") => watch::watch(inner, kind, call),
        (&Method::GET, false) => list::list(inner, kind, call),
        (&Method::GET, true) => {
            let key = key(kind, call);
            let obj = inner
                .with(|w| w.store.get(&key).cloned())
                .ok_or_else(|| registry::missing(kind, &key.name))?;
            Ok(reply(inner, kind, call, &obj))
        }
        (&Method::POST, false) => create(inner, kind, call),
        (&Method::PUT, true) => update(inner, kind, call),
        (&Method::PATCH, true) => patch_object(inner, kind, call),
        (&Method::DELETE, true) => delete(inner, kind, call),
        (&Method::DELETE, false) => delete_collection(inner, kind, call),
        _ => Err(Status::method_not_allowed()),
    }
}

/// The address of the request's object.
pub(crate) fn key(kind: KindId, call: &Call) -> Key {
    Key::new(kind, &call.target.ns, &call.target.name)
}

/// An object as it goes out: with its managed fields, in the dress that was asked for.
pub(crate) fn whole(obj: &Obj, new_events: bool) -> Value {
    let mut v = (*obj.v).clone();
    if let Some(managed) = &obj.managed
        && let Ok(managed) = serde_json::from_str::<Value>(managed)
    {
        set(&mut v, "metadata.managedFields", managed);
    }
    if new_events { kinds::event_to_v1(&v) } else { v }
}

/// The answer with one object: as it is, as a Table or as its metadata.
pub(crate) fn reply(inner: &Inner, kind: KindId, call: &Call, obj: &Obj) -> Reply {
    let v = whole(obj, call.target.new_events());
    if let Some(version) = &call.accept.table {
        let cx = RowCx { now: inner.now() };
        let meta = json!({"resourceVersion": text(&v, "metadata.resourceVersion")});
        return Reply::json(cx.table(kind, &[v], call.query.get("includeObject"), version, meta, true));
    }
    if call.accept.partial {
        return Reply::json(
            json!({"kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": v["metadata"]}),
        );
    }
    Reply::json(v)
}

/// Checks that a body is an object of the kind, and finds unknown fields: an error or warnings, as the request asks.
fn decode(kind: KindId, call: &Call, mut obj: Value) -> Outcome<(Value, Vec<String>)> {
    let m = kind.meta();
    if call.target.new_events() {
        obj = kinds::event_from_v1(&obj);
    }
    if !obj.is_object() {
        return Err(Status::bad_request(
            "couldn't get version/kind; json parse error: unexpected end of JSON input",
        ));
    }
    let (version, name) = (text(&obj, "apiVersion").to_owned(), text(&obj, "kind").to_owned());
    if (!name.is_empty() && name != m.kind) || (!version.is_empty() && version != m.api_version()) {
        return Err(Status::bad_request(format!(
            "{name} in version {:?} cannot be handled as a {}: no kind {name:?} is registered for version {version:?}",
            version.rsplit('/').next().unwrap_or(""),
            m.kind
        )));
    }
    set(&mut obj, "apiVersion", m.api_version());
    set(&mut obj, "kind", m.kind);
    let found = crate::schema::problems(kind, &mut obj);
    judged(kind, call, found).map(|warnings| (obj, warnings))
}

/// What decoding found, as an error or as warnings: `fieldValidation` says which.
fn judged(kind: KindId, call: &Call, found: Problems) -> Outcome<Vec<String>> {
    let m = kind.meta();
    let cannot = |why: String| {
        Status::bad_request(format!(
            "{} in version {:?} cannot be handled as a {}: {why}",
            m.kind, m.version, m.kind
        ))
    };
    if let Some(fatal) = found.fatal {
        return Err(cannot(fatal.decoding()));
    }
    match call.query.get("fieldValidation") {
        "Strict" if !found.unknown.is_empty() => {
            Err(cannot(format!("strict decoding error: {}", found.unknown.join(", "))))
        }
        "Ignore" => Ok(Vec::new()),
        _ => Ok(found.unknown),
    }
}

fn write(call: &Call) -> Outcome<Write> {
    let part = if call.target.sub == "status" { Part::Status } else { Part::Main };
    Ok(Write { dry_run: call.dry_run()?, manager: Some(call.manager()), part })
}

fn create(inner: &Arc<Inner>, kind: KindId, call: &Call) -> Outcome<Reply> {
    let (obj, warnings) = decode(kind, call, call.json()?)?;
    let write = write(call)?;
    let ns = call.target.ns.clone();
    if kind.meta().namespaced && ns.is_empty() {
        return Err(Status::method_not_allowed());
    }
    let obj = inner.with(|w| registry::create(w, kind, &ns, obj, &write))?;
    Ok(reply(inner, kind, call, &obj).with_code(201).with_warnings(warnings))
}

fn update(inner: &Arc<Inner>, kind: KindId, call: &Call) -> Outcome<Reply> {
    let (obj, warnings) = decode(kind, call, call.json()?)?;
    let name = text(&obj, "metadata.name");
    if name != call.target.name {
        return Err(Status::bad_request(format!(
            "the name of the object ({name}) does not match the name on the URL ({})",
            call.target.name
        )));
    }
    let write = write(call)?;
    let key = key(kind, call);
    let obj = inner.with(|w| registry::update(w, &key, obj, &write))?;
    Ok(reply(inner, kind, call, &obj).with_warnings(warnings))
}

fn patch_object(inner: &Arc<Inner>, kind: KindId, call: &Call) -> Outcome<Reply> {
    let write = write(call)?;
    let key = key(kind, call);
    if call.media_type.starts_with("application/apply-patch") {
        let config: Value = serde_yaml_ng::from_slice(&call.body)
            .map_err(|e| Status::bad_request(format!("error decoding YAML: {e}")))?;
        applicable(kind, &key, &config)?;
        let (config, warnings) = decode(kind, call, config)?;
        if call.query.get("fieldManager").is_empty() {
            let mut errors = crate::status::Errors::default();
            errors.required("fieldManager", "is required for apply patch");
            return Err(Status::invalid("meta.k8s.io", "PatchOptions", "", errors.0));
        }
        let force = call.query.flag("force");
        let (obj, new) = inner.with(|w| apply::apply(w, &key, config, &call.manager(), force, &write))?;
        return Ok(reply(inner, kind, call, &obj)
            .with_code(if new { 201 } else { 200 })
            .with_warnings(warnings));
    }
    let body = call.json()?;
    let (obj, warnings) = inner.with(|w| {
        let old = w.store.get(&key).cloned().ok_or_else(|| registry::missing(kind, &key.name))?;
        let current = whole(&old, false);
        let mut new = patch::patched(&call.media_type, &current, &body)?;
        let found = crate::schema::problems(kind, &mut new);
        let strategic = call.media_type.starts_with("application/strategic");
        let warnings = if strategic { converted(call, &body, found) } else { judged(kind, call, found) }?;
        registry::update(w, &key, new, &write).map(|o| (o, warnings))
    })?;
    Ok(reply(inner, kind, call, &obj).with_warnings(warnings))
}

/// Refuses what server-side apply cannot make an object of, in its words.
fn applicable(kind: KindId, key: &Key, config: &Value) -> Outcome<()> {
    let m = kind.meta();
    let version = if m.group.is_empty() { format!("/{}", m.version) } else { m.api_version() };
    let which = format!("({}/{}; {version}, Kind={})", key.ns, key.name, m.kind);
    let lines = crate::schema::untyped(kind, config);
    let found = match lines.as_slice() {
        [] => {
            let Some(fatal) = crate::schema::problems(kind, &mut config.clone()).fatal else { return Ok(()) };
            let why = fatal.decoding();
            return Err(Status::bare(format!(
                "failed to convert new object {which} to proper version: unable to convert unstructured object to {version}, Kind={}: {why}",
                m.kind
            )));
        }
        [one] => one.clone(),
        many => format!("errors:{}", many.iter().map(|line| format!("\n  {line}")).collect::<String>()),
    };
    Err(Status::bare(format!("failed to create typed patch object {which}: {found}")))
}

/// What decoding found in what a strategic merge patch made of an object, as an error or as warnings.
fn converted(call: &Call, body: &Value, found: Problems) -> Outcome<Vec<String>> {
    let unknown = found.unknown.join(", ");
    let why = match found.fatal {
        Some(fatal) => fatal.converting(),
        None if unknown.is_empty() || call.query.get("fieldValidation") == "Ignore" => return Ok(Vec::new()),
        None if call.query.get("fieldValidation") != "Strict" => return Ok(found.unknown),
        None => format!("strict decoding error: {unknown}"),
    };
    let mut left = body.clone();
    without_merged_lists(&mut left);
    let mut errors = crate::status::Errors::default();
    errors.invalid("patch", go_map(&left), &why);
    Err(Status::invalid("", "", "", errors.0))
}

/// What Go's strategic merge leaves of a patch when it has merged the lists with an order.
fn without_merged_lists(patch: &mut Value) {
    const ORDER: &str = "$setElementOrder/";
    let Value::Object(map) = patch else { return };
    let merged: Vec<String> =
        map.keys().filter_map(|key| key.strip_prefix(ORDER)).map(str::to_owned).collect();
    for list in merged {
        for key in [format!("{ORDER}{list}"), format!("$deleteFromPrimitiveList/{list}"), list] {
            map.remove(&key);
        }
    }
    map.values_mut().for_each(without_merged_lists);
}

/// A value as Go's `%v` prints it.
fn go_map(v: &Value) -> String {
    match v {
        Value::Object(map) => format!(
            "map[{}]",
            map.iter().map(|(k, v)| format!("{k}:{}", go_map(v))).collect::<Vec<_>>().join(" ")
        ),
        Value::Array(items) => format!("[{}]", items.iter().map(go_map).collect::<Vec<_>>().join(" ")),
        Value::String(s) => s.clone(),
        Value::Null => "<nil>".into(),
        other => other.to_string(),
    }
}

/// The options of a deletion, from body and query.
pub(crate) fn delete_options(call: &Call) -> Outcome<Delete> {
    let mut how = Delete::read(&call.json()?)?;
    how.dry_run |= call.dry_run()?;
    if let Ok(grace) = call.query.get("gracePeriodSeconds").parse() {
        how.grace = Some(grace);
    }
    if !call.query.get("propagationPolicy").is_empty() {
        how.propagation = call.query.get("propagationPolicy").to_owned();
    }
    Ok(how)
}

fn delete(inner: &Arc<Inner>, kind: KindId, call: &Call) -> Outcome<Reply> {
    let how = delete_options(call)?;
    let key = key(kind, call);
    let (obj, gone) = inner.with(|w| registry::delete(w, &key, &how))?;
    if !gone || kind == kinds::POD {
        return Ok(reply(inner, kind, call, &obj));
    }
    let m = kind.meta();
    let mut details =
        json!({"name": key.name.as_ref(), "kind": m.plural, "uid": text(&obj.v, "metadata.uid")});
    if !m.group.is_empty() {
        details["group"] = m.group.into();
    }
    Ok(Reply::json(
        json!({"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Success", "details": details}),
    ))
}

fn delete_collection(inner: &Arc<Inner>, kind: KindId, call: &Call) -> Outcome<Reply> {
    let how = delete_options(call)?;
    let wanted = list::Wanted::of(kind, call)?;
    let items = inner.with(|w| {
        let found: Vec<Obj> = w
            .store
            .list(kind, wanted.ns.as_deref())
            .into_iter()
            .filter(|o| wanted.matches(kind, &o.v))
            .collect();
        found
            .into_iter()
            .filter_map(|o| {
                let key = Key::new(kind, text(&o.v, "metadata.namespace"), text(&o.v, "metadata.name"));
                registry::delete(w, &key, &how).ok().map(|(o, _)| whole(&o, false))
            })
            .collect::<Vec<_>>()
    });
    let m = kind.meta();
    Ok(Reply::json(
        json!({"kind": format!("{}List", m.kind), "apiVersion": m.api_version(), "metadata": {"resourceVersion": inner.rev().to_string()}, "items": items}),
    ))
}
