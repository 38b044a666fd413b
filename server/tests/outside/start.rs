//! Starting and stopping: what is refused, and in which words.

use std::net::TcpListener;

use crate::harness::{TestApp, run, wheelhouse};

#[test]
fn it_refuses_to_listen_on_anything_but_loopback() {
    let dir = tempfile::tempdir().unwrap();
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
        let out = run(dir.path(), &["serve", "--no-practice", "--listen", address]);
        let said = String::from_utf8(out.stderr).unwrap();
        assert_eq!(out.status.code(), Some(1), "{said}");
        assert!(said.contains("no accounts yet") && said.contains("--listen 127.0.0.1"), "{said}");
    }
}

#[test]
fn a_port_in_use_names_its_holder_and_the_flag() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let dir = tempfile::tempdir().unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let out = run(dir.path(), &["serve", "--no-practice", "--listen", &address]);
    let said = String::from_utf8(out.stderr).unwrap();
    assert_eq!(out.status.code(), Some(1));
    assert!(said.contains(&format!("process {}", std::process::id())), "{said}");
    assert!(said.contains("--listen"), "{said}");
}

#[test]
fn a_data_directory_in_use_names_its_holder_and_the_flag() {
    let app = TestApp::start();
    let out = wheelhouse(app.dir())
        .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
        .arg(app.dir())
        .output()
        .unwrap();
    let said = String::from_utf8(out.stderr).unwrap();
    assert_eq!(out.status.code(), Some(1));
    assert!(said.contains("in use by process") && said.contains("--data-dir"), "{said}");
    assert_eq!(app.get("/healthz").status, 200, "the first one goes on");
}

#[test]
fn a_kubeconfig_that_cannot_be_read_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let out = run(
        dir.path(),
        &["serve", "--no-practice", "--listen", "127.0.0.1:0", "--kubeconfig", "no-such-file"],
    );
    let said = String::from_utf8(out.stderr).unwrap();
    assert_eq!(out.status.code(), Some(1));
    assert!(said.contains("no-such-file") && said.contains("--kubeconfig"), "{said}");
}

#[test]
fn it_stops_cleanly_and_tells_open_pages() {
    use std::io::Read;
    let mut app = TestApp::start();
    assert_eq!(app.get("/readyz").body, "ok");
    let mut live = app.open("GET", "/api/live", "text/plain", "");
    // The head of the answer: the stream is open now.
    let mut first = [0; 15];
    live.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.0 200 OK");
    assert!(app.terminate(), "exit code 0");
    let mut rest = String::new();
    live.read_to_string(&mut rest).unwrap();
    assert!(rest.contains("event: bye"), "{rest}");
}

#[test]
fn help_names_every_flag_and_its_variable() {
    let dir = tempfile::tempdir().unwrap();
    let help = String::from_utf8(run(dir.path(), &["serve", "--help"]).stdout).unwrap();
    for (flag, variable) in [
        ("--listen", "WHEELHOUSE_LISTEN"),
        ("--data-dir", "WHEELHOUSE_DATA_DIR"),
        ("--kubeconfig", "WHEELHOUSE_KUBECONFIG"),
        ("--context", "WHEELHOUSE_CONTEXT"),
        ("--no-practice", "WHEELHOUSE_NO_PRACTICE"),
        ("--content", "WHEELHOUSE_CONTENT"),
    ] {
        assert!(help.contains(flag) && help.contains(variable), "{flag}: {help}");
    }
}
