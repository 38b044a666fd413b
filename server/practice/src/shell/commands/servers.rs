//! Programs of other servers, as they are asked for their version.
//!
//! Layer: simulation.

use super::Call;

/// `httpd -v`.
pub(super) async fn httpd(call: Call<'_>) -> i32 {
    call.say("Server version: Apache/2.4.65 (Unix)\nServer built:   Jul 23 2025 18:00:00\n".into()).await;
    0
}

/// `redis-server --version`.
pub(super) async fn redis(call: Call<'_>) -> i32 {
    call.say("Redis server v=8.2.1 sha=00000000:1 malloc=jemalloc-5.3.0 bits=64 build=0\n".into()).await;
    0
}

/// `python3`: its version, and a server of files that nobody asks anything; other programs are not here.
pub(super) async fn python(call: Call<'_>) -> Option<i32> {
    match call.args.first().copied() {
        Some("--version" | "-V") => {
            call.say("Python 3.13.7\n".into()).await;
            Some(0)
        }
        Some("-m") if call.args.get(1) == Some(&"http.server") => {
            let port = call.args.get(2).copied().unwrap_or("8000");
            call.say(format!("Serving HTTP on 0.0.0.0 port {port} (http://0.0.0.0:{port}/) ...\n")).await;
            std::future::pending::<()>().await;
            Some(0)
        }
        None if call.sh.main => Some(0),
        _ => None,
    }
}
