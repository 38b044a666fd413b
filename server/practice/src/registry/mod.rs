//! The generic registry: what creating, changing and deleting an object of any kind has in common.
//!
//! Layer: state; every step is a function of the world and the request. Mirrors
//! `apiserver/pkg/registry/generic/registry/store.go` and `registry/rest/{create,update,delete}.go`.

pub(crate) mod apply;
pub(crate) mod managed;
pub(crate) mod patch;

use std::sync::Arc;

use serde_json::{Value, json};

use crate::admission;
use crate::controllers::namespace;
use crate::json::{at, has, int, list, set, text};
use crate::kinds::{self, KindId, meta};
use crate::status::{Errors, Outcome, Status};
use crate::store::{Key, Obj};
use crate::world::{World, suffix, uuid};

/// Which part of an object a request writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// All but status.
    Main,
    /// `/status`.
    Status,
    /// Anything: the cluster's own controllers.
    Any,
}

/// How a request writes.
#[derive(Clone, Debug)]
pub(crate) struct Write {
    /// Check everything, keep nothing.
    pub(crate) dry_run: bool,
    /// Who writes, for `managedFields`; `None`: not recorded.
    pub(crate) manager: Option<String>,
    /// The part.
    pub(crate) part: Part,
}

impl Write {
    /// A write of the cluster's own controllers.
    pub(crate) fn internal() -> Write {
        Write { dry_run: false, manager: None, part: Part::Any }
    }
}

/// 404 for an object of a kind.
pub(crate) fn missing(kind: KindId, name: &str) -> Status {
    Status::not_found(kind.meta().group, kind.meta().plural, name)
}

/// Creates an object.
pub(crate) fn create(w: &mut World, kind: KindId, ns: &str, mut obj: Value, write: &Write) -> Outcome<Obj> {
    let m = kind.meta();
    let imp = kind.get();
    if m.namespaced {
        let given = text(&obj, "metadata.namespace");
        if !given.is_empty() && given != ns {
            return Err(Status::bad_request(
                "the namespace of the provided object does not match the namespace sent on the request",
            ));
        }
        set(&mut obj, "metadata.namespace", ns);
        let name = text(&obj, "metadata.name").to_owned();
        admission::namespace_exists(w, kind, ns, &name)?;
    } else {
        crate::json::remove(&mut obj, "metadata.namespace");
    }
    for field in
        ["resourceVersion", "selfLink", "managedFields", "deletionTimestamp", "deletionGracePeriodSeconds"]
    {
        if write.part != Part::Any && field == "resourceVersion" && has(&obj, "metadata.resourceVersion") {
            return Err(Status::internal_plain("resourceVersion should not be set on objects to be created"));
        }
        crate::json::remove(&mut obj, &format!("metadata.{field}"));
    }
    if !has(&obj, "metadata.name") && has(&obj, "metadata.generateName") {
        let name = format!("{}{}", text(&obj, "metadata.generateName"), suffix(5));
        set(&mut obj, "metadata.name", name);
    }
    set(&mut obj, "metadata.uid", uuid());
    set(&mut obj, "metadata.creationTimestamp", w.now());
    if imp.has_generation() {
        set(&mut obj, "metadata.generation", 1);
    } else {
        crate::json::remove(&mut obj, "metadata.generation");
    }
    imp.default(&mut obj);
    imp.prepare_for_create(&mut obj);
    drop_empty(&mut obj);
    // Before admission: what plug-ins add belongs to nobody.
    let managed = write
        .manager
        .as_ref()
        .and_then(|who| managed::update(kind, None, None, &obj, who, write.part, &w.now()));
    if kind == kinds::POD && matches!(text(&obj, "spec.serviceAccountName"), "" | "default") {
        // The real server asks for the default account up to ten times, 100 to 200 ms apart, while its controller makes it
        // (plugin/pkg/admission/serviceaccount). Here the controller takes that step at once.
        namespace::provide(w, ns);
    }
    admission::mutate(w, kind, &mut obj)?;
    let mut errors = Errors::default();
    meta::validate(imp.name_rule(), m.namespaced, &obj, &mut errors);
    imp.validate(&obj, &mut errors);
    let name = text(&obj, "metadata.name").to_owned();
    refuse(kind, &name, errors)?;
    let key = Key::new(kind, ns, &name);
    admission::allocate(w, kind, &mut obj, None)?;
    admission::validate(w, kind, &obj)?;
    if w.store.get(&key).is_some() {
        return Err(Status::already_exists(m.group, m.plural, &name));
    }
    if write.dry_run {
        return Ok(Obj { v: Arc::new(obj), managed, rev: w.store.rev });
    }
    Ok(w.store.put(&key, obj, managed))
}

