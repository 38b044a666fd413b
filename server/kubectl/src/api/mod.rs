//! The one way to the API: builds a request, sends it, records the call, turns a refusal into a [`Failure`].
//!
//! Layer: I/O, the only one of this library. Upstream: `client-go/rest/request.go`.

mod socket;

/// One step in a URL's path.
pub(crate) use apimachinery::escape::segment;

use std::time::{Duration, Instant};

use apimachinery::escape;
use bytes::Bytes;
use connection::host_of;
use http_body_util::BodyExt;
use kube::client::Body;
use serde_json::{Value, json};

use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::{Call, Event};

/// A request to the API.
#[derive(Clone, Debug)]
pub struct Request {
    method: &'static str,
    path: String,
    query: Vec<(String, String)>,
    accept: &'static str,
    content_type: &'static str,
    body: Option<Vec<u8>>,
    changes: bool,
}

/// The server's answer.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    /// The body.
    pub(crate) body: Bytes,
}

impl Request {
    fn new(method: &'static str, path: impl Into<String>) -> Request {
        let path = path.into();
        let changes = method != "GET" && !path.contains("/selfsubject");
        let accept = "application/json";
        Request {
            method,
            path,
            query: Vec::new(),
            accept,
            content_type: "application/json",
            body: None,
            changes,
        }
    }

    /// GET.
    pub fn get(path: impl Into<String>) -> Request {
        Request::new("GET", path)
    }

    /// POST of a JSON object.
    pub fn post(path: impl Into<String>, object: &Value) -> Request {
        Request { body: Some(object.to_string().into_bytes()), ..Request::new("POST", path) }
    }

    /// PUT of a JSON object.
    pub fn put(path: impl Into<String>, object: &Value) -> Request {
        Request { body: Some(object.to_string().into_bytes()), ..Request::new("PUT", path) }
    }

    /// PATCH with this media type.
    pub(crate) fn patch(path: impl Into<String>, content_type: &'static str, body: Vec<u8>) -> Request {
        Request { body: Some(body), content_type, ..Request::new("PATCH", path) }
    }

    /// DELETE with `DeleteOptions`.
    pub fn delete(path: impl Into<String>, options: &Value) -> Request {
        Request { body: Some(options.to_string().into_bytes()), ..Request::new("DELETE", path) }
    }

    /// Adds a query parameter unless its value is empty.
    pub fn query(mut self, key: &str, value: impl Into<String>) -> Request {
        let value = value.into();
        if !value.is_empty() {
            self.query.push((key.to_owned(), value));
        }
        self
    }

    /// Adds a query parameter also when its value is empty.
    pub(crate) fn query_always(mut self, key: &str, value: impl Into<String>) -> Request {
        self.query.push((key.to_owned(), value.into()));
        self
    }

    /// Asks for another representation.
    pub(crate) fn accept(mut self, accept: &'static str) -> Request {
        self.accept = accept;
        self
    }

    /// Whether the server would really do it.
    fn is_dry(&self) -> bool {
        self.query.iter().any(|(key, _)| key == "dryRun")
    }

    /// Repeats a deletion's `dryRun` in its body: a server that finds `DeleteOptions` there looks at no query, and would
    /// delete (`apiserver/pkg/endpoints/handlers/delete.go`).
    fn say_dry_in_body(&mut self) {
        if self.method != "DELETE" || !self.is_dry() {
            return;
        }
        let options = self.body.as_deref().and_then(|body| serde_json::from_slice::<Value>(body).ok());
        if let Some(mut options) = options {
            options["dryRun"] = serde_json::json!(["All"]);
            self.body = Some(options.to_string().into_bytes());
        }
    }

    fn target(&self) -> String {
        if self.query.is_empty() {
            return self.path.clone();
        }
        let mut pairs: Vec<String> = self
            .query
            .iter()
            .map(|(key, value)| format!("{}={}", escape::query(key), escape::query(value)))
            .collect();
        pairs.sort_by(|a, b| a.split('=').next().cmp(&b.split('=').next()));
        let join = if self.path.contains('?') { '&' } else { '?' };
        format!("{}{join}{}", self.path, pairs.join("&"))
    }

    fn http(&self) -> Outcome<http::Request<Body>> {
        let mut builder = http::Request::builder()
            .method(self.method)
            .uri(self.target())
            .header("accept", self.accept)
            .header("user-agent", concat!("wheelhouse/", env!("CARGO_PKG_VERSION")));
        if self.body.is_some() {
            builder = builder.header("content-type", self.content_type);
        }
        let body = self.body.clone().map_or_else(Body::empty, Body::from);
        builder.body(body).map_err(|error| Failure::Message(error.to_string()))
    }
}

