//! Server-side apply: merging a configuration into an object, giving up what it no longer names, refusing what others own.
//!
//! Layer: state. Mirrors structured-merge-diff's `merge/update.go`, simplified: ownership is per field path as in
//! [`super::managed`]; a field goes when its last owner lets it go.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::managed::{child, entries, fields, key_of, minus, union};
use super::{Part, Write, create, missing, refuse};
use crate::json::{at, has, int, set, text};
use crate::kinds::{KindId, meta};
use crate::schema::{Merge, TYPES, Ty};
use crate::status::{Errors, Outcome, Status};
use crate::store::{Key, Obj};
use crate::world::World;

/// Applies a configuration; `true`: the object is new.
pub(crate) fn apply(
    w: &mut World,
    key: &Key,
    config: Value,
    who: &str,
    force: bool,
    write: &Write,
) -> Outcome<(Obj, bool)> {
    let kind = key.kind;
    let sub = if write.part == Part::Status { "status" } else { "" };
    let mut config = config;
    if has(&config, "metadata.managedFields") {
        return Err(Status::bad_request("metadata.managedFields must be nil"));
    }
    let mine = fields(kind, &config);
    let Some(old) = w.store.get(key).cloned() else {
        if write.part == Part::Status {
            return Err(missing(kind, &key.name));
        }
        set(&mut config, "metadata.name", key.name.as_ref());
        let dry = Write { manager: None, ..write.clone() };
        let created = create(w, kind, &key.ns, config, &Write { dry_run: true, ..dry })?;
        let managed: Arc<str> = Value::Array(vec![entry(kind, who, sub, &mine, &w.now())]).to_string().into();
        if write.dry_run {
            return Ok((Obj { managed: Some(managed), ..created }, true));
        }
        let obj = w.store.put(key, (*created.v).clone(), Some(managed));
        return Ok((obj, true));
    };
    let version = text(&config, "metadata.resourceVersion");
    if !version.is_empty() && version != text(&old.v, "metadata.resourceVersion") {
        return Err(Status::stale(kind.meta().group, kind.meta().plural, &key.name));
    }
    let mut list = entries(old.managed.as_deref());
    let is_me = |e: &Value| {
        text(e, "manager") == who && text(e, "operation") == "Apply" && text(e, "subresource") == sub
    };
    conflicts(&mut list, &is_me, &mine, &old.v, &config, force)?;
    let before =
        list.iter().find(|e| is_me(e)).and_then(|e| e["fieldsV1"].as_object().cloned()).unwrap_or_default();
    list.retain(|e| !is_me(e));
    let mut others = Map::new();
    for e in &list {
        others = union(&others, e["fieldsV1"].as_object().unwrap_or(&Map::new()));
    }
    let given_up = minus(&minus(&before, &mine), &others);
    let Some(root) = TYPES.of_kind(kind) else { return Err(Status::no_resource()) };
    let mut new = merge(&old.v, &config, &Ty::Ref(root), &Merge::Granular);
    prune(&mut new, &given_up);
    for field in
        ["uid", "creationTimestamp", "resourceVersion", "generation", "deletionTimestamp", "namespace"]
    {
        let path = format!("metadata.{field}");
        match at(&old.v, &path) {
            Value::Null => drop(crate::json::remove(&mut new, &path)),
            v => set(&mut new, &path, v.clone()),
        }
    }
    if write.part == Part::Status {
        let status = new["status"].clone();
        new = (*old.v).clone();
        set(&mut new, "status", status);
    } else {
        kind.get().prepare_for_update(&mut new, &old.v);
        kind.get().default(&mut new);
    }
    let mut errors = Errors::default();
    meta::validate(kind.get().name_rule(), kind.meta().namespaced, &new, &mut errors);
    kind.get().validate(&new, &mut errors);
    kind.get().validate_update(&new, &old.v, &mut errors);
    refuse(kind, &key.name, errors)?;
    if kind.get().has_generation() && new["spec"] != old.v["spec"] {
        set(&mut new, "metadata.generation", int(&old.v, "metadata.generation") + 1);
    }
    let time =
        if new == *old.v && before == mine { text_time(old.managed.as_deref(), &is_me) } else { w.now() };
    list.push(entry(kind, who, sub, &mine, &time));
    list.retain(|e| e["fieldsV1"].as_object().is_some_and(|f| !f.is_empty()));
    let managed: Arc<str> = Value::Array(list).to_string().into();
    super::store_changed(w, key, new, Some(managed), write.dry_run).map(|o| (o, false))
}

fn text_time(managed: Option<&str>, is_me: &dyn Fn(&Value) -> bool) -> String {
    entries(managed).iter().find(|e| is_me(e)).map(|e| text(e, "time").to_owned()).unwrap_or_default()
}

fn entry(kind: KindId, who: &str, sub: &str, fields: &Map<String, Value>, now: &str) -> Value {
    let mut entry = json!({"manager": who, "operation": "Apply", "apiVersion": kind.meta().api_version(), "time": now, "fieldsType": "FieldsV1", "fieldsV1": fields});
    if !sub.is_empty() {
        entry["subresource"] = sub.into();
    }
    entry
}