/// Fails with 422 when there are errors.
pub(crate) fn refuse(kind: KindId, name: &str, errors: Errors) -> Outcome<()> {
    if errors.0.is_empty() {
        Ok(())
    } else {
        Err(Status::invalid(kind.meta().group, kind.meta().kind, name, errors.0))
    }
}

/// Empty maps of labels and annotations are not kept, as Go's `omitempty` does.
fn drop_empty(obj: &mut Value) {
    for path in ["metadata.labels", "metadata.annotations", "metadata.ownerReferences", "metadata.finalizers"]
    {
        if !at(obj, path).is_null() && !has(obj, path) {
            crate::json::remove(obj, path);
        }
    }
}

/// Changes an object to `new`. The resource version in it, if any, must be the stored one.
pub(crate) fn update(w: &mut World, key: &Key, mut new: Value, write: &Write) -> Outcome<Obj> {
    let kind = key.kind;
    let (m, imp) = (kind.meta(), kind.get());
    let old = w.store.get(key).cloned().ok_or_else(|| missing(kind, &key.name))?;
    let version = text(&new, "metadata.resourceVersion");
    if !version.is_empty() && version != text(&old.v, "metadata.resourceVersion") {
        return Err(Status::stale(m.group, m.plural, &key.name));
    }
    let uid = text(&new, "metadata.uid");
    if !uid.is_empty() && uid != text(&old.v, "metadata.uid") {
        let why = format!(
            "Precondition failed: UID in precondition: {uid}, UID in object meta: {}",
            text(&old.v, "metadata.uid")
        );
        return Err(Status::conflict(m.group, m.plural, &key.name, &why));
    }
    let given_managed = crate::json::remove(&mut new, "metadata.managedFields");
    match write.part {
        Part::Status => {
            let status = new.get("status").cloned().unwrap_or(json!({}));
            let mut kept = (*old.v).clone();
            set(&mut kept, "status", status);
            if kind == kinds::NODE {
                for path in ["metadata.labels", "metadata.annotations"] {
                    if has(&new, path) {
                        set(&mut kept, path, at(&new, path).clone());
                    }
                }
            }
            new = kept;
        }
        Part::Main => {
            imp.default(&mut new);
            imp.prepare_for_update(&mut new, &old.v);
        }
        Part::Any => {}
    }
    for field in [
        "uid",
        "creationTimestamp",
        "namespace",
        "generation",
        "deletionTimestamp",
        "deletionGracePeriodSeconds",
        "generateName",
    ] {
        let path = format!("metadata.{field}");
        match at(&old.v, &path) {
            Value::Null => drop(crate::json::remove(&mut new, &path)),
            v => set(&mut new, &path, v.clone()),
        }
    }
    set(&mut new, "metadata.name", key.name.as_ref());
    imp.default(&mut new);
    drop_empty(&mut new);
    if new.get("status").is_some_and(Value::is_null) {
        crate::json::remove(&mut new, "status");
    }
    if imp.has_generation() && without_meta(&new) != without_meta(&old.v) {
        set(&mut new, "metadata.generation", int(&old.v, "metadata.generation") + 1);
    }
    let mut errors = Errors::default();
    meta::validate(imp.name_rule(), m.namespaced, &new, &mut errors);
    if write.part != Part::Status {
        imp.validate(&new, &mut errors);
        imp.validate_update(&new, &old.v, &mut errors);
    }
    refuse(kind, &key.name, errors)?;
    admission::allocate(w, kind, &mut new, Some(&old.v))?;
    let managed = match &write.manager {
        Some(who) => {
            let base = match &given_managed {
                Some(Value::Array(items))
                    if items.len() != managed::count(old.managed.as_deref())
                        || who == "before-first-apply" =>
                {
                    Some(Arc::from(Value::Array(items.clone()).to_string()))
                }
                _ => old.managed.clone(),
            };
            managed::update(kind, base.as_deref(), Some(&old.v), &new, who, write.part, &w.now())
        }
        None => old.managed.clone(),
    };
    store_changed(w, key, new, managed, write.dry_run)
}

/// Keeps a changed object; one that was only waiting for its finalizers goes.
pub(crate) fn store_changed(
    w: &mut World,
    key: &Key,
    new: Value,
    managed: Option<Arc<str>>,
    dry_run: bool,
) -> Outcome<Obj> {
    if dry_run {
        return Ok(Obj { v: Arc::new(new), managed, rev: w.store.rev });
    }
    let doomed = has(&new, "metadata.deletionTimestamp")
        && !has(&new, "metadata.finalizers")
        && int(&new, "metadata.deletionGracePeriodSeconds") == 0;
    let doomed = doomed && key.kind != kinds::NAMESPACE;
    let obj = w.store.put(key, new, managed);
    if doomed {
        return w.store.remove(key).ok_or_else(|| missing(key.kind, &key.name));
    }
    Ok(obj)
}

fn without_meta(v: &Value) -> Value {
    let mut v = v.clone();
    if let Some(map) = v.as_object_mut() {
        map.remove("metadata");
        map.remove("status");
    }
    v
}

