//! The server's end of an upgraded connection, without a socket: hyper over a pipe in memory.

use std::convert::Infallible;

use bytes::Bytes;
use http::{Request, Response, StatusCode, header};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Empty, Full};
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use kube::client::Body;
use tokio::sync::mpsc;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::Role;

/// Why a body broke off.
pub(crate) type Broken = Box<dyn std::error::Error + Send + Sync>;

/// What the engine is answered.
pub(crate) type Answer = Response<UnsyncBoxBody<Bytes, Broken>>;

/// The server's half of the WebSocket.
pub(crate) type Served = WebSocketStream<TokioIo<hyper::upgrade::Upgraded>>;

/// Answers a request for a WebSocket with this protocol; what speaks on it gets its half.
pub(crate) async fn upgrade(
    request: Request<Body>,
    protocol: String,
) -> Result<(Answer, mpsc::Receiver<Served>), hyper::Error> {
    let (ours, theirs) = tokio::io::duplex(64 * 1024);
    let (send, receive) = mpsc::channel(1);
    tokio::spawn(async move {
        let service = service_fn(move |mut request: Request<hyper::body::Incoming>| {
            let (send, protocol) = (send.clone(), protocol.clone());
            async move {
                let key = request.headers().get(header::SEC_WEBSOCKET_KEY).cloned();
                tokio::spawn(async move {
                    if let Ok(upgraded) = hyper::upgrade::on(&mut request).await {
                        let socket =
                            WebSocketStream::from_raw_socket(TokioIo::new(upgraded), Role::Server, None);
                        // Nobody speaks on it any more when this fails.
                        let _sent = send.send(socket.await).await;
                    }
                });
                let accept = derive_accept_key(key.as_ref().map_or(&[], |key| key.as_bytes()));
                let answer = Response::builder()
                    .status(StatusCode::SWITCHING_PROTOCOLS)
                    .header(header::CONNECTION, "Upgrade")
                    .header(header::UPGRADE, "websocket")
                    .header(header::SEC_WEBSOCKET_ACCEPT, accept)
                    .header(header::SEC_WEBSOCKET_PROTOCOL, protocol)
                    .body(Full::<Bytes>::default());
                Ok::<_, Infallible>(answer.expect("a head"))
            }
        });
        let served = hyper::server::conn::http1::Builder::new()
            .serve_connection(TokioIo::new(theirs), service)
            .with_upgrades();
        // The command ended first.
        let _ended = served.await;
    });
    let (mut client, connection) = hyper::client::conn::http1::handshake(TokioIo::new(ours)).await?;
    tokio::spawn(connection.with_upgrades());
    let (mut head, _) = request.into_parts();
    head.headers.insert(header::HOST, header::HeaderValue::from_static("pipe"));
    let answer = client.send_request(Request::from_parts(head, Empty::<Bytes>::new())).await?;
    Ok((answer.map(|body| body.map_err(Broken::from).boxed_unsync()), receive))
}
