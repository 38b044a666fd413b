//! Lists: selectors, chunks, Tables.
//!
//! Layer: I/O shell around the store. Mirrors `GetList` of the generic registry.

use std::sync::Arc;

use apimachinery::selector::Selector;
use base64::Engine as _;
use serde_json::{Value, json};

use super::answer::Reply;
use super::request::Call;
use super::verbs::whole;
use crate::json::{map, text};
use crate::kinds::{FieldSelector, KindId, RowCx};
use crate::open::Inner;
use crate::status::{Outcome, Status};

/// Which objects a list or watch wants.
pub(crate) struct Wanted {
    pub(crate) ns: Option<String>,
    labels: Selector,
    fields: FieldSelector,
}

impl Wanted {
    /// Reads selectors and namespace.
    pub(crate) fn of(kind: KindId, call: &Call) -> Outcome<Wanted> {
        let labels = Selector::parse(call.query.get("labelSelector")).map_err(Status::bad_request)?;
        let mut fields =
            FieldSelector::parse(call.query.get("fieldSelector")).map_err(Status::bad_request)?;
        let known = if call.target.new_events() { Ok(()) } else { fields.check(kind) };
        known.map_err(Status::bad_request)?;
        if call.target.new_events() {
            for (field, _, _) in &mut fields.0 {
                *field = field
                    .replace("regarding.", "involvedObject.")
                    .replace("reportingController", "reportingComponent");
            }
        }
        if !call.target.name.is_empty() {
            fields.0.push(("metadata.name".into(), call.target.name.clone(), true));
        }
        let ns = (!call.target.ns.is_empty()).then(|| call.target.ns.clone());
        Ok(Wanted { ns, labels, fields })
    }

    /// Whether an object is wanted.
    pub(crate) fn matches(&self, kind: KindId, obj: &Value) -> bool {
        (self.labels.is_empty() || self.labels.matches(map(obj, "metadata.labels")))
            && self.fields.matches(kind, obj)
    }
}

/// Answers a list.
pub(crate) fn list(inner: &Arc<Inner>, kind: KindId, call: &Call) -> Outcome<Reply> {
    let wanted = Wanted::of(kind, call)?;
    let limit: usize = call.query.get("limit").parse().unwrap_or(0);
    let after = continue_token(call)?;
    let (objects, rev) = inner.with(|w| (w.store.list(kind, wanted.ns.as_deref()), w.store.rev));
    let mut items = Vec::new();
    let mut meta = json!({"resourceVersion": after.as_ref().map_or(rev, |a| a.0).to_string()});
    let mut rest = objects.iter().filter(|o| wanted.matches(kind, &o.v)).filter(|o| {
        after.as_ref().is_none_or(|(_, ns, name)| {
            (text(&o.v, "metadata.namespace"), text(&o.v, "metadata.name")) > (ns.as_str(), name.as_str())
        })
    });
    let mut last = None;
    for obj in rest.by_ref() {
        last = Some(obj.v.clone());
        items.push(whole(obj, call.target.new_events()));
        if limit > 0 && items.len() == limit {
            break;
        }
    }
    let left = rest.count();
    if left > 0
        && let Some(last) = last
    {
        let token = json!([
            after.map_or(rev, |a| a.0),
            text(&last, "metadata.namespace"),
            text(&last, "metadata.name")
        ])
        .to_string();
        meta["continue"] = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(token).into();
        meta["remainingItemCount"] = left.into();
    }
    if let Some(version) = &call.accept.table {
        let cx = RowCx { now: inner.now() };
        return Ok(Reply::json(cx.table(kind, &items, call.query.get("includeObject"), version, meta, true)));
    }
    if call.accept.partial {
        let items: Vec<Value> = items.into_iter().map(|i| json!({"kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": i["metadata"]})).collect();
        return Ok(Reply::json(
            json!({"kind": "PartialObjectMetadataList", "apiVersion": "meta.k8s.io/v1", "metadata": meta, "items": items}),
        ));
    }
    // Items of a list do not repeat their type.
    for item in &mut items {
        if let Some(map) = item.as_object_mut() {
            map.remove("apiVersion");
            map.remove("kind");
        }
    }
    let api_version =
        if call.target.new_events() { "events.k8s.io/v1".to_owned() } else { kind.meta().api_version() };
    Ok(Reply::json(
        json!({"kind": format!("{}List", kind.meta().kind), "apiVersion": api_version, "metadata": meta, "items": items}),
    ))
}

fn continue_token(call: &Call) -> Outcome<Option<(u64, String, String)>> {
    let token = call.query.get("continue");
    if token.is_empty() {
        return Ok(None);
    }
    let read = || -> Option<(u64, String, String)> {
        let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(token).ok()?;
        serde_json::from_slice(&bytes).ok()
    };
    read().map(Some).ok_or_else(|| Status::bad_request("continue key is not valid: invalid character"))
}
