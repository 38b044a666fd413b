//! Connections: HTTP/1.1 with upgrades over any byte stream.
//!
//! Layer: I/O shell.

use std::sync::Arc;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};

use super::{Caller, handle};
use crate::open::Inner;

/// Serves one connection to its end. `caller`: who is at the other end, if the connection itself says so.
pub(crate) async fn serve_connection<S>(inner: Arc<Inner>, caller: Option<Caller>, stream: S)
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let cancel = inner.cancel.clone();
    let service = service_fn(move |req| handle(inner.clone(), caller.clone(), req));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    tokio::select! {
        () = cancel.cancelled() => {}
        ended = connection => {
            if let Err(error) = ended {
                tracing::debug!(%error, "a connection broke");
            }
        }
    }
}
