//! Loopback mode answers to loopback names only: a name that was rebound to 127.0.0.1 is same-origin to every other
//! check (DNS rebinding).

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::HOST;
use http::uri::Authority;

use super::error::HttpError;

/// 403 for every `Host` but localhost, 127.0.0.1 and [::1], with any port.
pub(crate) async fn only_loopback_names(request: Request, next: Next) -> Response {
    let from_header = || request.headers().get(HOST)?.to_str().ok()?.parse::<Authority>().ok();
    let authority = request.uri().authority().cloned().or_else(from_header);
    let known = authority.is_some_and(|authority| is_loopback(authority.as_str()));
    if known {
        next.run(request).await
    } else {
        HttpError::forbidden("this server answers to localhost, 127.0.0.1 and [::1] only").into_response()
    }
}

/// Whether these are host and port, the host a loopback name, and nothing stands beside them.
fn is_loopback(authority: &str) -> bool {
    let end =
        if authority.starts_with('[') { authority.find(']').map(|at| at + 1) } else { authority.find(':') };
    let (host, rest) = authority.split_at(end.unwrap_or(authority.len()));
    let port = rest.is_empty()
        || rest.strip_prefix(':').is_some_and(|port| port.is_empty() || port.parse::<u16>().is_ok());
    port && ["localhost", "127.0.0.1", "[::1]"].iter().any(|name| host.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_compared_as_a_host() {
        for known in ["localhost", "LOCALHOST:7466", "127.0.0.1:1", "[::1]", "[::1]:80", "localhost:"] {
            assert!(is_loopback(known), "{known}");
        }
        for other in [
            "localhost.evil.example",
            "[::1].evil.example",
            "[::1]x",
            "evil@localhost",
            "localhost@evil",
            "127.0.0.1:80@evil",
            "localhost:99999",
            "127.0.0.1.evil",
            "[::1",
            "",
        ] {
            assert!(!is_loopback(other), "{other}");
        }
    }
}
