//! The one way to the API: sends a request, records the call, turns a refusal into a [`Failure`].
//!
//! Layer: I/O, with `socket.rs` the only one of this library. Upstream: `client-go/rest/request.go`.

use std::time::{Duration, Instant};

use bytes::Bytes;
use connection::host_of;
use http_body_util::BodyExt;
use kube::client::Body;
use serde_json::Value;

use super::planned::Planned;
use super::request::{Reply, Request, refusal};
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::flags::Given;
use crate::{Call, Event};

impl Context {
    /// Sends a request and reads the whole answer.
    pub(crate) async fn send(&self, mut request: Request) -> Outcome<Reply> {
        let change = self.change_of(&request)?;
        let before = self.pretend(&mut request).await;
        request.say_dry_in_body();
        let started = Instant::now();
        let answer = self.exchange(&request).await;
        let (status, response) = match &answer {
            Ok((status, _, body)) => (Some(*status), Some(clip(body))),
            Err(_) => (None, None),
        };
        let sent = request.body.as_deref().map(clip);
        let call = call_of(&request, status, started);
        self.event(Event::Call(Call { request: sent, response, before, change, ..call })).await;
        let (status, warnings, body) = answer?;
        for warning in warnings {
            self.warn(&warning).await;
        }
        if (200..300).contains(&status) {
            return Ok(Reply { body });
        }
        Err(Failure::Status(Box::new(refusal(status, request.method, &body))))
    }

    /// What a request really changes; a request that only pretends changes nothing. One that leaves the namespace which
    /// changes may go into is refused here, the one door that they all go through.
    pub(super) fn change_of(&self, request: &Request) -> Outcome<Option<Box<Planned>>> {
        if !request.changes || request.is_dry() {
            return Ok(None);
        }
        let planned = Planned::of(request);
        match &self.session.fence {
            Some(namespace) if !self.session.preview && !planned.is_in(namespace) => fail(format!(
                "this would change {}, which is not in the namespace {namespace}: nothing was sent",
                request.path
            )),
            _ => Ok(Some(Box::new(planned))),
        }
    }

    /// In a preview: makes a change one that is only pretended. Returns the object before the change.
    async fn pretend(&self, request: &mut Request) -> Option<Value> {
        if !self.session.preview || !request.changes {
            return None;
        }
        if !request.is_dry() {
            request.query.push(("dryRun".to_owned(), "All".to_owned()));
        }
        if request.method == "POST" {
            return None;
        }
        let (status, _, body) = self.exchange(&Request::get(request.path.clone())).await.ok()?;
        if status == 200 { serde_json::from_slice(&body).ok() } else { None }
    }

    /// In a preview: tells of a change that no server can pretend.
    pub(crate) async fn plan(&self, request: &Request) -> Outcome {
        let change = self.change_of(request)?;
        self.event(Event::Call(Call { change, ..call_of(request, None, Instant::now()) })).await;
        Ok(())
    }

    /// Sends a request and parses the JSON of the answer.
    pub async fn json(&self, request: Request) -> Outcome<Value> {
        let reply = self.send(request).await?;
        serde_json::from_slice(&reply.body).map_err(|error| Failure::Message(error.to_string()))
    }

    /// Sends a request whose answer goes on: a watch, a log.
    pub(crate) async fn stream(&self, request: Request) -> Outcome<Body> {
        let started = Instant::now();
        let answer = self.begin(&request).await;
        let status = answer.as_ref().ok().map(|response| response.status().as_u16());
        self.event(Event::Call(call_of(&request, status, started))).await;
        let response = answer?;
        for warning in warnings_of(response.headers()) {
            self.warn(&warning).await;
        }
        let status = response.status().as_u16();
        if (200..300).contains(&status) {
            return Ok(response.into_body());
        }
        let body = self.collect(response.into_body()).await?;
        Err(Failure::Status(Box::new(refusal(status, request.method, &body))))
    }

    async fn exchange(&self, request: &Request) -> Outcome<(u16, Vec<String>, Bytes)> {
        let response = self.begin(request).await?;
        let (status, warnings) = (response.status().as_u16(), warnings_of(response.headers()));
        Ok((status, warnings, self.collect(response.into_body()).await?))
    }

    async fn begin(&self, request: &Request) -> Outcome<http::Response<Body>> {
        let connection = self.connection().await?;
        let sent = connection.client.send(request.http()?);
        let answer = match self.request_timeout()? {
            Some(limit) => tokio::time::timeout(limit, sent).await.map_err(|_| Failure::Connection {
                host: host_of(&connection.server),
                why: "context deadline exceeded (Client.Timeout exceeded while awaiting headers)".to_owned(),
                said: String::new(),
            })?,
            None => sent.await,
        };
        answer.map_err(|error| unreachable(&connection.server, &error))
    }

    async fn collect(&self, body: Body) -> Outcome<Bytes> {
        match body.collect().await {
            Ok(whole) => Ok(whole.to_bytes()),
            Err(error) => Err(Failure::Message(format!(
                "unexpected error when reading response body. Please retry. Original error: {}",
                connection::broken(&error)
            ))),
        }
    }

    /// What `--request-timeout` says; `None` without it, and for 0.
    fn request_timeout(&self) -> Outcome<Option<Duration>> {
        let Given { value: text, given: true } = &self.connection_flags().request_timeout else {
            return Ok(None);
        };
        let nanos = go_text::parse_duration(text)
            .or_else(|_| go_text::parse_duration(&format!("{text}s")))
            .or_else(|_| fail("Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)"))?;
        Ok((nanos > 0).then(|| Duration::from_nanos(nanos.try_into().unwrap_or(u64::MAX))))
    }
}

/// Why nothing came from a server, in Go's words.
pub(crate) fn unreachable(server: &str, error: &(dyn std::error::Error + 'static)) -> Failure {
    let (why, said) = (connection::why(server, error), connection::said(error));
    Failure::Connection { host: host_of(server), why, said }
}

/// The record of a request, without bodies.
pub(super) fn call_of(request: &Request, status: Option<u16>, started: Instant) -> Call {
    let millis = started.elapsed().as_millis().try_into().unwrap_or(u64::MAX);
    Call {
        method: request.method.to_owned(),
        path: request.target(),
        status,
        millis,
        request: None,
        response: None,
        before: None,
        change: None,
    }
}

fn warnings_of(headers: &http::HeaderMap) -> Vec<String> {
    let texts = headers.get_all("warning").iter().filter_map(|value| value.to_str().ok());
    texts
        .filter_map(|text| {
            let quoted = text.splitn(3, ' ').nth(2)?;
            let inner = quoted.trim().strip_prefix('"')?.strip_suffix('"')?;
            Some(inner.replace("\\\"", "\"").replace("\\\\", "\\"))
        })
        .collect()
}

fn clip(body: impl AsRef<[u8]>) -> String {
    let body = body.as_ref();
    String::from_utf8_lossy(&body[..body.len().min(Call::BODY_LIMIT)]).into_owned()
}