/// How a deletion is asked for: `metav1.DeleteOptions`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Delete {
    /// Seconds of grace, if given.
    pub(crate) grace: Option<i64>,
    /// `Background`, `Foreground` or `Orphan`; empty: the default.
    pub(crate) propagation: String,
    /// Required uid.
    pub(crate) uid: Option<String>,
    /// Required resource version.
    pub(crate) version: Option<String>,
    /// Check everything, delete nothing.
    pub(crate) dry_run: bool,
}

impl Delete {
    /// Reads the options of a request.
    pub(crate) fn read(body: &Value) -> Outcome<Delete> {
        let propagation = match text(body, "propagationPolicy") {
            "" if body.get("orphanDependents") == Some(&Value::Bool(true)) => "Orphan".to_owned(),
            p @ ("" | "Background" | "Foreground" | "Orphan") => p.to_owned(),
            other => {
                let mut errors = Errors::default();
                errors.not_supported("propagationPolicy", other, &["Background", "Foreground", "Orphan", ""]);
                return Err(Status::invalid("meta.k8s.io", "DeleteOptions", "", errors.0));
            }
        };
        Ok(Delete {
            grace: body.get("gracePeriodSeconds").and_then(Value::as_i64),
            propagation,
            uid: at(body, "preconditions.uid").as_str().map(str::to_owned),
            version: at(body, "preconditions.resourceVersion").as_str().map(str::to_owned),
            dry_run: list(body, "dryRun").iter().any(|d| d == "All"),
        })
    }
}

/// Deletes an object, or begins to. `true`: it is gone.
pub(crate) fn delete(w: &mut World, key: &Key, how: &Delete) -> Outcome<(Obj, bool)> {
    let (kind, m) = (key.kind, key.kind.meta());
    let old = w.store.get(key).cloned().ok_or_else(|| missing(kind, &key.name))?;
    for (wanted, path, what) in
        [(&how.uid, "metadata.uid", "UID"), (&how.version, "metadata.resourceVersion", "ResourceVersion")]
    {
        if let Some(wanted) = wanted
            && wanted != text(&old.v, path)
        {
            let why = format!(
                "Precondition failed: {what} in precondition: {wanted}, {what} in object meta: {}",
                text(&old.v, path)
            );
            return Err(Status::conflict(m.group, m.plural, &key.name, &why));
        }
    }
    if kind == kinds::NAMESPACE && ["default", "kube-system", "kube-public"].contains(&key.name.as_ref()) {
        return Err(Status::forbidden("", "namespaces", &key.name, "this namespace may not be deleted"));
    }
    let mut new = (*old.v).clone();
    let mut finalizers: Vec<Value> = list(&new, "metadata.finalizers").to_vec();
    finalizers.retain(|f| f != "orphan" && f != "foregroundDeletion" || how.propagation.is_empty());
    match how.propagation.as_str() {
        "Foreground" => finalizers.push("foregroundDeletion".into()),
        "Orphan" => finalizers.push("orphan".into()),
        _ => {}
    }
    finalizers.dedup();
    let waits = !finalizers.is_empty() || kind == kinds::NAMESPACE;
    set(&mut new, "metadata.finalizers", finalizers);
    drop_empty(&mut new);
    let deleting = has(&old.v, "metadata.deletionTimestamp");
    let mut grace = how.grace.unwrap_or_else(|| kind.get().grace_period(&old.v)).max(0);
    if kind.get().grace_period(&old.v) == 0 {
        grace = 0;
    }
    if kind == kinds::POD && grace > 0 {
        let before = int(&old.v, "metadata.deletionGracePeriodSeconds");
        if deleting && grace >= before {
            return Ok((old, false));
        }
    }
    if grace == 0 && !waits {
        if how.dry_run {
            return Ok((old, true));
        }
        return w.store.remove(key).map(|o| (o, true)).ok_or_else(|| missing(kind, &key.name));
    }
    if !deleting || grace < int(&old.v, "metadata.deletionGracePeriodSeconds") {
        let until = w.clock.now() + jiff::SignedDuration::from_secs(grace);
        set(&mut new, "metadata.deletionTimestamp", crate::clock::rfc3339(until));
        set(&mut new, "metadata.deletionGracePeriodSeconds", grace);
        if kind.get().has_generation() && !deleting {
            set(&mut new, "metadata.generation", int(&old.v, "metadata.generation") + 1);
        }
    }
    if kind == kinds::NAMESPACE {
        crate::json::remove(&mut new, "metadata.deletionGracePeriodSeconds");
        set(&mut new, "status.phase", "Terminating");
    }
    if how.dry_run {
        return Ok((Obj { v: Arc::new(new), managed: old.managed, rev: old.rev }, false));
    }
    Ok((w.store.put(key, new, old.managed), false))
}
