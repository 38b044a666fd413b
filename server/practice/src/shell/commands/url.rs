//! What `curl` and `wget` share.
//!
//! Layer: simulation; pure.

/// A URL's host, port and path.
pub(super) fn parts(text: &str) -> (String, u16, String) {
    let (scheme, rest) = text.split_once("://").unwrap_or(("http", text));
    let (host, path) = rest.find('/').map_or((rest, "/"), |i| (&rest[..i], &rest[i..]));
    let (host, port) = host
        .rsplit_once(':')
        .and_then(|(h, p)| p.parse().ok().map(|p| (h, p)))
        .unwrap_or((host, if scheme == "https" { 443 } else { 80 }));
    (host.to_owned(), port, path.to_owned())
}

/// A status' words.
pub(super) fn words(status: u16) -> &'static str {
    http::StatusCode::from_u16(status).ok().and_then(|s| s.canonical_reason()).unwrap_or("")
}
