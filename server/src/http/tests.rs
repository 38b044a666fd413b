//! The route table under attack: who may ask what. In process, with a real portal on a temporary store.

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE, UPGRADE,
};
use http::{Method, Request, StatusCode};
use portal::{Portal, SystemClock};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use super::limits::Limits;
use super::{Server, router};

/// One runtime for all tests, as the server has one: leptos' executor is the process', and a task of one test's own
/// runtime would be lost with it.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());

fn on_the_server(test: impl Future<Output = ()>) {
    RUNTIME.block_on(test);
}

struct TestApp {
    router: Router,
    portal: Portal,
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
        let server = Server::new(portal.clone(), CancellationToken::new());
        TestApp { limits: server.limits.clone(), router: router(server), portal, _dir: dir }
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

/// The value of a cookie.
fn token(cookie: &str) -> &str {
    cookie.split_once('=').unwrap().1
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

/// Every address that a page is served at, in both languages, and one that is nobody's.
fn pages() -> Vec<String> {
    let pages = app::frame::pages::PATHS.iter().map(|path| path.replace(":id", "pods"));
    let pages = pages.flat_map(|path| [format!("/zh{path}"), path]);
    pages.chain(["/no/such/page".to_owned()]).collect()
}

/// Every route behind a session as the router has it, with something in its path's blanks, and every server function as leptos has it.
fn inside() -> Vec<(Method, String)> {
    let routes = super::inside().into_iter().map(|(method, path, _)| {
        let words = path.split('/').map(|word| if word.starts_with('{') { "x" } else { word });
        (method, words.collect::<Vec<_>>().join("/"))
    });
    // The functions register themselves; at least those that pages call must be there.
    let functions: Vec<_> =
        leptos::server_fn::axum::server_fn_paths().map(|(path, method)| (method, path.to_owned())).collect();
    assert!(functions.len() >= 12, "only {} server functions", functions.len());
    routes.filter(|(_, path)| !path.starts_with("/api/fn/")).chain(functions).collect()
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
        let open = ["/", "/zh", "/zh/", "/learn/", "/healthz", "/readyz", "/pkg/x"].map(str::to_owned);
        routes.extend(pages().into_iter().chain(open).map(|path| (Method::GET, path)));
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
        for path in pages() {
            let page = app.send(get(&path)).await;
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
fn a_browser_that_throws_its_cookies_away_leaves_nothing_behind() {
    on_the_server(async {
        let app = TestApp::new().await;
        for _ in 0..20 {
            app.cookie().await;
        }
        let cookie = app.cookie().await;
        let actor = app.portal.actor_of(token(&cookie)).await.unwrap().unwrap();
        assert_eq!(app.portal.sessions(&actor).await.unwrap().len(), 1, "the one that came back");
    });
}

#[test]
fn a_session_that_is_ended_opens_nothing_and_what_is_open_in_it_ends() {
    on_the_server(async {
        let app = TestApp::new().await;
        let (cookie, other) = (app.cookie().await, app.cookie().await);
        let stream = app.send(get("/api/live").header(COOKIE, &cookie)).await;
        assert_eq!(stream.status(), StatusCode::OK);
        let still = app.send(get("/api/live").header(COOKIE, &other)).await;
        let actor = app.portal.actor_of(token(&other)).await.unwrap().unwrap();
        let sessions = app.portal.sessions(&actor).await.unwrap();
        let ended = sessions.iter().find(|session| session.session != actor.session()).unwrap();
        app.portal.end_session(&actor, ended.session).await.unwrap();
        let told = axum::body::to_bytes(stream.into_body(), usize::MAX).await.unwrap();
        assert!(String::from_utf8_lossy(&told).contains("event: hello"), "the stream is over");
        assert_eq!(
            app.send(get("/api/live").header(COOKIE, &cookie)).await.status(),
            StatusCode::UNAUTHORIZED
        );
        assert_eq!(app.send(get("/learn/pods").header(COOKIE, &other)).await.status(), StatusCode::OK);
        drop(still);
        assert!(app.portal.end_session(&actor, ended.session).await.is_err(), "it is gone");
    });
}

#[test]
fn a_right_answer_is_in_no_page_before_it_was_given() {
    on_the_server(async {
        let app = TestApp::new().await;
        let cookie = app.cookie().await;
        for path in pages() {
            let page = app.send(get(&path).header(COOKIE, &cookie)).await;
            let page = axum::body::to_bytes(page.into_body(), usize::MAX).await.unwrap();
            assert!(!String::from_utf8_lossy(&page).contains("verdict"), "{path}");
        }
        let answer = r#"lang=en&cluster=x&lesson=create-a-deployment&quiz=who&answer=1"#;
        let request = Request::post("/api/fn/answer")
            .header(HOST, "127.0.0.1:7466")
            .header(COOKIE, &cookie)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        let told = app.router.clone().oneshot(request.body(Body::from(answer)).unwrap()).await.unwrap();
        let told = axum::body::to_bytes(told.into_body(), usize::MAX).await.unwrap();
        let told = String::from_utf8_lossy(&told).into_owned();
        assert!(told.contains(r#""right":true"#) && told.contains("counts the pods"), "{told}");
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
fn pages_that_are_rendered_at_the_same_time_keep_to_themselves() {
    on_the_server(async {
        let app = TestApp::new().await;
        let pages = [
            ("/learn", "Study Kubernetes"),
            ("/zh/learn", "学习 Kubernetes"),
            ("/glossary", "Glossary"),
            ("/zh/glossary", "术语表"),
            ("/setup", "Set up"),
            ("/zh/setup", "搭建集群"),
            ("/nowhere", "There is no such page."),
            ("/zh/nowhere", "没有这个页面。"),
        ];
        for _ in 0..20 {
            let nothing_kept = router(Server::new(app.portal.clone(), CancellationToken::new()));
            let asked = pages.map(|(path, title)| {
                let request = get(path).body(Body::empty()).unwrap();
                (title, tokio::spawn(nothing_kept.clone().oneshot(request)))
            });
            for (title, answer) in asked {
                let body = axum::body::to_bytes(answer.await.unwrap().unwrap().into_body(), usize::MAX).await;
                let page = String::from_utf8(body.unwrap().to_vec()).unwrap();
                let found = page.split("<title>").nth(1).and_then(|rest| rest.split(" · ").next());
                assert_eq!(found, Some(title));
            }
        }
    });
}

#[test]
fn a_handler_that_panics_says_500_and_not_what_it_panicked_with() {
    on_the_server(async {
        let routes =
            Router::new().route("/panics", axum::routing::get(async || -> &str { panic!("s3cret") }));
        let request = get("/panics").body(Body::empty()).unwrap();
        let answer = super::layers(routes).oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        assert_eq!(body, "a mistake in Wheelhouse: its log says where");
    });
}

#[test]
fn a_slash_behind_an_address_leads_to_the_page() {
    on_the_server(async {
        let app = TestApp::new().await;
        for (asked, page) in [
            ("/zh/", "/zh/learn"),
            ("/learn/", "/learn"),
            ("/zh/learn/pods/", "/zh/learn/pods"),
            ("/glossary/?q=pod", "/glossary?q=pod"),
        ] {
            let response = app.send(get(asked)).await;
            assert_eq!(response.status(), StatusCode::PERMANENT_REDIRECT, "{asked}");
            assert_eq!(response.headers()[LOCATION], page, "{asked}");
        }
        assert_eq!(app.send(get("//elsewhere.example/")).await.status(), StatusCode::NOT_FOUND);
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
