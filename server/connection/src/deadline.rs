//! A client that gives up on a server which took a request and then says nothing: a page waits for nobody for ever.

use std::time::Duration;

use http::{Request, StatusCode, Uri};
use http_body_util::Either;
use kube::client::Body;
use tower::BoxError;
use tower_http::timeout::TimeoutBody;

/// How long after its own end (`timeoutSeconds`) a watch may still be silent.
const GRACE: Duration = Duration::from_secs(30);

/// The server took a request and did not begin to answer.
#[derive(Debug, thiserror::Error)]
#[error("no answer within {} s", .0.as_secs_f32())]
pub(crate) struct Silent(Duration);

/// The same client with a deadline: for the beginning of each answer, and for every silence within one. What may rightly be silent has none:
/// a shell, a log that is followed, a watch without an end of its own.
pub(crate) fn within(client: kube::Client, deadline: Duration) -> kube::Client {
    let namespace = client.default_namespace().to_owned();
    let service = tower::service_fn(move |request: Request<Body>| {
        let client = client.clone();
        async move {
            let silence = silence(request.uri(), deadline);
            let sent = tokio::time::timeout(deadline, client.send(request));
            let answer = sent.await.map_err(|_| Silent(deadline))??;
            let limited = silence.filter(|_| answer.status() != StatusCode::SWITCHING_PROTOCOLS);
            Ok::<_, BoxError>(match limited {
                Some(limit) => answer.map(|body| Either::Left(TimeoutBody::new(limit, body))),
                None => answer.map(Either::Right),
            })
        }
    });
    kube::Client::new(service, namespace)
}

/// How long an answer may be silent once it has begun; `None` where that means nothing.
fn silence(uri: &Uri, deadline: Duration) -> Option<Duration> {
    let query = uri.query().unwrap_or_default();
    let of = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    let yes = |name: &str| of(name).is_some_and(|value| ["true", "1"].contains(&value));
    if yes("watch") {
        let ends = of("timeoutSeconds").and_then(|seconds| seconds.parse().ok());
        return ends.map(|seconds| Duration::from_secs(seconds) + GRACE);
    }
    (!yes("follow")).then_some(deadline)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_silent_is_left_alone() {
        let deadline = Duration::from_secs(30);
        let limit = |path: &str| silence(&path.parse().unwrap(), deadline);
        assert_eq!(limit("/api/v1/pods?limit=500"), Some(deadline));
        assert_eq!(limit("/api/v1/namespaces/default/pods/a/log?tailLines=1"), Some(deadline));
        assert_eq!(limit("/api/v1/namespaces/default/pods/a/log?follow=true"), None);
        assert_eq!(limit("/api/v1/pods?resourceVersion=1&watch=true"), None);
        assert_eq!(limit("/api/v1/pods?&watch=true&timeoutSeconds=60"), Some(Duration::from_secs(90)));
    }
}
