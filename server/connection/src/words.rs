//! What is said of a cluster that cannot be reached: the words of kubectl, which are Go's.
//!
//! Upstream: Go's `net` and `net/http`; `kubectl/pkg/cmd/util/helpers.go` (`StandardErrorMessage`).

use std::error::Error;

use crate::plugin::LoginError;

/// Why a request to a server (a URL) came to nothing.
pub fn why(server: &str, error: &(dyn Error + 'static)) -> String {
    let host = host_of(server);
    let why = innermost(error);
    if chain(error).any(<dyn Error>::is::<LoginError>) {
        return why;
    }
    let lower = why.to_lowercase();
    if lower.contains("connection refused") {
        format!("dial tcp {host}: connect: connection refused")
    } else if lower.contains("deadline has elapsed") {
        format!("dial tcp {host}: i/o timeout")
    } else if lower.contains("unknownissuer") || lower.contains("unknown issuer") {
        "tls: failed to verify certificate: x509: certificate signed by unknown authority".to_owned()
    } else if lower.contains("failed to lookup address") {
        let name = host.rsplit_once(':').map_or(host.as_str(), |(name, _)| name);
        format!("dial tcp: lookup {name}: no such host")
    } else if ends_early(error) {
        "unexpected EOF".to_owned()
    } else {
        why
    }
}

/// The line that [`why`] makes.
pub fn unreached(host: &str, why: &str) -> String {
    if why.to_lowercase().contains("connection refused") {
        format!("The connection to the server {host} was refused - did you specify the right host or port?")
    } else {
        format!("Unable to connect to the server: {why}")
    }
}

/// A failed request of kube's in one line: what the server answered, or that it did not.
pub fn complaint(server: &str, error: &kube::Error) -> String {
    match error {
        kube::Error::Api(status) => format!("Error from server ({}): {}", status.reason, status.message),
        error => format!("{}{}", said(error), unreached(&host_of(server), &why(server, error))),
    }
}

/// What a credential plug-in wrote on standard error before it failed, in whole lines: it stands before the error, as on a terminal.
pub fn said(error: &(dyn Error + 'static)) -> String {
    let login = chain(error).find_map(|error| error.downcast_ref::<LoginError>());
    let said = login.map_or("", |login| login.said.trim_end());
    if said.is_empty() { String::new() } else { format!("{said}\n") }
}

/// Why an answer that had begun was not read to its end.
pub fn broken(error: &(dyn Error + 'static)) -> String {
    if ends_early(error) { "unexpected EOF".to_owned() } else { innermost(error) }
}

/// Host and port of a URL.
pub fn host_of(server: &str) -> String {
    let rest = server.split_once("://").map_or(server, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest).to_owned()
}

/// The text of the error at the bottom.
fn innermost(error: &(dyn Error + 'static)) -> String {
    chain(error).last().map(ToString::to_string).unwrap_or_default()
}

/// Whether the other side went away in the middle.
fn ends_early(error: &(dyn Error + 'static)) -> bool {
    chain(error).any(|error| {
        let io = error.downcast_ref::<std::io::Error>();
        let kinds = [std::io::ErrorKind::UnexpectedEof, std::io::ErrorKind::ConnectionReset];
        io.is_some_and(|io| kinds.contains(&io.kind())) || error.to_string().starts_with("unexpected EOF")
    })
}

fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    let mut next = Some(error);
    std::iter::from_fn(move || {
        let now = next?;
        next = now.source();
        Some(now)
    })
}

#[cfg(test)]
mod tests {
    use std::io::{Error as Io, ErrorKind};

    use super::*;

    fn of(error: Io) -> kube::Error {
        kube::Error::Service(Box::new(error))
    }

    #[test]
    fn a_refused_connection_is_told_in_kubectls_words() {
        let refused = of(Io::other("tcp connect error: Connection refused (os error 111)"));
        let said = complaint("https://127.0.0.1:6443/x", &refused);
        let words = "The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?";
        assert_eq!(said, words);
    }

    #[test]
    fn a_connection_that_breaks_is_an_unexpected_end() {
        let error =
            of(Io::new(ErrorKind::UnexpectedEof, "peer closed connection without sending TLS close_notify"));
        assert_eq!(broken(&error), "unexpected EOF");
        assert_eq!(complaint("https://a", &error), "Unable to connect to the server: unexpected EOF");
    }
}
