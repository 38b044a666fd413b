//! Requests: what a path names, what a query asks for, what a body holds.
//!
//! Layer: I/O shell. Mirrors `apiserver/pkg/endpoints/request/requestinfo.go`.

use bytes::Bytes;
use http::{Method, Request, header};
use http_body_util::{BodyExt as _, Limited};
use hyper::body::Incoming;
use serde_json::Value;

use super::answer::Accept;
use crate::kinds::{self, KindId};
use crate::status::{Outcome, Status};

/// How large a body may be.
const LIMIT: usize = 3 * 1024 * 1024;

/// What a path names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Target {
    pub(crate) group: String,
    pub(crate) version: String,
    pub(crate) ns: String,
    pub(crate) resource: String,
    pub(crate) name: String,
    pub(crate) sub: String,
}

impl Target {
    /// Reads `/apis/apps/v1/namespaces/default/deployments/web/scale`.
    pub(crate) fn parse(path: &str) -> Outcome<Target> {
        let decoded: Vec<String> = path.split('/').skip(1).map(decode).collect();
        let mut parts = decoded.iter().map(String::as_str);
        let mut t = Target::default();
        match parts.next() {
            Some("api") => {}
            Some("apis") => t.group = parts.next().unwrap_or("").to_owned(),
            _ => return Err(Status::no_resource()),
        }
        t.version = parts.next().unwrap_or("").to_owned();
        let mut rest: Vec<&str> = parts.collect();
        if rest.iter().any(|p| p.contains('/') || *p == "..") {
            return Err(Status::bad_request("invalid path"));
        }
        if rest.first() == Some(&"namespaces")
            && rest.len() >= 3
            && !["status", "finalize"].contains(&rest[2])
        {
            t.ns = rest[1].to_owned();
            rest.drain(..2);
        }
        let mut rest = rest.into_iter();
        t.resource = rest.next().unwrap_or("").to_owned();
        t.name = rest.next().unwrap_or("").to_owned();
        t.sub = rest.next().unwrap_or("").to_owned();
        if rest.next().is_some() || t.resource.is_empty() {
            return Err(Status::no_resource());
        }
        Ok(t)
    }

    /// The kind.
    pub(crate) fn kind(&self) -> Outcome<KindId> {
        let kind =
            kinds::by_resource(&self.group, &self.version, &self.resource).ok_or_else(Status::no_resource)?;
        if !kind.meta().namespaced && !self.ns.is_empty()
            || (kind.meta().namespaced && self.ns.is_empty() && !self.name.is_empty())
        {
            return Err(Status::no_resource());
        }
        Ok(kind)
    }

    /// Whether events are wanted in their events.k8s.io dress.
    pub(crate) fn new_events(&self) -> bool {
        self.group == "events.k8s.io"
    }
}

fn decode(part: &str) -> String {
    let bytes = part.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let hex = || {
            std::str::from_utf8(bytes.get(i + 1..i + 3)?).ok().and_then(|h| u8::from_str_radix(h, 16).ok())
        };
        match (bytes[i], hex()) {
            (b'%', Some(b)) => {
                out.push(b);
                i += 3;
            }
            (b, _) => {
                out.push(b);
                i += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The parameters of a query.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query(Vec<(String, String)>);

impl Query {
    /// Reads a query string.
    pub(crate) fn parse(query: &str) -> Query {
        let pairs = query.split('&').filter(|p| !p.is_empty()).map(|p| {
            let (k, v) = p.split_once('=').unwrap_or((p, ""));
            (decode(&k.replace('+', " ")), decode(&v.replace('+', " ")))
        });
        Query(pairs.collect())
    }

    /// A parameter; empty when missing.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(k, _)| k == name).map_or("", |(_, v)| v)
    }

    /// All values of a parameter.
    pub(crate) fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(k, _)| k == name).map(|(_, v)| v.clone()).collect()
    }

    /// Whether a parameter is there, with a value or without.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(k, _)| k == name)
    }

    /// Whether a parameter is true.
    pub(crate) fn flag(&self, name: &str) -> bool {
        ["true", "1"].contains(&self.get(name))
    }
}

/// A request with its body read.
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) target: Target,
    pub(crate) query: Query,
    pub(crate) accept: Accept,
    pub(crate) media_type: String,
    pub(crate) agent: String,
    pub(crate) body: Bytes,
}

impl Call {
    /// Reads a request to its end.
    pub(crate) async fn read(req: Request<Incoming>, target: Target) -> Outcome<Call> {
        let (head, body) = req.into_parts();
        let value = |name: header::HeaderName| {
            head.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or("").to_owned()
        };
        let media_type = value(header::CONTENT_TYPE).split(';').next().unwrap_or("").trim().to_owned();
        let body = Limited::new(body, LIMIT).collect().await.map_err(|_| Status::too_large())?.to_bytes();
        Ok(Call {
            accept: Accept::of(&head.headers),
            agent: value(header::USER_AGENT),
            query: Query::parse(head.uri.query().unwrap_or("")),
            method: head.method,
            target,
            media_type,
            body,
        })
    }

    /// The body as JSON; YAML is read too.
    pub(crate) fn json(&self) -> Outcome<Value> {
        if self.body.is_empty() {
            return Ok(Value::Null);
        }
        if self.media_type == "application/vnd.kubernetes.protobuf" {
            return crate::schema::protobuf::decode(&self.body)
                .ok_or_else(|| Status::bad_request("the body is no Kubernetes object in protobuf"));
        }
        if self.media_type.contains("protobuf") || self.media_type.contains("cbor") {
            return Err(Status::media_type(format!(
                "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, got {}",
                self.media_type
            )));
        }
        if self.media_type.contains("yaml") {
            return serde_yaml_ng::from_slice(&self.body)
                .map_err(|e| Status::bad_request(format!("error decoding YAML: {e}")));
        }
        serde_json::from_slice(&self.body)
            .map_err(|e| Status::bad_request(format!("couldn't get version/kind; json parse error: {e}")))
    }

    /// Who writes, for `managedFields`.
    pub(crate) fn manager(&self) -> String {
        match self.query.get("fieldManager") {
            "" => self.agent.split('/').next().unwrap_or("unknown").chars().take(128).collect(),
            given => given.to_owned(),
        }
    }

    /// Whether nothing is to be kept.
    pub(crate) fn dry_run(&self) -> Outcome<bool> {
        match self.query.get("dryRun") {
            "" => Ok(false),
            "All" => Ok(true),
            other => {
                let mut errors = crate::status::Errors::default();
                errors.not_supported("dryRun", serde_json::json!([other]), &["All"]);
                Err(Status::invalid("meta.k8s.io", "PatchOptions", "", errors.0))
            }
        }
    }
}
