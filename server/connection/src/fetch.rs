//! One page of the web, as Go's `http.Get` fetches it: redirects are followed, nothing is sent twice.
//!
//! Upstream: Go's `net/http/client.go`.

use std::error::Error;
use std::time::Duration;

use http::header::{ACCEPT, LOCATION, USER_AGENT};
use http_body_util::BodyExt;

use crate::client;

/// How many redirects are followed.
const REDIRECTS: usize = 10;

/// How long a server may take to accept a connection.
const CONNECT: Duration = Duration::from_secs(30);

/// What a web server answered.
#[derive(Debug)]
pub struct Answer {
    /// 200.
    pub code: u16,
    /// `200 OK`.
    pub status: String,
    /// The body.
    pub body: Vec<u8>,
}

/// Fetches a URL without any credentials; certificates are checked against the system's.
pub async fn fetch(url: &str) -> Result<Answer, Box<dyn Error + Send + Sync>> {
    let mut url: http::Uri = url.parse()?;
    for _ in 0..=REDIRECTS {
        let mut config = kube::Config::new(origin(&url)?);
        config.connect_timeout = Some(CONNECT);
        let path = url.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let request = http::Request::get(path)
            .header(ACCEPT, "*/*")
            .header(USER_AGENT, concat!("wheelhouse/", env!("CARGO_PKG_VERSION")))
            .body(kube::client::Body::empty())?;
        let answer = client(config)?.send(request).await?;
        let code = answer.status();
        let next = answer.headers().get(LOCATION).and_then(|to| to.to_str().ok()).map(str::to_owned);
        if let (301 | 302 | 303 | 307 | 308, Some(next)) = (code.as_u16(), next) {
            url = onward(&url, &next)?;
            continue;
        }
        let reason = code.canonical_reason().unwrap_or_default();
        let status = format!("{} {reason}", code.as_u16());
        let body = answer.into_body().collect().await?.to_bytes().to_vec();
        return Ok(Answer { code: code.as_u16(), status, body });
    }
    Err(format!("stopped after {REDIRECTS} redirects").into())
}

/// Scheme, host and port.
fn origin(url: &http::Uri) -> Result<http::Uri, http::Error> {
    http::Uri::builder()
        .scheme(url.scheme_str().unwrap_or("http"))
        .authority(url.authority().map_or("", |authority| authority.as_str()))
        .path_and_query("/")
        .build()
}

/// Where a redirect leads: a URL, or a path on the same server.
fn onward(from: &http::Uri, to: &str) -> Result<http::Uri, Box<dyn Error + Send + Sync>> {
    if to.starts_with("http://") || to.starts_with("https://") {
        return Ok(to.parse()?);
    }
    let base = origin(from)?.to_string();
    let base = base.trim_end_matches('/');
    if to.starts_with('/') {
        return Ok(format!("{base}{to}").parse()?);
    }
    let folder = from.path().rsplit_once('/').map_or("", |(folder, _)| folder);
    Ok(format!("{base}{folder}/{to}").parse()?)
}
