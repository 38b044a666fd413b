//! HTTP: every route on one page, every layer in one function, one file for each.

pub(crate) mod assets;
mod error;
mod health;
mod home;
mod host;
mod limits;
mod live;
mod old;
mod pages;
mod run;
mod session;
mod setup;
mod shell;
mod template;
#[cfg(test)]
mod tests;

use axum::Router;
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get, post};
use http::Method;
use portal::Portal;
use tokio_util::sync::CancellationToken;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::trace::TraceLayer;

use self::error::HttpError;

/// The largest request body, in bytes.
const BODY_LIMIT: usize = 1024 * 1024;

/// What handlers work with.
#[derive(Clone)]
pub(crate) struct Server {
    /// The use cases.
    pub(crate) portal: Portal,
    /// Cancelled when the server stops: streams say so and end.
    pub(crate) stop: CancellationToken,
    /// How much may be open at once.
    pub(crate) limits: limits::Limits,
    /// Pages that are the same for all.
    pub(crate) pages: pages::Pages,
}

impl Server {
    /// A server with the usual limits.
    pub(crate) fn new(portal: Portal, stop: CancellationToken) -> Server {
        Server { portal, stop, limits: limits::Limits::default(), pages: pages::Pages::default() }
    }
}

/// All routes. Three rings: what anybody may ask, pages (which let a browser in), and what needs a session.
pub(crate) fn router(server: Server) -> Router {
    let open = Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/pkg/{*file}", get(assets::get));
    let pages = pages::routes()
        .route("/", get(home::redirect))
        .route("/zh", get(home::redirect_zh))
        .route("/zh/", get(home::redirect_zh))
        .fallback(pages::not_found)
        .layer(CompressionLayer::new())
        .layer(axum::middleware::from_fn_with_state(server.clone(), session::let_in));
    let inside = inside()
        .into_iter()
        .fold(Router::new(), |router, (_, path, handler)| router.route(path, handler))
        .layer(axum::middleware::from_fn_with_state(server.clone(), session::require));
    let routes = open
        .merge(inside.with_state(server.clone()))
        .merge(pages.with_state(server.clone()))
        .with_state(server);
    layers(routes)
}

/// Every route that needs a session: method, path, handler. Tests walk it.
fn inside() -> Vec<(Method, &'static str, MethodRouter<Server>)> {
    vec![
        (Method::POST, "/api/run", post(run::run)),
        (Method::GET, "/api/live", get(live::live)),
        (Method::POST, "/api/live/{stream}", post(live::want)),
        (Method::GET, "/api/shell", get(shell::shell)),
        (Method::GET, "/api/setup/script/{machine}", get(setup::script)),
        (Method::GET, "/api/setup/site", get(setup::site)),
        (Method::POST, "/api/fn/{*name}", post(pages::server_function)),
    ]
}

/// The layers around all routes; a request meets the last one first.
fn layers(routes: Router) -> Router {
    routes
        .layer(CatchPanicLayer::custom(|_| HttpError::mistake().into_response()))
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        .layer(CsrfLayer::new())
        .layer(axum::middleware::from_fn(host::only_loopback_names))
        .layer(axum::middleware::from_fn(error::log))
        .layer(TraceLayer::new_for_http())
        .layer(axum::middleware::from_fn(old::ends_are_seen))
}