/// Fields that others own and that this configuration would change: an error, or with `force` taken from them.
fn conflicts(
    list: &mut [Value],
    is_me: &dyn Fn(&Value) -> bool,
    mine: &Map<String, Value>,
    old: &Value,
    config: &Value,
    force: bool,
) -> Outcome<()> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for e in list.iter_mut().filter(|e| !is_me(e)) {
        let owned = e["fieldsV1"].as_object().cloned().unwrap_or_default();
        let mut paths = Vec::new();
        let mut taken = Map::new();
        clash(&owned, mine, Some(old), Some(config), "", &mut paths, &mut taken);
        if paths.is_empty() {
            continue;
        }
        if force {
            e["fieldsV1"] = Value::Object(minus(&owned, &taken));
        } else {
            let mut who = format!("{:?}", text(e, "manager"));
            if text(e, "operation") == "Update" {
                who = format!("{who} using {}", text(e, "apiVersion"));
            }
            found.push((who, paths));
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    let total: usize = found.iter().map(|(_, p)| p.len()).sum();
    let causes = found.iter().flat_map(|(who, paths)| paths.iter().map(move |p| json!({"reason": "FieldManagerConflict", "message": format!("conflict with {who}"), "field": p}))).collect();
    let words = if total == 1 { "1 conflict".to_owned() } else { format!("{total} conflicts") };
    let message = if let [(who, paths)] = found.as_slice() {
        if let [path] = paths.as_slice() {
            format!("Apply failed with {words}: conflict with {who}: {path}")
        } else {
            format!("Apply failed with {words}: conflicts with {who}:\n- {}", paths.join("\n- "))
        }
    } else {
        let parts: Vec<String> = found
            .iter()
            .map(|(who, paths)| format!("conflicts with {who}:\n- {}", paths.join("\n- ")))
            .collect();
        format!("Apply failed with {words}: {}", parts.join("\n"))
    };
    Err(Status::apply_conflict(message, causes))
}

fn clash(
    owned: &Map<String, Value>,
    mine: &Map<String, Value>,
    old: Option<&Value>,
    new: Option<&Value>,
    path: &str,
    paths: &mut Vec<String>,
    taken: &mut Map<String, Value>,
) {
    for (key, sub) in owned {
        if key == "." {
            continue;
        }
        let Some(other) = mine.get(key).and_then(Value::as_object) else { continue };
        let (a, b) = (old.and_then(|v| child(v, key)), new.and_then(|v| child(v, key)));
        let here = format!("{path}{}", shown(key));
        let sub = sub.as_object().cloned().unwrap_or_default();
        if sub.is_empty() || other.is_empty() {
            if a != b {
                paths.push(here);
                taken.insert(key.clone(), Value::Object(sub));
            }
        } else {
            let mut inner = Map::new();
            clash(&sub, other, a.as_ref(), b.as_ref(), &here, paths, &mut inner);
            if !inner.is_empty() {
                taken.insert(key.clone(), Value::Object(inner));
            }
        }
    }
}

fn shown(element: &str) -> String {
    if let Some(key) = element.strip_prefix("k:") {
        let key: Map<String, Value> = serde_json::from_str(key).unwrap_or_default();
        let parts: Vec<String> = key.iter().map(|(k, v)| format!("{k}={v}")).collect();
        return format!("[{}]", parts.join(","));
    }
    if let Some(value) = element.strip_prefix("v:") {
        return format!("[={value}]");
    }
    format!(".{}", element.trim_start_matches("f:"))
}

/// The object with the configuration in it.
fn merge(old: &Value, config: &Value, ty: &Ty, how: &Merge) -> Value {
    match (ty, old, config, how) {
        (Ty::Ref(i), Value::Object(a), Value::Object(b), how)
            if !TYPES.get(*i).atomic && *how != Merge::Atomic && !TYPES.get(*i).fields.is_empty() =>
        {
            let mut out = a.clone();
            for (key, value) in b {
                let merged = match (a.get(key), TYPES.get(*i).fields.get(key.as_str())) {
                    (Some(before), Some(field)) => merge(before, value, &field.ty, &field.merge),
                    _ => value.clone(),
                };
                out.insert(key.clone(), merged);
            }
            Value::Object(out)
        }
        (Ty::Map(inner), Value::Object(a), Value::Object(b), Merge::Granular) => {
            let mut out = a.clone();
            for (key, value) in b {
                let merged = a
                    .get(key)
                    .map_or_else(|| value.clone(), |before| merge(before, value, inner, &Merge::Granular));
                out.insert(key.clone(), merged);
            }
            Value::Object(out)
        }
        (Ty::List(inner), Value::Array(a), Value::Array(b), Merge::Keyed(keys)) => {
            let mut out: Vec<Value> = a.clone();
            for item in b {
                let key = key_of(item, keys);
                match out.iter_mut().find(|x| key_of(x, keys) == key) {
                    Some(before) => *before = merge(before, item, inner, &Merge::Granular),
                    None => out.push(item.clone()),
                }
            }
            Value::Array(out)
        }
        (Ty::List(_), Value::Array(a), Value::Array(b), Merge::Set) => {
            let mut out = a.clone();
            out.extend(b.iter().filter(|x| !a.contains(x)).cloned());
            Value::Array(out)
        }
        _ => config.clone(),
    }
}

/// Takes paths out of an object.
fn prune(v: &mut Value, paths: &Map<String, Value>) {
    for (element, sub) in paths {
        let sub = sub.as_object().cloned().unwrap_or_default();
        let whole = sub.keys().all(|k| k == ".") || sub.contains_key(".");
        if let Some(field) = element.strip_prefix("f:") {
            if whole {
                if let Some(map) = v.as_object_mut() {
                    map.remove(field);
                }
            } else if let Some(next) = v.get_mut(field) {
                prune(next, &sub);
            }
        } else if let Some(items) = v.as_array_mut() {
            let found =
                items.iter().position(|i| Some(i) == child(&Value::Array(vec![i.clone()]), element).as_ref());
            if let Some(i) = found {
                if whole {
                    items.remove(i);
                } else {
                    prune(&mut items[i], &sub);
                }
            }
        }
    }
}
