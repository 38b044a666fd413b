//! How a cluster is reached over the network: kube's client that sends what is written at once.
//!
//! Layer: below `cluster` (pages) and `kubectl`, which both connect from a kubeconfig; knows neither.

mod deadline;
mod entries;
mod fetch;
mod plugin;
#[cfg(test)]
mod tests;
mod words;

use std::sync::Arc;
use std::time::Duration;

use hyper_timeout::TimeoutConnector;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use kube::client::{ClientBuilder, ConfigExt};
use tower::{BoxError, ServiceBuilder};

pub use entries::{check_cluster, check_user, server_url};
pub use fetch::{Answer, fetch};
pub use plugin::Logins;
pub use words::{broken, complaint, host_of, said, unreached, why};

/// How often a silent connection is asked whether its other end is still there, as Go's dialer does: a watch may say
/// nothing for minutes.
const KEEP_ALIVE: Duration = Duration::from_secs(30);

/// How long a cluster may be silent while a page waits for its answer.
const SILENCE: Duration = Duration::from_secs(30);

/// A client for pages: nothing waits for ever, neither for the server nor for a credential plug-in.
///
/// # Errors
///
/// The configuration's certificates or addresses cannot be used.
pub fn for_pages(config: kube::Config, logins: &Logins) -> Result<kube::Client, kube::Error> {
    let build = |config| client(config).map(|client| deadline::within(client, SILENCE));
    match logins.of(&config.auth_info) {
        Some(login) => Ok(plugin::logging_in(config, login, Box::new(build))),
        None => build(config),
    }
}

/// A client for a command on this process's own terminal: it waits as long as the person does.
///
/// # Errors
///
/// The configuration's certificates or addresses cannot be used.
pub fn for_terminal(config: kube::Config) -> Result<kube::Client, kube::Error> {
    match plugin::needed(&config.auth_info).cloned() {
        Some(exec) => {
            let login = Arc::new(plugin::Login::new(exec, plugin::Audience::Terminal));
            Ok(plugin::logging_in(config, login, Box::new(client)))
        }
        None => client(config),
    }
}

/// kube's own client but for two things. What is written is sent at once; otherwise the first request waits for the
/// server to acknowledge the handshake, which Linux puts off for 40 ms. And nothing is sent twice: a blocked eviction is
/// answered like an overloaded server, and kube would ask again.
///
/// Reading has no limit, as kubectl has none; connecting has the configuration's. [`deadline::within`] gives a limit to pages. A credential
/// plug-in is not run: kube would do so on a worker.
pub(crate) fn client(mut config: kube::Config) -> Result<kube::Client, kube::Error> {
    config.auth_info.exec = None;
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
