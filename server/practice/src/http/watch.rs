//! Watches: what changed since a revision, then what changes, until the client or the clock has enough.
//!
//! Layer: I/O shell around the store. Mirrors `apiserver/pkg/endpoints/handlers/watch.go`.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use go_text::{parse_uint, quote};
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::answer::Reply;
use super::list::Wanted;
use super::request::Call;
use super::verbs::whole;
use crate::kinds::{KindId, RowCx};
use crate::open::Inner;
use crate::status::{Outcome, Status};
use crate::store::{Change, Event, Obj};

struct Watch {
    inner: Arc<Inner>,
    kind: KindId,
    wanted: Wanted,
    table: Option<String>,
    partial: bool,
    include: String,
    new_events: bool,
    headers_sent: bool,
    bookmarks: bool,
    out: mpsc::Sender<Bytes>,
}

/// Starts a watch.
pub(crate) fn watch(inner: &Arc<Inner>, kind: KindId, call: &Call) -> Outcome<Reply> {
    let wanted = Wanted::of(kind, call)?;
    let version = call.query.get("resourceVersion");
    let initial = call.query.flag("sendInitialEvents");
    let from: u64 = match version {
        "" => 0,
        v => parse_uint(v, 64)
            .map_err(|why| Status::bad_request(format!("Invalid value: {}: {why}", quote(v))))?,
    };
    let (out, from_task) = mpsc::channel(256);
    let mut watch = Watch {
        inner: inner.clone(),
        kind,
        wanted,
        table: call.accept.table.clone(),
        partial: call.accept.partial,
        include: call.query.get("includeObject").to_owned(),
        new_events: call.target.new_events(),
        headers_sent: false,
        bookmarks: call.query.flag("allowWatchBookmarks"),
        out,
    };
    let seconds = call.query.get("timeoutSeconds").parse().unwrap_or(3600_u64);
    tokio::spawn(async move {
        let limit = Duration::from_secs(seconds.clamp(1, 86_400));
        tokio::select! {
            () = watch.inner.clone().watches_cut() => {}
            _ = tokio::time::timeout(limit, watch.run(from, initial)) => {}
        }
    });
    Ok(Reply::stream(from_task, "application/json"))
}

impl Watch {
    async fn run(&mut self, from: u64, initial: bool) -> Option<()> {
        let mut changes = self.inner.changes();
        let mut seen = from;
        if from == 0 || initial {
            let (objects, rev) =
                self.inner.with(|w| (w.store.list(self.kind, self.wanted.ns.as_deref()), w.store.rev));
            for obj in &objects {
                if !self.wanted.matches(self.kind, &obj.v) {
                    continue;
                }
                self.send("ADDED", obj).await?;
            }
            seen = rev;
            if initial {
                self.bookmark(seen, true).await?;
            }
        }
        loop {
            let events = self.inner.with(|w| {
                let all = w.store.since(self.kind, seen, 512);
                all.map(|events| (events.last().map_or(w.store.rev, |e| e.rev), events))
            });
            let Some((upto, events)) = events else {
                let status =
                    Status::expired(format!("too old resource version: {seen} ({})", self.inner.rev()));
                self.line(&json!({"type": "ERROR", "object": status.body()})).await?;
                return Some(());
            };
            let more = events.len() == 512;
            for event in &events {
                self.event(event).await?;
            }
            seen = upto;
            if more {
                continue;
            }
            tokio::select! {
                changed = changes.changed() => changed.ok()?,
                () = self.out.closed() => return None,
                () = tokio::time::sleep(Duration::from_secs(55)), if self.bookmarks => self.bookmark(seen, false).await?,
            }
        }
    }

    async fn event(&mut self, e: &Event) -> Option<()> {
        if self.wanted.ns.as_deref().is_some_and(|ns| ns != e.ns.as_ref()) {
            return Some(());
        }
        let before = e.old.as_ref().is_some_and(|o| self.wanted.matches(self.kind, o));
        let now = e.change != Change::Deleted && self.wanted.matches(self.kind, &e.obj.v);
        match (before, now) {
            (false, true) => self.send("ADDED", &e.obj).await,
            (true, true) => self.send("MODIFIED", &e.obj).await,
            (true, false) => self.send("DELETED", &e.obj).await,
            (false, false) => Some(()),
        }
    }

    async fn send(&mut self, kind: &str, obj: &Obj) -> Option<()> {
        let v = whole(obj, self.new_events);
        let object = self.dress(v);
        self.line(&json!({"type": kind, "object": object})).await
    }

    fn dress(&mut self, v: Value) -> Value {
        if let Some(version) = &self.table {
            let cx = RowCx { now: self.inner.now() };
            let meta = json!({"resourceVersion": v["metadata"]["resourceVersion"]});
            let headers = !self.headers_sent;
            self.headers_sent = true;
            return cx.table(self.kind, &[v], &self.include, version, meta, headers);
        }
        if self.partial {
            return json!({"kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": v["metadata"]});
        }
        v
    }

    async fn bookmark(&mut self, rev: u64, end: bool) -> Option<()> {
        let m = self.kind.meta();
        let mut object = json!({"kind": m.kind, "apiVersion": m.api_version(), "metadata": {"resourceVersion": rev.to_string()}});
        if end {
            object["metadata"]["annotations"] = json!({"k8s.io/initial-events-end": "true"});
        }
        if self.table.is_some() {
            object = json!({"kind": "Table", "apiVersion": "meta.k8s.io/v1", "metadata": object["metadata"], "columnDefinitions": [], "rows": []});
        }
        self.line(&json!({"type": "BOOKMARK", "object": object})).await
    }

    async fn line(&mut self, v: &Value) -> Option<()> {
        let mut bytes = serde_json::to_vec(v).ok()?;
        bytes.push(b'\n');
        self.out.send(Bytes::from(bytes)).await.ok()
    }
}
