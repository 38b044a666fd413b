//! Servers that stop answering: before the handshake, before an answer, in the middle of one.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::client;
use super::deadline::{Silent, within};

/// How long the tests' clients wait for a silent server.
const DEADLINE: Duration = Duration::from_millis(200);

/// Longer than any of this takes.
const PATIENCE: Duration = Duration::from_secs(20);

/// A client of a server that answers each request with these pieces, [`DEADLINE`] twice over between them, and then leaves the connection open.
async fn answering(pieces: &'static [&'static str]) -> kube::Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let mut open = Vec::new();
        while let Ok((mut stream, _)) = listener.accept().await {
            let _read = stream.read(&mut [0; 4096]).await;
            for (at, piece) in pieces.iter().enumerate() {
                if at > 0 {
                    tokio::time::sleep(2 * DEADLINE).await;
                }
                // Nobody reads on where the client gave up.
                let _written = stream.write_all(piece.as_bytes()).await;
            }
            open.push(stream);
        }
    });
    within(client(kube::Config::new(url.parse().unwrap())).unwrap(), DEADLINE)
}

async fn ask(client: &kube::Client, path: &str) -> Result<String, kube::Error> {
    let asked = client.request_text(http::Request::get(path).body(Vec::new()).unwrap());
    tokio::time::timeout(PATIENCE, asked).await.expect("it ends by itself")
}

#[tokio::test]
async fn a_server_that_never_shakes_hands_is_given_up() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut config = kube::Config::new(format!("https://{}", silent.local_addr().unwrap()).parse().unwrap());
    config.connect_timeout = Some(Duration::from_millis(100));
    assert!(ask(&client(config).unwrap(), "/").await.is_err());
}

#[tokio::test]
async fn a_server_that_never_answers_is_given_up_and_the_error_says_so() {
    let kube::Error::Service(error) = ask(&answering(&[]).await, "/api").await.unwrap_err() else {
        panic!("another error")
    };
    assert_eq!(error.downcast::<Silent>().unwrap().to_string(), "no answer within 0.2 s");
}

#[tokio::test]
async fn an_answer_that_stops_halfway_is_given_up() {
    let client = answering(&["HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n{"]).await;
    assert!(ask(&client, "/api").await.is_err());
}

#[tokio::test]
async fn a_watch_may_be_silent() {
    let client = answering(&["HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{", "}"]).await;
    assert_eq!(ask(&client, "/api/v1/pods?watch=true").await.unwrap(), "{}");
}
