//! A container's log: `follow tailLines sinceSeconds sinceTime timestamps previous limitBytes`.
//!
//! Layer: I/O shell. Mirrors `pkg/registry/core/pod/strategy.go`, `LogLocation`.

use std::sync::Arc;

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use tokio::sync::mpsc;

use super::answer::Reply;
use super::request::{Query, Target};
use super::subresource::container_of;
use crate::clock::nano;
use crate::json::{at, list, text};
use crate::kinds;
use crate::kubelet::logbuf::{LogBuffer, Part, lost};
use crate::open::Inner;
use crate::registry;
use crate::status::{Outcome, Status};

/// What a request wants of a log.
struct Wanted {
    tail: Option<usize>,
    since: Option<Timestamp>,
    stamps: bool,
    follow: bool,
    /// In bytes.
    limit: usize,
}

impl Wanted {
    fn of(query: &Query, now: Timestamp) -> Outcome<Wanted> {
        let tail = match query.get("tailLines") {
            "" => None,
            n => Some(
                n.parse()
                    .map_err(|_| Status::bad_request("tailLines: must be greater than or equal to 0"))?,
            ),
        };
        let ago = query.get("sinceSeconds").parse().ok().map(|s: i64| now - SignedDuration::from_secs(s));
        Ok(Wanted {
            tail,
            since: ago.or_else(|| query.get("sinceTime").parse().ok()),
            stamps: query.flag("timestamps"),
            follow: query.flag("follow"),
            limit: query.get("limitBytes").parse().unwrap_or(usize::MAX),
        })
    }

    /// The text of a part of the log; `first`: the beginning of the answer.
    fn text(&self, part: Part, first: bool) -> String {
        let Part { missed, mut lines, .. } = part;
        lines.retain(|(t, _)| self.since.is_none_or(|s| *t >= s));
        if first && let Some(tail) = self.tail {
            lines.drain(..lines.len().saturating_sub(tail));
        }
        // What was gone before anybody asked was rotated away, as a kubelet does it. What goes while it is read is told.
        let mut text = if !first && missed > 0 { lost(missed) } else { String::new() };
        for (t, line) in lines {
            if self.stamps {
                text.push_str(&nano(t));
                text.push(' ');
            }
            text.push_str(&line);
            text.push('\n');
        }
        text
    }
}

/// Answers a request for a log.
pub(crate) fn log(inner: &Arc<Inner>, target: &Target, query: &Query) -> Outcome<Reply> {
    let pod = inner
        .with(|w| w.find(kinds::POD, &target.ns, &target.name))
        .ok_or_else(|| registry::missing(kinds::POD, &target.name))?;
    let container = container_of(&pod, query.get("container"), "")?;
    let previous = query.flag("previous");
    let buffer = inner.with(|w| {
        let run = w.kubelet.pods.get(text(&pod, "metadata.uid"))?.containers.get(&container)?;
        if previous { run.previous.clone() } else { run.process.as_ref().map(|p| p.log.clone()) }
    });
    let Some(buffer) = buffer else { return without(&pod, &target.name, &container, previous) };
    let wanted = Wanted::of(query, inner.now())?;
    // One part waits for its reader, and no more: each may be the whole log.
    let (out, from) = mpsc::channel::<Bytes>(1);
    tokio::spawn(send(inner.clone(), buffer, wanted, out));
    Ok(Reply::stream(from, "text/plain"))
}

/// The answer where a container has no log: nothing, or why it has none.
fn without(pod: &Value, name: &str, container: &str, previous: bool) -> Outcome<Reply> {
    if previous {
        return Err(Status::bad_request(format!(
            "previous terminated container {container:?} in pod {name:?} not found"
        )));
    }
    let status = list(pod, "status.containerStatuses")
        .iter()
        .chain(list(pod, "status.initContainerStatuses"))
        .find(|s| text(s, "name") == container);
    let Some(waiting) = status.map(|s| at(s, "state.waiting")).filter(|w| w.is_object()) else {
        return Ok(Reply::text(""));
    };
    let why = match text(waiting, "reason") {
        "ErrImagePull" => "image can't be pulled",
        "ImagePullBackOff" | "ErrImageNeverPull" => "trying and failing to pull image",
        "" => "ContainerCreating",
        reason => reason,
    };
    Err(Status::bad_request(format!("container {container:?} in pod {name:?} is waiting to start: {why}")))
}

/// Sends the log, and what comes to it while it is followed, until the reader has gone.
async fn send(inner: Arc<Inner>, buffer: Arc<LogBuffer>, mut wanted: Wanted, out: mpsc::Sender<Bytes>) {
    let mut grown = buffer.watch();
    let mut at = 0;
    let mut first = true;
    loop {
        let part = buffer.read(at);
        at = part.next;
        let closed = part.closed;
        let mut text = wanted.text(part, first);
        first = false;
        text.truncate(text.floor_char_boundary(wanted.limit));
        wanted.limit -= text.len();
        if !text.is_empty() && out.send(Bytes::from(text)).await.is_err() {
            return;
        }
        if !wanted.follow || closed || wanted.limit == 0 {
            return;
        }
        tokio::select! {
            changed = grown.changed() => if changed.is_err() { return },
            () = out.closed() => return,
            () = inner.cancel.cancelled() => return,
        }
    }
}
