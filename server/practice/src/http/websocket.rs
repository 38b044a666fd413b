//! The WebSocket handshake and the channels of `v5.channel.k8s.io` and `v4.channel.k8s.io`.
//!
//! Layer: I/O shell. Mirrors `apimachinery/pkg/util/remotecommand` and `apiserver/pkg/util/wsstream`.

use http::{HeaderMap, Response, header};

use super::answer::{Body, full};
use crate::status::{Outcome, Status};

/// The protocols that we speak, the best first.
const PROTOCOLS: &[&str] = &["v5.channel.k8s.io", "v4.channel.k8s.io"];

/// The answer to a handshake, and the protocol that was agreed on.
pub(crate) fn accept(headers: &HeaderMap) -> Outcome<(Response<Body>, &'static str)> {
    let key = headers
        .get("sec-websocket-key")
        .ok_or_else(|| Status::bad_request("Sec-WebSocket-Key is missing"))?;
    let offered: Vec<&str> = headers
        .get_all("sec-websocket-protocol")
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(','))
        .map(str::trim)
        .collect();
    let chosen = PROTOCOLS.iter().copied().find(|p| offered.contains(p)).ok_or_else(|| {
        Status::bad_request("unable to upgrade: none of the offered subprotocols is served")
    })?;
    let accept = tokio_tungstenite::tungstenite::handshake::derive_accept_key(key.as_bytes());
    let response = Response::builder()
        .status(101)
        .header(header::CONNECTION, "Upgrade")
        .header(header::UPGRADE, "websocket")
        .header("sec-websocket-accept", accept)
        .header("sec-websocket-protocol", chosen)
        .body(full(bytes::Bytes::new()))
        .map_err(|e| Status::internal(e.to_string()))?;
    Ok((response, chosen))
}
