//! The route table under attack: who may ask what. In process, with a real portal on a temporary store.

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, HOST, ORIGIN, SET_COOKIE, UPGRADE};
use http::{Method, Request, StatusCode};
use portal::{Portal, SystemClock};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use super::limits::Limits;
use super::{Server, router};

/// Every address that a page is served at.
const PAGES: &[&str] = &[
    "/learn",
    "/learn/pods",
    "/zh/learn",
    "/zh/learn/pods",
    "/setup",
    "/zh/setup",
    "/about",
    "/zh/about",
    "/no/such/page",
];

/// Every route behind a session that is no server function.
const INSIDE: &[(Method, &str)] = &[
    (Method::POST, "/api/run"),
    (Method::GET, "/api/live"),
    (Method::POST, "/api/live/0123"),
    (Method::GET, "/api/shell"),
    (Method::GET, "/api/setup/script/node-1"),
    (Method::GET, "/api/setup/site"),
];

/// One runtime for all tests, as the server has one: leptos' executor is the process', and a task of one test's own
/// runtime would be lost with it.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());

fn on_the_server(test: impl Future<Output = ()>) {
    RUNTIME.block_on(test);
}

struct TestApp {
    router: Router,
    limits: Limits,
    _dir: TempDir,
}

impl TestApp {
    async fn new() -> TestApp {
        let dir = tempfile::tempdir().unwrap();
        let store = store::Store::open(dir.path(), "a test").await.unwrap();
        let course = course::Course::load(&course::Embedded, portal::check_line).unwrap();
        let clusters = cluster::Registry::new(None, None);
        let portal = Portal::new(course, store, clusters, Arc::new(SystemClock), Vec::new());
        let server = Server::new(portal, CancellationToken::new());
        TestApp { limits: server.limits.clone(), router: router(server), _dir: dir }
    }

    async fn send(&self, request: http::request::Builder) -> Response {
        self.router.clone().oneshot(request.body(Body::from("{}")).unwrap()).await.unwrap()
    }

    /// As if as much were open as the server takes.
    fn take_all_places(&self) {
        for places in [&self.limits.runs, &self.limits.streams, &self.limits.shells] {
            places.forget_permits(places.available_permits());
        }
    }

    /// A browser's cookie, as the first page sets it.
    async fn cookie(&self) -> String {
        let page = self.send(get("/learn")).await;
        let set = page.headers()[SET_COOKIE].to_str().unwrap();
        set.split(';').next().unwrap().to_owned()
    }
}

fn get(path: &str) -> http::request::Builder {
    request(&Method::GET, path)
}

fn request(method: &Method, path: &str) -> http::request::Builder {
    let request = Request::builder().method(method).uri(path).header(HOST, "127.0.0.1:7466");
    if path == "/api/shell" {
        return request
            .header(UPGRADE, "websocket")
            .header("connection", "upgrade")
            .header("sec-websocket-version", "13")
            .header("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==");
    }
    request.header(CONTENT_TYPE, "application/json")
}

/// Every route behind a session, server functions included as leptos knows them.
fn inside() -> Vec<(Method, String)> {
    // The functions register themselves; at least those that pages call must be there.
    let functions: Vec<_> =
        leptos::server_fn::axum::server_fn_paths().map(|(path, method)| (method, path.to_owned())).collect();
    assert!(functions.len() >= 12, "only {} server functions", functions.len());
    INSIDE.iter().map(|(m, p)| (m.clone(), (*p).to_owned())).chain(functions).collect()
}

#[test]
fn without_a_session_every_inner_route_says_401() {
    on_the_server(async {
        let app = TestApp::new().await;
        for (method, path) in inside() {
            let response = app.send(request(&method, &path)).await;
            assert_eq!(response.status(), StatusCode::UNAUTHORIZED, "{method} {path}");
            let forged = request(&method, &path).header(COOKIE, "wheelhouse=0123456789abcdef");
            assert_eq!(app.send(forged).await.status(), StatusCode::UNAUTHORIZED, "{method} {path}, forged");
        }
    });
}

#[test]
fn a_session_never_comes_from_the_query_string() {
    on_the_server(async {
        let app = TestApp::new().await;
        let cookie = app.cookie().await;
        let token = cookie.split('=').nth(1).unwrap();
        let response = app.send(get(&format!("/api/live?wheelhouse={token}&token={token}"))).await;
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    });
}

#[test]
fn a_change_from_another_site_says_403() {
    on_the_server(async {
        let app = TestApp::new().await;
        let cookie = app.cookie().await;
        for (method, path) in inside().into_iter().filter(|(method, _)| *method == Method::POST) {
            let cross =
                request(&method, &path).header(COOKIE, &cookie).header("sec-fetch-site", "cross-site");
            assert_eq!(app.send(cross).await.status(), StatusCode::FORBIDDEN, "{path}, Sec-Fetch-Site");
            let foreign =
                request(&method, &path).header(COOKIE, &cookie).header(ORIGIN, "http://evil.example");
            assert_eq!(app.send(foreign).await.status(), StatusCode::FORBIDDEN, "{path}, Origin");
        }
    });
}