impl Context {
    /// Sends a request and reads the whole answer.
    pub(crate) async fn send(&self, mut request: Request) -> Outcome<Reply> {
        let mut before = None;
        if self.session.preview && request.changes {
            if !request.is_dry() {
                request.query.push(("dryRun".to_owned(), "All".to_owned()));
            }
            if request.method != "POST" {
                let now = self.exchange(&Request::get(request.path.clone())).await;
                before = now.ok().and_then(|(status, _, body)| {
                    (status == 200).then(|| serde_json::from_slice(&body).ok()).flatten()
                });
            }
        }
        request.say_dry_in_body();
        let started = Instant::now();
        let answer = self.exchange(&request).await;
        let millis = started.elapsed().as_millis().try_into().unwrap_or(u64::MAX);
        let (status, body) = match &answer {
            Ok((status, _, body)) => (Some(*status), Some(clip(body))),
            Err(_) => (None, None),
        };
        let (method, path) = (request.method.to_owned(), request.target());
        let sent = request.body.as_deref().map(clip);
        self.event(Event::Call(Call { method, path, status, millis, request: sent, response: body, before }))
            .await;
        let (status, warnings, body) = answer?;
        for warning in warnings {
            self.warn(&warning).await;
        }
        if (200..300).contains(&status) {
            return Ok(Reply { body });
        }
        Err(Failure::Status(Box::new(refusal(status, request.method, &body))))
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
        let millis = started.elapsed().as_millis().try_into().unwrap_or(u64::MAX);
        let status = answer.as_ref().ok().map(|response| response.status().as_u16());
        self.record(&request, status, millis).await;
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

    async fn record(&self, request: &Request, status: Option<u16>, millis: u64) {
        let (method, path) = (request.method.to_owned(), request.target());
        let call = Call { method, path, status, millis, request: None, response: None, before: None };
        self.event(Event::Call(call)).await;
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
        let given = self.connection_flags.given.iter().rev().find(|(name, _)| name == "request-timeout");
        let Some((_, text)) = given else { return Ok(None) };
        let nanos = go_text::parse_duration(text)
            .or_else(|_| go_text::parse_duration(&format!("{text}s")))
            .or_else(|_| fail("Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)"))?;
        Ok((nanos > 0).then(|| Duration::from_nanos(nanos.try_into().unwrap_or(u64::MAX))))
    }
}

/// Why nothing came from a server, in Go's words.
pub(crate) fn unreachable(server: &str, error: &(dyn std::error::Error + 'static)) -> Failure {
    Failure::Connection { host: host_of(server), why: connection::why(server, error) }
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

/// The server's `Status`, or one made from an answer that is none (client-go's `NewGenericServerResponse`).
fn refusal(code: u16, method: &str, body: &[u8]) -> Value {
    if let Ok(status) = serde_json::from_slice::<Value>(body)
        && status.get("kind").and_then(Value::as_str) == Some("Status")
    {
        return status;
    }
    let text = String::from_utf8_lossy(body).trim().to_owned();
    let (reason, message) = match code {
        401 => ("Unauthorized", "the server has asked for the client to provide credentials".to_owned()),
        403 if !text.is_empty() => ("Forbidden", text),
        403 => ("Forbidden", "the server does not allow access to the requested resource".to_owned()),
        404 => ("NotFound", "the server could not find the requested resource".to_owned()),
        405 => ("MethodNotAllowed", "the server does not allow this method on the requested resource".to_owned()),
        406 => ("NotAcceptable", "the server was unable to respond with a content type that the client supports".to_owned()),
        409 if method == "POST" => ("AlreadyExists", "the server reported a conflict".to_owned()),
        409 => ("Conflict", "the server reported a conflict".to_owned()),
        422 => ("Invalid", "the server rejected our request due to an error in our request".to_owned()),
        429 => ("TooManyRequests", "the server has received too many requests and has asked us to try again later".to_owned()),
        503 => ("ServiceUnavailable", "the server is currently unable to handle the request".to_owned()),
        504 => ("Timeout", "the server was unable to return a response in the time allotted, but may still be processing the request".to_owned()),
        500.. => ("InternalError", format!("an error on the server ({}) has prevented the request from succeeding", go_text::quote(&text))),
        400 => ("BadRequest", "the server rejected our request for an unknown reason".to_owned()),
        _ => ("", format!("the server responded with the status code {code} but did not return more information")),
    };
    json!({ "kind": "Status", "status": "Failure", "reason": reason, "message": message, "code": code })
}
