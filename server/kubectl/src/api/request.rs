//! A request to the API, and what a refusal is: built, never sent.
//!
//! Layer: pure. Upstream: `client-go/rest/request.go`.

use apimachinery::escape;
use bytes::Bytes;
use kube::client::Body;
use serde_json::{Value, json};

use crate::failure::{Failure, Outcome};

/// A request to the API.
#[derive(Clone, Debug)]
pub struct Request {
    pub(super) method: &'static str,
    pub(super) path: String,
    pub(super) query: Vec<(String, String)>,
    accept: &'static str,
    content_type: &'static str,
    pub(super) body: Option<Vec<u8>>,
    pub(super) changes: bool,
}

/// The server's answer.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    /// The body.
    pub(crate) body: Bytes,
}

impl Request {
    fn new(method: &'static str, path: impl Into<String>) -> Request {
        Request {
            method,
            path: path.into(),
            query: Vec::new(),
            accept: "application/json",
            content_type: "application/json",
            body: None,
            changes: method != "GET",
        }
    }

    /// GET.
    pub fn get(path: impl Into<String>) -> Request {
        Request::new("GET", path)
    }

    /// GET that opens a connection to talk to a container: `exec`, `attach`.
    pub(crate) fn open(path: impl Into<String>) -> Request {
        Request { changes: true, ..Request::new("GET", path) }
    }

    /// POST of a question (`SelfSubjectAccessReview` and its kind), which changes nothing.
    pub(crate) fn ask(path: impl Into<String>, question: &Value) -> Request {
        Request { changes: false, ..Request::post(path, question) }
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

    /// Whether the server only pretends.
    pub(super) fn is_dry(&self) -> bool {
        self.query.iter().any(|(key, _)| key == "dryRun")
    }

    /// Repeats a deletion's `dryRun` in its body: a server that finds `DeleteOptions` there looks at no query, and would
    /// delete (`apiserver/pkg/endpoints/handlers/delete.go`).
    pub(super) fn say_dry_in_body(&mut self) {
        if self.method != "DELETE" || !self.is_dry() {
            return;
        }
        let options = self.body.as_deref().and_then(|body| serde_json::from_slice::<Value>(body).ok());
        if let Some(mut options) = options {
            options["dryRun"] = serde_json::json!(["All"]);
            self.body = Some(options.to_string().into_bytes());
        }
    }

    pub(super) fn target(&self) -> String {
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

    pub(super) fn http(&self) -> Outcome<http::Request<Body>> {
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

/// The server's `Status`, or one made from an answer that is none (client-go's `NewGenericServerResponse`).
pub(super) fn refusal(code: u16, method: &str, body: &[u8]) -> Value {
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
        500.. => ("InternalError", format!("an error on the server ({}) has prevented the request from succeeding", crate::text::quote(&text))),
        400 => ("BadRequest", "the server rejected our request for an unknown reason".to_owned()),
        _ => ("", format!("the server responded with the status code {code} but did not return more information")),
    };
    json!({ "kind": "Status", "status": "Failure", "reason": reason, "message": message, "code": code })
}
