//! Answers what the engine asks from a recording.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_util::{SinkExt, StreamExt, stream};
use http::{Request, Response, header};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Empty, StreamBody};
use hyper::body::Frame;
use kube::client::Body;
use tokio_tungstenite::tungstenite::Message;

use crate::Between;
use crate::pipe::{Answer, Broken, Served, upgrade};
use crate::record::asked;
use crate::tape::{Exchange, Tape};

/// A recording that is played.
pub(crate) struct Replay {
    tape: Tape,
    /// How often each exchange was played.
    played: Mutex<Vec<bool>>,
    looked: AtomicUsize,
    more: AtomicBool,
}

impl Replay {
    /// Reads a tape.
    pub(crate) fn read(file: &Path) -> Replay {
        let text = std::fs::read_to_string(file).expect("the recording is readable");
        let tape: Tape = serde_json::from_str(&text).expect("a recording is JSON");
        let played = Mutex::new(vec![false; tape.exchanges.len()]);
        Replay { tape, played, looked: AtomicUsize::new(0), more: AtomicBool::new(false) }
    }

    /// Whether something was asked that the recording has not.
    pub(crate) fn was_asked_more(&self) -> bool {
        self.more.load(Ordering::SeqCst)
    }

    /// The next exchange that began so; where all were played, the last once more: whoever asks until something is there may ask
    /// more often this time.
    fn find(&self, asked: &[String]) -> Option<&Exchange> {
        let mut played = self.played.lock().unwrap_or_else(PoisonError::into_inner);
        let same = || (0..played.len()).filter(|at| self.tape.exchanges[*at].asked == asked);
        let at = same().find(|at| !played[*at]).or_else(|| same().next_back())?;
        played[at] = true;
        Some(&self.tape.exchanges[at])
    }

    async fn answer(
        self: Arc<Self>,
        cluster: kube::Client,
        request: Request<Body>,
    ) -> Result<Answer, kube::Error> {
        let (asked, request) = asked(request).await?;
        let (head, body) = request.into_parts();
        let Some(exchange) = self.find(&asked) else {
            self.more.store(true, Ordering::SeqCst);
            eprintln!("the recording has no answer to {} {} ({})", asked[0], asked[1], asked[2..].join(" "));
            let nothing = Empty::new().map_err(|never| match never {}).boxed_unsync();
            return Ok(Response::builder().status(599).body(nothing).expect("a head"));
        };
        let Some(status) = exchange.status else {
            // Nobody answered: what says so is the connection that cannot be made, on this machine too.
            let answer = cluster.send(Request::from_parts(head, Body::from(body))).await?;
            return Ok(answer.map(|body| body.map_err(Broken::from).boxed_unsync()));
        };
        if status == 101 {
            let protocol =
                exchange.headers.iter().find(|(name, _)| name == header::SEC_WEBSOCKET_PROTOCOL.as_str());
            let protocol = protocol.map_or(String::new(), |(_, protocol)| protocol.clone());
            let request = Request::from_parts(head, Body::empty());
            let (answer, mut served) = upgrade(request, protocol).await.map_err(kube::Error::HyperError)?;
            let messages = exchange.pieces.clone();
            tokio::spawn(async move {
                if let Some(served) = served.recv().await {
                    speak(served, messages).await;
                }
            });
            return Ok(answer);
        }
        let mut answer = Response::builder().status(status);
        for (name, value) in &exchange.headers {
            answer = answer.header(name, value);
        }
        Ok(answer.body(body_of(exchange)).expect("a head"))
    }
}

/// The pieces of a body, and then its end, or nothing more for ever.
fn body_of(exchange: &Exchange) -> UnsyncBoxBody<Bytes, Broken> {
    let pieces: Vec<_> = exchange.pieces.iter().map(|piece| Bytes::from(piece.clone())).collect();
    let pieces = stream::iter(pieces).map(|piece| Ok::<_, Broken>(Frame::data(piece)));
    let waits = if exchange.ended { stream::empty().boxed() } else { stream::pending().boxed() };
    StreamBody::new(pieces.chain(waits)).boxed_unsync()
}

async fn speak(served: Served, messages: Vec<String>) {
    let (mut to_engine, mut from_engine) = served.split();
    for message in messages {
        let bytes = go_text::base64::decode(&message).expect("messages are base64");
        if to_engine.send(Message::Binary(bytes.into())).await.is_err() {
            return;
        }
    }
    // The engine may have gone already.
    let _closed = to_engine.close().await;
    while let Some(Ok(_)) = from_engine.next().await {}
}

impl Between for Replay {
    fn client(self: Arc<Self>, cluster: kube::Client) -> kube::Client {
        let service =
            tower::service_fn(move |request: Request<Body>| self.clone().answer(cluster.clone(), request));
        kube::Client::new(service, "default")
    }

    fn now(&self) -> jiff::Timestamp {
        let at = self.looked.fetch_add(1, Ordering::SeqCst);
        let last = self.tape.clock.len().saturating_sub(1);
        let time = self.tape.clock.get(at.min(last)).and_then(|time| time.parse().ok());
        time.unwrap_or_else(jiff::Timestamp::now)
    }
}
