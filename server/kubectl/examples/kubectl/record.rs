//! Writes down what the engine asks of a cluster and is answered.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::{SinkExt, StreamExt, stream};
use http::{Request, Response, header};
use http_body_util::{BodyExt, StreamBody};
use hyper_util::rt::TokioIo;
use kube::client::Body;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::Role;

use crate::Between;
use crate::note::Note;
use crate::pipe::{Answer, Broken, Served, upgrade};

/// A recording that is being written.
pub(crate) struct Record {
    file: Mutex<File>,
    count: AtomicUsize,
}

impl Record {
    pub(crate) fn new(file: &Path) -> Record {
        let file = Mutex::new(File::create(file).expect("the recording is writable"));
        Record { file, count: AtomicUsize::new(0) }
    }

    fn note(&self, note: &Note) {
        let line = serde_json::to_string(note).expect("a note is JSON") + "\n";
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.write_all(line.as_bytes()).expect("the recording is writable");
    }

    /// Sends a request on and writes both down.
    async fn exchange(
        self: Arc<Self>,
        cluster: kube::Client,
        request: Request<Body>,
    ) -> Result<Answer, kube::Error> {
        let (asked, request) = asked(request).await?;
        let at = self.count.fetch_add(1, Ordering::SeqCst);
        self.note(&Note::Asked(at, asked));
        let wants = Request::from_parts(request.clone().into_parts().0, Body::empty());
        let (head, body) = request.into_parts();
        let answer = cluster.send(Request::from_parts(head, Body::from(body))).await?;
        let headers = kept(&answer);
        self.note(&Note::Answered(at, answer.status().as_u16(), headers.clone()));
        if answer.status() == http::StatusCode::SWITCHING_PROTOCOLS {
            let protocol = headers.iter().find(|(name, _)| name == header::SEC_WEBSOCKET_PROTOCOL.as_str());
            let protocol = protocol.map_or(String::new(), |(_, protocol)| protocol.clone());
            let upstream = hyper::upgrade::on(answer).await.map_err(kube::Error::HyperError)?;
            let upstream = WebSocketStream::from_raw_socket(TokioIo::new(upstream), Role::Client, None).await;
            let (answer, mut served) = upgrade(wants, protocol).await.map_err(kube::Error::HyperError)?;
            tokio::spawn(async move {
                if let Some(served) = served.recv().await {
                    self.bridge(at, upstream, served).await;
                }
            });
            return Ok(answer);
        }
        let (head, body) = answer.into_parts();
        let this = self.clone();
        let pieces = body.into_data_stream().map(move |piece| {
            if let Ok(bytes) = &piece {
                let text = String::from_utf8(bytes.to_vec()).expect("answers are text");
                this.note(&Note::Piece(at, text));
            }
            piece.map(hyper::body::Frame::data).map_err(Broken::from)
        });
        let end = stream::once(async move {
            self.note(&Note::Ended(at));
            Ok(hyper::body::Frame::data(bytes::Bytes::new()))
        });
        Ok(Response::from_parts(head, StreamBody::new(pieces.chain(end)).boxed_unsync()))
    }

    /// Carries messages both ways until one side has enough.
    async fn bridge(&self, at: usize, upstream: Served, served: Served) {
        let ((mut up, mut down), (mut to_engine, mut from_engine)) = (upstream.split(), served.split());
        loop {
            tokio::select! {
                message = down.next() => match message {
                    Some(Ok(message)) => {
                        if let Message::Binary(bytes) = &message {
                            self.note(&Note::Piece(at, go_text::base64::encode(bytes)));
                        }
                        let closes = message.is_close();
                        let sent = to_engine.send(message).await;
                        if closes || sent.is_err() {
                            break;
                        }
                    }
                    _ => break,
                },
                message = from_engine.next() => {
                    let Some(Ok(message)) = message else { break };
                    if up.send(message).await.is_err() {
                        break;
                    }
                }
            }
        }
        self.note(&Note::Ended(at));
    }
}

impl Between for Record {
    fn client(self: Arc<Self>, cluster: kube::Client) -> kube::Client {
        let service =
            tower::service_fn(move |request: Request<Body>| self.clone().exchange(cluster.clone(), request));
        kube::Client::new(service, "default")
    }

    fn now(&self) -> jiff::Timestamp {
        let now = jiff::Timestamp::now();
        self.note(&Note::Now(now.to_string()));
        now
    }
}

/// What a request is known by, and the request with its body at hand.
pub(crate) async fn asked(
    request: Request<Body>,
) -> Result<(Vec<String>, Request<bytes::Bytes>), kube::Error> {
    let (head, body) = request.into_parts();
    let body = body.collect().await?.to_bytes();
    let header = |name| head.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("").to_owned();
    let path = head.uri.path_and_query().map_or("/", |path| path.as_str());
    let words = [header(header::ACCEPT), header(header::CONTENT_TYPE), String::from_utf8_lossy(&body).into()];
    let known = [head.method.to_string(), path.to_owned()].into_iter().chain(words).collect();
    Ok((known, Request::from_parts(head, body)))
}

fn kept(answer: &Response<Body>) -> Vec<(String, String)> {
    let read = [header::CONTENT_TYPE, header::WARNING, header::SEC_WEBSOCKET_PROTOCOL, header::RETRY_AFTER];
    let all = answer.headers().iter().filter(|(name, _)| read.contains(name));
    all.filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned()))).collect()
}
