//! Pages and server functions, rendered by leptos. A page holds nothing of anybody's: it is rendered once and kept for all its readers,
//! and what is the visit's own is filled in ([`Template`]). Few pages are a person's altogether: those are rendered for each visit.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use api::frame::{Lang, Own};
use app::frame::pages::is_own;
use app::frame::server::OnRefusal;
use app::{App, document};
use axum::Router;
use axum::body::Body;
use axum::extract::{FromRef, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY,
    VARY, X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, HeaderValue, StatusCode, Uri};
use leptos::config::LeptosOptions;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{AxumRouteListing, LeptosRoutes, ResponseOptions, generate_route_list};
use portal::{Actor, Portal, PortalError};
use tokio::runtime::Handle;
use tokio::sync::OnceCell;

use super::Server;
use super::error::{HttpError, status};
use super::template::{Filling, Template, unzipped};

/// How long a page may take to render.
const DEADLINE: Duration = Duration::from_secs(10);

/// The largest page, in bytes.
const LARGEST: usize = 16 << 20;

/// How leptos begins the error of a server function whose arguments cannot be read (`server_fn`'s `ServerFnErrorEncoding`).
const MALFORMED: [&[u8]; 3] = [b"Args|", b"Deserialization|", b"MissingArg|"];

/// The pages' routes, found once for the process: leptos renders the whole app to find them.
static LISTING: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(App));

/// A route for each page of `app`, and one that leads there from the same address with a slash behind it.
pub(crate) fn routes() -> Router<Server> {
    let handler = |State(server): State<Server>, request: Request| page(server, request);
    let pages = Router::new().leptos_routes_with_handler(LISTING.clone(), handler);
    LISTING.iter().fold(pages, |router, page| router.route(&format!("{}/", page.path()), get(without_slash)))
}

/// To the same address without the slash behind it.
async fn without_slash(uri: Uri) -> Redirect {
    let path = uri.path().trim_end_matches('/');
    match uri.query() {
        Some(query) => Redirect::permanent(&format!("{path}?{query}")),
        None => Redirect::permanent(path),
    }
}

/// Everything else: the page that says so, with status 404.
pub(crate) async fn not_found(State(server): State<Server>, request: Request) -> Response {
    let mut response = page(server, request).await;
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

/// The pages that are kept, by address.
#[derive(Clone, Default)]
pub(crate) struct Pages(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    /// Of which edition of the notes they are.
    edition: u64,
    pages: HashMap<String, Arc<OnceCell<Arc<Rendered>>>>,
}

/// A rendered page.
struct Rendered {
    status: StatusCode,
    template: Template,
}

impl Pages {
    fn cell(&self, edition: u64, path: &str) -> Arc<OnceCell<Arc<Rendered>>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.edition != edition {
            *kept = Kept { edition, ..Kept::default() };
        }
        kept.pages.entry(path.to_owned()).or_default().clone()
    }

    fn forget(&self, path: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pages.remove(path);
    }
}

async fn page(server: Server, request: Request) -> Response {
    let Some(actor) = request.extensions().get::<Actor>().cloned() else {
        return HttpError::no_session().into_response();
    };
    let path = request.uri().path();
    let rendered = if is_own(path) {
        render(&server, path, Some(&actor)).await.map(Arc::new)
    } else {
        kept(&server, path).await
    };
    match rendered {
        Ok(rendered) => visit(&server.portal, &actor, &rendered, path, request.headers()).await,
        Err(error) => error.into_response(),
    }
}

/// A page that is the same for all, rendered now if it was not before. One that is not there is not kept: addresses that are nobody's
/// are without end.
async fn kept(server: &Server, path: &str) -> Result<Arc<Rendered>, HttpError> {
    let cell = server.pages.cell(server.portal.edition(), path);
    let rendered =
        cell.get_or_try_init(async || render(server, path, None).await.map(Arc::new)).await.cloned();
    if !rendered.as_ref().is_ok_and(|rendered| rendered.status == StatusCode::OK) {
        server.pages.forget(path);
    }
    rendered
}

/// Renders a page whole, so that it reads without scripts. Each has a thread to itself meanwhile: leptos finds a page's signals by the
/// thread that it runs on, and writes the head outside of what it does to find them again on another (`from_app` in
/// `leptos_integration_utils`), where those of another page may be.
async fn render(server: &Server, path: &str, actor: Option<&Actor>) -> Result<Rendered, HttpError> {
    let request = Request::get(path).body(Body::empty()).map_err(|_| HttpError::not_found())?;
    let rendering = tokio::time::timeout(DEADLINE, rendered(server.portal.clone(), actor.cloned(), request));
    let runtime = Handle::current();
    // What a panic says is nobody's business; where it was is told by the hook.
    match tokio::task::spawn_blocking(move || runtime.block_on(rendering)).await {
        Ok(Ok(rendered)) => rendered.map_err(HttpError::page),
        Ok(Err(_)) => Err(HttpError::page(io::Error::other(format!("{path} was not rendered in time")))),
        Err(_) => Err(HttpError::page(io::Error::other(format!("the rendering of {path} panicked")))),
    }
}

