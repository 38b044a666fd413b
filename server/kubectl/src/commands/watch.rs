//! A watch: events as they come, one JSON object a line.
//!
//! Layer: shared by commands. Upstream: `client-go/rest/watch`, `apimachinery/pkg/watch`.

use bytes::BytesMut;
use futures_util::StreamExt;
use http_body_util::BodyExt;
use serde_json::Value;

use crate::api::Request;
use crate::context::Context;
use crate::failure::{Failure, Outcome};
use crate::text::str_at;

type Chunks = futures_util::stream::BoxStream<'static, Result<bytes::Bytes, kube::Error>>;

/// An open watch.
pub(crate) struct Watch {
    chunks: Chunks,
    buffer: BytesMut,
}

impl Watch {
    /// Opens it.
    pub(crate) async fn open(cx: &Context, request: Request) -> Outcome<Watch> {
        Ok(Watch { chunks: chunks(cx.stream(request).await?), buffer: BytesMut::new() })
    }

    /// The next event: its type and object; `None` when the watch ends, by the server or with the connection.
    pub(crate) async fn next(&mut self) -> Outcome<Option<(String, Value)>> {
        loop {
            if let Some(at) = self.buffer.iter().position(|byte| *byte == b'\n') {
                let line = self.buffer.split_to(at + 1);
                if line.iter().all(u8::is_ascii_whitespace) {
                    continue;
                }
                let mut event: Value =
                    serde_json::from_slice(&line).map_err(|error| Failure::Message(error.to_string()))?;
                let kind = str_at(&event, &["type"]).to_owned();
                return Ok(Some((kind, event["object"].take())));
            }
            match self.chunks.next().await {
                Some(Ok(chunk)) => self.buffer.extend_from_slice(&chunk),
                // To client-go a connection that breaks is a watch that ends (`StreamWatcher.receive`).
                Some(Err(_)) | None => return Ok(None),
            }
        }
    }
}

/// A body as a stream of chunks.
pub(crate) fn chunks(body: kube::client::Body) -> Chunks {
    body.into_data_stream().boxed()
}
