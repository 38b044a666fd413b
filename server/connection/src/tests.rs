//! The first request of a connection against a server that acknowledges late, and a server that never shakes hands.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::client;

/// A server that answers one request a connection; nothing but the answer is sent after the handshake.
async fn server() -> kube::Config {
    let key = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let chain = vec![key.cert.der().clone()];
    let secret = rustls::pki_types::PrivateKeyDer::try_from(key.signing_key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut tls = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, secret)
        .unwrap();
    tls.send_tls13_tickets = 0;
    let acceptor = TlsAcceptor::from(Arc::new(tls));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut tls) = acceptor.accept(stream).await else { continue };
            let _read = tls.read(&mut [0; 4096]).await;
            let _written =
                tls.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}").await;
            let _closed = tls.shutdown().await;
        }
    });
    let mut config = kube::Config::new(url.parse().unwrap());
    config.accept_invalid_certs = true;
    config
}

#[tokio::test]
async fn a_connections_first_request_waits_for_no_acknowledgement() {
    let config = server().await;
    let mut quickest = Duration::MAX;
    for _ in 0..8 {
        let client = client(config.clone()).unwrap();
        let started = Instant::now();
        let answer =
            client.request_text(http::Request::get("/version").body(Vec::new()).unwrap()).await.unwrap();
        assert_eq!(answer, "{}");
        quickest = quickest.min(started.elapsed());
    }
    assert!(quickest < Duration::from_millis(35), "{quickest:?}: an acknowledgement is put off for 40 ms");
}

#[tokio::test]
async fn a_server_that_never_shakes_hands_is_given_up() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut config = kube::Config::new(format!("https://{}", silent.local_addr().unwrap()).parse().unwrap());
    config.connect_timeout = Some(Duration::from_millis(100));
    let client = client(config).unwrap();
    let asked = client.request_text(http::Request::get("/").body(Vec::new()).unwrap());
    let answer = tokio::time::timeout(Duration::from_secs(20), asked).await;
    assert!(answer.expect("it gives up by itself").is_err());
}