#[test]
fn a_websocket_of_another_origin_says_403() {
    on_the_server(async {
        let app = TestApp::new().await;
        let cookie = app.cookie().await;
        for origin in [None, Some("null"), Some("http://evil.example"), Some("http://127.0.0.1:1"), Some("")]
        {
            let mut upgrade = request(&Method::GET, "/api/shell").header(COOKIE, &cookie);
            if let Some(origin) = origin {
                upgrade = upgrade.header(ORIGIN, origin);
            }
            // Without a connection below it axum could not upgrade (426): the refusal comes first.
            assert_eq!(app.send(upgrade).await.status(), StatusCode::FORBIDDEN, "{origin:?}");
        }
    });
}

#[test]
fn a_rebound_name_says_403_on_every_route() {
    on_the_server(async {
        let app = TestApp::new().await;
        let mut routes: Vec<(Method, String)> = inside();
        routes.extend(
            PAGES
                .iter()
                .chain(&["/", "/zh", "/healthz", "/readyz", "/pkg/x"])
                .map(|p| (Method::GET, (*p).to_owned())),
        );
        for (method, path) in routes {
            for host in ["evil.example", "evil.example:7466", "127.0.0.1.evil.example", "169.254.169.254", ""]
            {
                let rebound = Request::builder().method(&method).uri(&path).header(HOST, host);
                assert_eq!(
                    app.send(rebound).await.status(),
                    StatusCode::FORBIDDEN,
                    "{method} {path} at {host:?}"
                );
            }
        }
        for host in ["localhost:7466", "127.0.0.1", "[::1]:80"] {
            let own = Request::builder().uri("/healthz").header(HOST, host);
            assert_eq!(app.send(own).await.status(), StatusCode::OK, "{host}");
        }
    });
}

#[test]
fn every_page_carries_an_enforced_policy() {
    on_the_server(async {
        let app = TestApp::new().await;
        for path in PAGES {
            let page = app.send(get(path)).await;
            let policy = page.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
            let scripts = policy.split(';').find(|d| d.trim().starts_with("script-src")).unwrap();
            assert!(scripts.contains("'nonce-") && !scripts.contains("unsafe-inline"), "{path}: {policy}");
            assert!(policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
            assert_eq!(page.headers()["x-content-type-options"], "nosniff", "{path}");
            assert_eq!(page.headers()["referrer-policy"], "no-referrer", "{path}");
        }
    });
}

#[test]
fn two_pages_never_share_a_nonce() {
    on_the_server(async {
        let app = TestApp::new().await;
        let policy = async || app.send(get("/learn")).await.headers()[CONTENT_SECURITY_POLICY].clone();
        assert_ne!(policy().await, policy().await);
    });
}

#[test]
fn the_session_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    on_the_server(async {
        let app = TestApp::new().await;
        let page = app.send(get("/learn")).await;
        let cookie = page.headers()[SET_COOKIE].to_str().unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
        let again = app.send(get("/learn").header(COOKIE, cookie.split(';').next().unwrap())).await;
        assert!(!again.headers().contains_key(SET_COOKIE), "a known browser gets no second session");
    });
}

#[test]
fn a_body_over_one_mebibyte_says_413() {
    on_the_server(async {
        let app = TestApp::new().await;
        let cookie = app.cookie().await;
        let body = vec![b' '; 1024 * 1024 + 1];
        let request =
            request(&Method::POST, "/api/run").header(COOKIE, cookie).body(Body::from(body)).unwrap();
        let response = app.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
    });
}

#[test]
fn a_lesson_that_is_not_there_says_404() {
    on_the_server(async {
        let app = TestApp::new().await;
        for path in ["/learn/no-such-lesson", "/zh/learn/no-such-lesson", "/nowhere"] {
            assert_eq!(app.send(get(path)).await.status(), StatusCode::NOT_FOUND, "{path}");
        }
    });
}

#[test]
fn where_no_place_is_left_every_stream_says_429() {
    on_the_server(async {
        let app = TestApp::new().await;
        let cookie = app.cookie().await;
        app.take_all_places();
        let run = r#"{"cluster":"x","lang":"en","line":"kubectl get pods","preview":false}"#;
        for (method, path) in
            [(Method::POST, "/api/run"), (Method::GET, "/api/live"), (Method::GET, "/api/shell")]
        {
            let request =
                request(&method, path).header(COOKIE, &cookie).header(ORIGIN, "http://127.0.0.1:7466");
            let request = request.body(Body::from(run)).unwrap();
            let response = app.router.clone().oneshot(request).await.unwrap();
            assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS, "{method} {path}");
        }
        assert_eq!(app.send(get("/learn/pods").header(COOKIE, cookie)).await.status(), StatusCode::OK);
    });
}

#[test]
fn a_script_is_a_file_and_only_for_a_machine_of_the_site() {
    on_the_server(async {
        let app = TestApp::new().await;
        let cookie = app.cookie().await;
        let script = app.send(get("/api/setup/script/node-1").header(COOKIE, &cookie)).await;
        assert_eq!(script.status(), StatusCode::OK);
        assert_eq!(script.headers()["content-disposition"], "attachment; filename=\"node-1.sh\"");
        for machine in ["worker-9", "..%2f..%2fetc%2fpasswd", "%22;x"] {
            let path = format!("/api/setup/script/{machine}");
            let response = app.send(get(&path).header(COOKIE, &cookie)).await;
            assert_eq!(response.status(), StatusCode::NOT_FOUND, "{machine}");
        }
        let site = app.send(get("/api/setup/site").header(COOKIE, &cookie)).await;
        assert_eq!(site.headers()["content-disposition"], "attachment; filename=\"set-up.yaml\"");
    });
}
