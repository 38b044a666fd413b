//! How a cluster is reached over the network: kube's client that sends what is written at once.
//!
//! Layer: below `cluster` (pages) and `kubectl`, which both connect from a kubeconfig; knows neither.

mod deadline;
mod fetch;
#[cfg(test)]
mod tests;
mod words;

use std::time::Duration;

use hyper_timeout::TimeoutConnector;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use kube::client::{ClientBuilder, ConfigExt};
use tower::{BoxError, ServiceBuilder};

pub use deadline::within;
pub use fetch::{Answer, fetch};
pub use words::{broken, complaint, host_of, unreached, why};

/// How often a silent connection is asked whether its other end is still there, as Go's dialer does: a watch may say
/// nothing for minutes.
const KEEP_ALIVE: Duration = Duration::from_secs(30);

/// kube's own client but for two things. What is written is sent at once; otherwise the first request waits for the
/// server to acknowledge the handshake, which Linux puts off for 40 ms. And nothing is sent twice: a blocked eviction is
/// answered like an overloaded server, and kube would ask again.
///
/// Reading has no limit, as kubectl has none; connecting has the configuration's. [`within`] gives a limit to pages.
pub fn client(mut config: kube::Config) -> Result<kube::Client, kube::Error> {
    config.default_retry = false;
    config.read_timeout = None;
    if config.accept_invalid_certs {
        // Nothing is verified, so the system's hundred certificates need not be read.
        config.root_cert.get_or_insert_default();
    }
    if config.proxy_url.is_some() {
        return kube::Client::try_from(config);
    }
    let mut http = HttpConnector::new();
    http.enforce_http(false);
    http.set_nodelay(true);
    http.set_keepalive(Some(KEEP_ALIVE));
    let mut limited = TimeoutConnector::new(config.rustls_https_connector_with_connector(http)?);
    limited.set_connect_timeout(config.connect_timeout);
    limited.set_write_timeout(config.write_timeout);
    let hyper = Client::builder(TokioExecutor::new()).build(limited);
    let service = ServiceBuilder::new()
        .layer(config.base_uri_layer())
        .option_layer(config.auth_layer()?)
        .layer(config.extra_headers_layer()?)
        .map_err(BoxError::from)
        .service(hyper);
    Ok(ClientBuilder::new(service, config.default_namespace).build())
}
