//! Files that never answer, as on a dead mount: they are said, they stop nobody else, and the server still ends when it is asked to.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::harness::{TestApp, said, wheelhouse};

/// How long a server that was asked to stop may take.
const STOP: Duration = Duration::from_secs(5);

/// A file that whoever opens it waits for.
fn silent(dir: &Path) -> PathBuf {
    let path = dir.join("silent");
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    path
}

#[test]
fn a_certificate_on_a_dead_mount_is_said_and_stops_nobody_else() {
    let dir = tempfile::tempdir().unwrap();
    let config = json!({
        "apiVersion": "v1", "kind": "Config", "current-context": "a",
        "clusters": [{"name": "a", "cluster": {"server": "https://127.0.0.1:9", "certificate-authority": silent(dir.path())}}],
        "contexts": [{"name": "a", "context": {"cluster": "a", "user": ""}}],
    });
    let mut app = TestApp::beside(&config.to_string());
    let ask = || {
        said(&app.run(&json!({
            "cluster": "a", "lesson": null, "step": null, "lang": "en",
            "line": "kubectl get pods", "preview": false, "confirmed": null,
        })))
    };
    std::thread::scope(|scope| {
        let asking: Vec<_> = (0..4).map(|_| scope.spawn(ask)).collect();
        std::thread::sleep(Duration::from_secs(1));
        let started = Instant::now();
        assert_eq!(app.get("/healthz").body, "ok");
        assert!(said(&app.kubectl("kubectl get nodes")).contains("Ready"));
        assert!(started.elapsed() < STOP, "{:?}", started.elapsed());
        for one in asking {
            let said = one.join().unwrap();
            assert!(said.contains("its files could not be read within 10 s"), "{said}");
        }
    });
    let asked = Instant::now();
    assert!(app.terminate());
    assert!(asked.elapsed() < STOP, "{:?}", asked.elapsed());
}

#[test]
fn a_server_that_hangs_while_it_starts_ends_when_it_is_asked_to() {
    let dir = tempfile::tempdir().unwrap();
    let mut command = wheelhouse(dir.path());
    command
        .args(["serve", "--no-practice", "--listen", "127.0.0.1:0", "--data-dir"])
        .arg(dir.path().join("data"));
    command.arg("--kubeconfig").arg(silent(dir.path()));
    let mut child = command.stdout(Stdio::null()).spawn().unwrap();
    std::thread::sleep(Duration::from_secs(3));
    assert!(child.try_wait().unwrap().is_none(), "it hangs");
    let asked = Instant::now();
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
    while child.try_wait().unwrap().is_none() {
        if asked.elapsed() > STOP {
            child.kill().unwrap();
            panic!("it did not end");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}
