//! An upgraded connection for exec and attach: channels over a WebSocket.
//!
//! Layer: I/O. Upstream: `client-go/tools/remotecommand/websocket.go` (`v5.channel.k8s.io`, `v4.channel.k8s.io`).

use std::time::Instant;

use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio_tungstenite::tungstenite::Message;

use super::request::{Request, refusal};
use super::send::{call_of, unreachable};
use crate::context::Context;
use crate::failure::{Failure, Outcome, fail};
use crate::{Call, Event};

type Stream = std::pin::Pin<
    Box<dyn futures_util::Stream<Item = Result<Message, tokio_tungstenite::tungstenite::Error>> + Send>,
>;
type Sink =
    std::pin::Pin<Box<dyn futures_util::Sink<Message, Error = tokio_tungstenite::tungstenite::Error> + Send>>;

/// A connection of channels.
pub(crate) struct Socket {
    stream: Stream,
    sink: Sink,
    closes: bool,
}

/// The half that is written to.
pub(crate) struct Sender {
    sink: Sink,
    closes: bool,
}

/// The half that is read.
pub(crate) struct Receiver {
    stream: Stream,
}

impl Context {
    /// Opens a connection of channels.
    pub(crate) async fn socket(&self, request: Request) -> Outcome<Socket> {
        let change = self.change_of(&request)?;
        let connection = self.connection().await?;
        let http = http::Request::builder()
            .method("GET")
            .uri(request.target())
            .body(Vec::new())
            .map_err(|error| Failure::Message(error.to_string()))?;
        let started = Instant::now();
        let answer = connection.client.connect(http).await;
        let status = match &answer {
            Ok(_) => Some(101),
            Err(kube::Error::Api(status)) => Some(status.code),
            Err(_) => None,
        };
        self.event(Event::Call(Call { change, ..call_of(&request, status, started) })).await;
        match answer {
            Ok(upgraded) => {
                let closes = upgraded.supports_stream_close();
                let (sink, stream) = upgraded.into_stream().split();
                Ok(Socket { stream: Box::pin(stream), sink: Box::pin(sink), closes })
            }
            Err(kube::Error::Api(status)) => {
                let text = serde_json::to_vec(&*status).unwrap_or_default();
                let mut value: Value = serde_json::from_slice(&text).unwrap_or(Value::Null);
                value["kind"] = "Status".into();
                let text = value.to_string();
                Err(Failure::Status(Box::new(refusal(status.code, "GET", text.as_bytes()))))
            }
            Err(error) => Err(unreachable(&connection.server, &error)),
        }
    }
}

impl Socket {
    /// Both halves.
    pub(crate) fn split(self) -> (Sender, Receiver) {
        (Sender { sink: self.sink, closes: self.closes }, Receiver { stream: self.stream })
    }
}

impl Sender {
    /// Sends bytes on a channel.
    pub(crate) async fn send(&mut self, channel: u8, bytes: &[u8]) -> Outcome {
        let mut frame = Vec::with_capacity(bytes.len() + 1);
        frame.push(channel);
        frame.extend_from_slice(bytes);
        self.sink
            .send(Message::Binary(frame.into()))
            .await
            .map_err(|error| Failure::Message(error.to_string()))
    }

    /// Says that a channel has ended, where the protocol can.
    pub(crate) async fn end(&mut self, channel: u8) -> Outcome {
        if !self.closes {
            return Ok(());
        }
        let frame = vec![255, channel];
        self.sink
            .send(Message::Binary(frame.into()))
            .await
            .map_err(|error| Failure::Message(error.to_string()))
    }

    /// Closes the connection.
    pub(crate) async fn close(&mut self) {
        // The other side may have gone first.
        let _closed = self.sink.close().await;
    }
}

impl Receiver {
    /// The next piece: channel and bytes; `None` at the end.
    pub(crate) async fn next(&mut self) -> Outcome<Option<(u8, Vec<u8>)>> {
        while let Some(message) = self.stream.next().await {
            match message {
                Ok(Message::Binary(frame)) if !frame.is_empty() => {
                    return Ok(Some((frame[0], frame[1..].to_vec())));
                }
                Ok(Message::Text(frame)) if !frame.is_empty() => {
                    let bytes = frame.as_bytes();
                    return Ok(Some((bytes[0].wrapping_sub(b'0'), bytes[1..].to_vec())));
                }
                Ok(Message::Close(_)) => return Ok(None),
                Ok(_) => {}
                Err(error) => {
                    let why = connection::broken(&error);
                    return fail(format!(
                        "error reading from error stream: next reader: websocket: close 1006 (abnormal closure): {why}"
                    ));
                }
            }
        }
        Ok(None)
    }
}