async fn rendered(portal: Portal, actor: Option<Actor>, request: Request) -> io::Result<Rendered> {
    let nonce = Arc::new(OnceLock::new());
    let context = {
        let nonce = nonce.clone();
        move || {
            provide_context(portal.clone());
            if let Some(actor) = actor.clone() {
                provide_context(actor);
            }
            provide_context(OnRefusal(refuse));
            if let Some(now) = leptos::nonce::use_nonce() {
                nonce.get_or_init(|| now.to_string());
            }
        }
    };
    let options = options();
    let response =
        leptos_axum::render_app_async_with_context(context, move || document(options.clone()))(request).await;
    let (parts, body) = response.into_parts();
    let html = axum::body::to_bytes(body, LARGEST).await.map_err(io::Error::other)?;
    let html = std::str::from_utf8(&html).map_err(io::Error::other)?;
    let template = Template::cut(html, nonce.get().map_or("", String::as_str))?;
    Ok(Rendered { status: parts.status, template })
}

/// Fills in what is the visit's own.
async fn visit(
    portal: &Portal,
    actor: &Actor,
    rendered: &Rendered,
    path: &str,
    headers: &HeaderMap,
) -> Response {
    let own = own(portal, actor, path).await;
    let json = serde_json::to_string(&own).unwrap_or_default();
    let nonce = format!("{:032x}", rand::random::<u128>());
    let filling = Filling { theme: &own.frame.progress.theme, own: &json, nonce: &nonce };
    let page = rendered.template.fill(&filling);
    let zipped =
        headers.get(ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains("gzip"));
    let body = if zipped { Ok(page) } else { unzipped(&page) };
    let body = match body {
        Ok(body) => body,
        Err(error) => return HttpError::page(error).into_response(),
    };
    let mut response = (rendered.status, Body::from(body)).into_response();
    let set = response.headers_mut();
    if zipped {
        set.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    for (name, value) in [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CACHE_CONTROL, "no-store"),
        (VARY, "accept-encoding, cookie"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
    ] {
        set.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(policy) = HeaderValue::from_str(&policy(&nonce)) {
        set.insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// What is the reader's own on a page. Where it cannot be read, the page is still there, and says so.
async fn own(portal: &Portal, actor: &Actor, path: &str) -> Own {
    let (lang, rest) = match path.strip_prefix("/zh") {
        Some(rest) => (Lang::Zh, rest),
        None => (Lang::En, path),
    };
    let lesson = rest.strip_prefix("/learn/").map(|id| id.trim_end_matches('/'));
    portal.own(actor, lang, lesson).await.unwrap_or_else(|error| {
        tracing::error!(%error, path, "what is the reader's own could not be read");
        let mut own = Own::default();
        own.frame.notices.push(error.to_string());
        own
    })
}

/// `POST /api/fn/...`.
pub(crate) async fn server_function(State(server): State<Server>, request: Request) -> Response {
    let Some(actor) = request.extensions().get::<Actor>().cloned() else {
        return HttpError::no_session().into_response();
    };
    let context = move || {
        provide_context(server.portal.clone());
        provide_context(actor.clone());
        provide_context(OnRefusal(refuse));
    };
    let response = leptos_axum::handle_server_fns_with_context(context, request).await;
    told(response.into_response().map(Body::new)).await
}

/// Arguments that cannot be read are the request's fault, which leptos gives the status of a fault of the server.
async fn told(response: Response) -> Response {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut head, body) = response.into_parts();
    let body = match axum::body::to_bytes(body, LARGEST).await {
        Ok(body) => body,
        Err(error) => return HttpError::page(io::Error::other(error)).into_response(),
    };
    if MALFORMED.iter().any(|kind| body.starts_with(kind)) {
        head.status = StatusCode::BAD_REQUEST;
    }
    Response::from_parts(head, Body::from(body))
}

/// Gives an answer the status of the refusal that it tells.
fn refuse(error: &PortalError) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status(error));
    }
}

/// The Content-Security-Policy, as a header: scripts by nonce, no frames, nothing from elsewhere. xterm.js and
/// CodeMirror make `<style>` elements, so styles may stand in the page.
fn policy(nonce: &str) -> String {
    format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; \
         img-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

impl FromRef<Server> for LeptosOptions {
    fn from_ref(_: &Server) -> LeptosOptions {
        options()
    }
}

fn options() -> LeptosOptions {
    LeptosOptions::builder().output_name("wheelhouse").site_root(".").site_pkg_dir("pkg").build()
}
