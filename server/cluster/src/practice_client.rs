//! kube's client on the practice cluster without a socket: hyper over an in-memory pipe.

use std::future::{Ready, ready};
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::client::legacy::Client as HyperClient;
use hyper_util::client::legacy::connect::{Connected, Connection};
use hyper_util::rt::{TokioExecutor, TokioIo};
use kube::client::middleware::BaseUriLayer;
use practice::Practice;
use tokio::io::DuplexStream;
use tower::{Layer, Service};

/// A client for the practice cluster, with the rights of a cluster administrator.
pub(crate) fn client(practice: Practice) -> kube::Client {
    let hyper =
        HyperClient::builder(TokioExecutor::new()).build::<_, kube::client::Body>(Connector(practice));
    let service = BaseUriLayer::new(http::Uri::from_static("http://practice")).layer(hyper);
    kube::Client::new(service, "default")
}

/// Opens a new pipe to the practice cluster for each connection.
#[derive(Clone)]
struct Connector(Practice);

impl Service<http::Uri> for Connector {
    type Response = Pipe;
    type Error = std::io::Error;
    type Future = Ready<Result<Pipe, std::io::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: http::Uri) -> Self::Future {
        ready(Ok(Pipe(TokioIo::new(self.0.connect()))))
    }
}

/// The client's end of a pipe.
struct Pipe(TokioIo<DuplexStream>);

impl Connection for Pipe {
    fn connected(&self) -> Connected {
        Connected::new()
    }
}

impl Read for Pipe {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: ReadBufCursor<'_>,
    ) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.0).poll_read(cx, buf)
    }
}

impl Write for Pipe {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(cx)
    }
}
