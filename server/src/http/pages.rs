//! Pages and server functions, rendered by leptos with the use cases and the actor in context.

use std::sync::LazyLock;
use std::time::Duration;

use app::frame::server::OnRefusal;
use app::{App, document};
use axum::Router;
use axum::body::Body;
use axum::extract::{FromRef, Request, State};
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderValue, StatusCode};
use leptos::config::LeptosOptions;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{AxumRouteListing, LeptosRoutes, ResponseOptions, generate_route_list};
use portal::{Actor, PortalError};

use super::Server;
use super::error::{HttpError, status};

/// How long a page may take to render.
const DEADLINE: Duration = Duration::from_secs(2);

/// How often a page is tried.
const TRIES: usize = 5;

/// The pages' routes, found once for the process: leptos renders the whole app to find them.
static LISTING: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(App));

/// A route for each page of `app`.
pub(crate) fn routes() -> Router<Server> {
    let handler = |State(server): State<Server>, request: Request| render(server, request);
    Router::new().leptos_routes_with_handler(LISTING.clone(), handler)
}

/// Everything else: the page that says so, with status 404.
pub(crate) async fn not_found(State(server): State<Server>, request: Request) -> Response {
    let mut response = render(server, request).await;
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

/// Renders a page. Seen in leptos 0.8.23, cause not found: in the first second of a busy process a page now and then is
/// never finished. One that is not there in time is rendered again, which is safe, as reading changes nothing.
async fn render(server: Server, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    for _ in 0..TRIES {
        let again = Request::from_parts(parts.clone(), Body::empty());
        match tokio::time::timeout(DEADLINE, render_once(&server, again)).await {
            Ok(response) => return response,
            Err(_) => tracing::warn!(page = %parts.uri.path(), "a page was not rendered in time"),
        }
    }
    HttpError::busy().into_response()
}

/// Every page is rendered whole before its first byte (`SsrMode::Async`), so that it reads without scripts.
async fn render_once(server: &Server, request: Request) -> Response {
    let Some(context) = context(server, &request) else { return HttpError::no_session().into_response() };
    let options = options();
    leptos_axum::render_app_async_with_context(context, move || document(options.clone()))(request).await
}

/// `POST /api/fn/...`.
pub(crate) async fn server_function(State(server): State<Server>, request: Request) -> Response {
    let Some(context) = context(&server, &request) else { return HttpError::no_session().into_response() };
    let response = leptos_axum::handle_server_fns_with_context(context, request).await;
    response.into_response().map(Body::new)
}

/// What components and server functions find in their context; `None` without an actor.
fn context(server: &Server, request: &Request) -> Option<impl Fn() + Clone + Send + Sync + 'static> {
    let actor = *request.extensions().get::<Actor>()?;
    let portal = server.portal.clone();
    Some(move || {
        provide_context(portal.clone());
        provide_context(actor);
        provide_context(OnRefusal(refuse));
        policy();
    })
}

/// Gives an answer the status of the refusal that it tells.
fn refuse(error: &PortalError) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status(error));
    }
}

/// The Content-Security-Policy, as a header: scripts by nonce, no frames, nothing from elsewhere. xterm.js and
/// CodeMirror make `<style>` elements, so styles may stand in the page.
fn policy() {
    let Some(response) = use_context::<ResponseOptions>() else { return };
    let nonce = leptos::nonce::use_nonce().map(|nonce| format!("'nonce-{nonce}' ")).unwrap_or_default();
    let policy = format!(
        "default-src 'self'; script-src 'self' {nonce}'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; \
         img-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    );
    if let Ok(value) = HeaderValue::from_str(&policy) {
        response.insert_header(CONTENT_SECURITY_POLICY, value);
    }
    response.insert_header(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response.insert_header(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
}

impl FromRef<Server> for LeptosOptions {
    fn from_ref(_: &Server) -> LeptosOptions {
        options()
    }
}

fn options() -> LeptosOptions {
    LeptosOptions::builder().output_name("wheelhouse").site_root(".").site_pkg_dir("pkg").build()
}
