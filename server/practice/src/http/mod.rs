//! The HTTP service: one request in, one answer out, over any byte stream.
//!
//! Layer: I/O shell around the registry. Mirrors `apiserver/pkg/endpoints` and `server/handler.go`.

mod answer;
mod authenticate;
pub(crate) mod authorize;
pub(crate) mod discovery;
mod exec;
pub(crate) mod faults;
mod health;
mod list;
mod log;
mod request;
mod review;
mod serve;
mod subresource;
mod verbs;
mod watch;
mod websocket;

pub(crate) use answer::{Body, Reply};
pub(crate) use serve::serve_connection;

use std::convert::Infallible;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, Method, Request, Response, header};
use hyper::body::Incoming;
use serde_json::json;

use crate::open::Inner;
use crate::schema::openapi;
use crate::status::{Outcome, Status};
use answer::Accept;
use request::{Call, Target};

/// Who calls.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    /// User name; empty: nobody.
    pub(crate) user: String,
    /// Groups.
    pub(crate) groups: Vec<String>,
}

impl Caller {
    /// The administrator that kubeadm's `admin.conf` names.
    pub(crate) fn admin() -> Caller {
        Caller {
            user: "kubernetes-admin".into(),
            groups: vec!["kubeadm:cluster-admins".into(), "system:authenticated".into()],
        }
    }
}

/// Answers a request.
pub(crate) async fn handle(
    inner: Arc<Inner>,
    caller: Option<Caller>,
    req: Request<Incoming>,
) -> Result<Response<Body>, Infallible> {
    let accept = Accept::of(req.headers());
    let reads = [Method::GET, Method::HEAD].contains(req.method());
    let reply = match authenticate::caller(&inner, caller, req.headers()) {
        Err(status) => Err(status),
        Ok(caller) => match inner.faults.take(req.method(), req.uri().path()) {
            Some(status) => Err(status),
            None => route(&inner, caller, req).await,
        },
    };
    let kept = if reads { Ok(()) } else { inner.save() };
    let reply = reply.and_then(|reply| match kept {
        Ok(()) => Ok(reply),
        Err(error) => {
            Err(Status::internal_plain(format!("the change was made but could not be kept: {error}")))
        }
    });
    Ok(reply.unwrap_or_else(Reply::from).into_response(&accept))
}

/// The old OpenAPI document, in protobuf for those who ask for that.
fn old_openapi(headers: &HeaderMap) -> Reply {
    let accept = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or("");
    if !accept.contains("com.github.proto-openapi.spec.v2") {
        return Reply::json(openapi::v2());
    }
    let media = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";
    Reply::typed(Bytes::from_static(openapi::v2_protobuf()), media)
}

async fn route(inner: &Arc<Inner>, caller: Caller, req: Request<Incoming>) -> Outcome<Reply> {
    let path = req.uri().path().to_owned();
    let path = if path.len() > 1 { path.trim_end_matches('/') } else { &path };
    let wanted = authorize::Attributes::of(&req);
    inner.with(|w| authorize::check(w, &caller, &wanted))?;
    let get = req.method() == Method::GET;
    match path {
        "/version" if get => return Ok(Reply::json(discovery::version())),
        "/api" | "/apis" if get => return Ok(discovery::root(path, req.headers())),
        "/api/v1" if get => {
            return Ok(Reply::json(discovery::resources("", "v1").ok_or_else(Status::no_resource)?));
        }
        "/openapi/v2" if get => return Ok(old_openapi(req.headers())),
        "/openapi/v3" if get => return Ok(Reply::json(openapi::index())),
        "/" if get => {
            return Ok(Reply::json(
                json!({"paths": ["/api", "/api/v1", "/apis", "/healthz", "/livez", "/openapi/v2", "/openapi/v3", "/readyz", "/version"]}),
            ));
        }
        _ => {}
    }
    if get && ["healthz", "livez", "readyz"].contains(&path.split('/').nth(1).unwrap_or("")) {
        let query = request::Query::parse(req.uri().query().unwrap_or(""));
        return health::health(path, &query, inner.is_ready());
    }
    if let Some(doc) = path.strip_prefix("/openapi/v3/") {
        let gv = doc.trim_start_matches("apis/").trim_start_matches("api/");
        let (group, version) = gv.split_once('/').unwrap_or(("", gv));
        let document = inner.openapi(group, version).ok_or_else(Status::no_resource)?;
        return Ok(Reply::raw_json(document));
    }
    if let Some(gv) = path.strip_prefix("/apis/") {
        let parts: Vec<&str> = gv.split('/').collect();
        match parts.as_slice() {
            [group] if get => {
                return discovery::group(group).map(Reply::json).ok_or_else(Status::no_resource);
            }
            [group, version] if get => {
                return discovery::resources(group, version).map(Reply::json).ok_or_else(Status::no_resource);
            }
            ["authorization.k8s.io" | "authentication.k8s.io", "v1", resource] => {
                let resource = (*resource).to_owned();
                let call = Call::read(req, Target::default()).await?;
                return review::review(inner, &caller, &resource, &call);
            }
            _ => {}
        }
    }
    let target = Target::parse(path)?;
    if let Some(reply) = subresource::streaming(inner, &target, req.headers())? {
        return reply.start(inner, &target, req).await;
    }
    let call = Call::read(req, target).await?;
    verbs::run(inner, &call).await
}
