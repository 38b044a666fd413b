//! A container's log: `follow tailLines sinceSeconds sinceTime timestamps previous limitBytes`.
//!
//! Layer: I/O shell. Mirrors `pkg/registry/core/pod/strategy.go`, `LogLocation`.

use std::sync::Arc;

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::mpsc;

use super::answer::Reply;
use super::request::{Query, Target};
use super::subresource::container_of;
use crate::clock::nano;
use crate::json::{at, list, text};
use crate::kinds;
use crate::kubelet::logbuf::{Part, lost};
use crate::open::Inner;
use crate::registry;
use crate::status::{Outcome, Status};

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
    let Some(buffer) = buffer else {
        if previous {
            return Err(Status::bad_request(format!(
                "previous terminated container {container:?} in pod {:?} not found",
                target.name
            )));
        }
        let status = list(&pod, "status.containerStatuses")
            .iter()
            .chain(list(&pod, "status.initContainerStatuses"))
            .find(|s| text(s, "name") == container);
        let Some(waiting) = status.map(|s| at(s, "state.waiting")).filter(|w| w.is_object()) else {
            return Ok(Reply::text(""));
        };
        let why = match text(waiting, "reason") {
            reason @ ("ErrImagePull" | "ImagePullBackOff" | "ErrImageNeverPull") => {
                let image = if reason == "ErrImagePull" {
                    "image can't be pulled"
                } else {
                    "trying and failing to pull image"
                };
                format!("container {container:?} in pod {:?} is waiting to start: {image}", target.name)
            }
            reason => format!(
                "container {container:?} in pod {:?} is waiting to start: {}",
                target.name,
                if reason.is_empty() { "ContainerCreating" } else { reason }
            ),
        };
        return Err(Status::bad_request(why));
    };
    let tail = match query.get("tailLines") {
        "" => None,
        n => Some(
            n.parse::<usize>()
                .map_err(|_| Status::bad_request("tailLines: must be greater than or equal to 0"))?,
        ),
    };
    let now = inner.now();
    let since: Option<Timestamp> = query
        .get("sinceSeconds")
        .parse()
        .ok()
        .map(|s: i64| now - SignedDuration::from_secs(s))
        .or_else(|| query.get("sinceTime").parse().ok());
    let (stamps, follow) = (query.flag("timestamps"), query.flag("follow"));
    let mut limit: usize = query.get("limitBytes").parse().unwrap_or(usize::MAX);
    // One part waits for its reader, and no more: each may be the whole log.
    let (out, from) = mpsc::channel::<Bytes>(1);
    let inner = inner.clone();
    tokio::spawn(async move {
        let mut grown = buffer.watch();
        let mut at = 0;
        let mut first = true;
        loop {
            let Part { missed, mut lines, next, closed } = buffer.read(at);
            at = next;
            lines.retain(|(t, _)| since.is_none_or(|s| *t >= s));
            if first && let Some(tail) = tail {
                lines.drain(..lines.len().saturating_sub(tail));
            }
            let mut text = String::new();
            // What was gone before anybody asked was rotated away, as a kubelet does it. What goes while it is read is told.
            if !first && missed > 0 {
                text = lost(missed);
            }
            first = false;
            for (t, line) in lines {
                if stamps {
                    text.push_str(&nano(t));
                    text.push(' ');
                }
                text.push_str(&line);
                text.push('\n');
            }
            text.truncate(text.floor_char_boundary(limit));
            limit -= text.len();
            if !text.is_empty() && out.send(Bytes::from(text)).await.is_err() {
                return;
            }
            if !follow || closed || limit == 0 {
                return;
            }
            tokio::select! {
                changed = grown.changed() => if changed.is_err() { return },
                () = out.closed() => return,
                () = inner.cancel.cancelled() => return,
            }
        }
    });
    Ok(Reply::stream(from, "text/plain"))
}
