//! Plug-ins of every kind. The words are those of kubectl 1.36.3 with the same entries.

use std::sync::Arc;
use std::time::{Duration, Instant};

use kube::config::ExecConfig;
use serde_json::{Value, json};

use super::answer::{Credential, VERSIONS};
use super::{Audience, Login, LoginError};

const LIMIT: Duration = Duration::from_secs(30);

fn shell(script: &str) -> Value {
    json!({"apiVersion": VERSIONS[0], "command": "sh", "args": ["-c", script], "interactiveMode": "Never"})
}

fn login(exec: Value, limit: Duration) -> Arc<Login> {
    let exec: ExecConfig = serde_json::from_value(exec).unwrap();
    Arc::new(Login::new(exec, Audience::Pages(limit)))
}

async fn given(exec: Value) -> Result<Arc<Credential>, LoginError> {
    login(exec, LIMIT).credential().await
}

async fn refused(exec: Value) -> LoginError {
    match given(exec).await {
        Ok(_) => panic!("a credential came"),
        Err(error) => error,
    }
}

/// What a plug-in writes that answers so.
fn answer(credential: &Value) -> Value {
    shell(&format!("echo '{credential}'"))
}

fn token(version: &str) -> Value {
    json!({"apiVersion": version, "kind": "ExecCredential", "status": {"token": "t"}})
}

#[tokio::test]
async fn an_answer_that_is_none_is_refused_in_kubectls_words() {
    let unnamed = "exec plugin is configured to use API version client.authentication.k8s.io/v1, plugin returned version client.authentication.k8s.io/";
    let with = |status: Value| json!({"apiVersion": VERSIONS[0], "kind": "ExecCredential", "status": status});
    for (credential, words) in [
        (json!({"a": 1}), format!("{unnamed}__internal")),
        (token(VERSIONS[1]), format!("{unnamed}v1beta1")),
        (
            token("v1"),
            "decoding stdout: no kind \"ExecCredential\" is registered for version \"v1\" in scheme \"pkg/runtime/scheme.go:111\"".to_owned(),
        ),
        (
            json!({"apiVersion": VERSIONS[0], "kind": "Pod"}),
            "decoding stdout: no kind \"Pod\" is registered for version \"client.authentication.k8s.io/v1\" in scheme \"pkg/runtime/scheme.go:111\"".to_owned(),
        ),
        (with(Value::Null), "exec plugin didn't return a status field".to_owned()),
        (with(json!({})), "exec plugin didn't return a token or cert/key pair".to_owned()),
        (with(json!({"clientKeyData": "k"})), "exec plugin returned only certificate or key, not both".to_owned()),
    ] {
        assert_eq!(refused(answer(&credential)).await.why, words, "{credential}");
    }
    let secret = refused(answer(&json!("s3cret"))).await;
    assert!(!secret.to_string().contains("s3cret"), "{secret}");
}

#[tokio::test]
async fn a_program_that_is_not_there_is_told_with_its_hint() {
    let mut exec = shell("");
    exec["command"] = "no-such-plugin".into();
    exec["installHint"] = "get it".into();
    let why = refused(exec.clone()).await.to_string();
    assert!(
        why.starts_with("getting credentials: exec: executable no-such-plugin not found\n\nIt looks"),
        "{why}"
    );
    assert!(why.ends_with("#client-go-credential-plugins\n\nget it"), "{why}");
    exec["command"] = "/no/such-plugin".into();
    assert_eq!(refused(exec).await.why, "exec: fork/exec /no/such-plugin: no such file or directory");
}

#[tokio::test]
async fn what_a_failing_one_says_is_kept() {
    let error = refused(shell("echo oh no >&2; exit 3")).await;
    assert_eq!(
        (error.why.as_str(), error.said.as_str()),
        ("exec: executable sh failed with exit code 3", "oh no\n")
    );
    assert_eq!(refused(shell("kill -9 $$")).await.why, "exec: executable sh failed with exit code -1");
}

#[tokio::test]
async fn nobody_can_be_asked_from_a_page() {
    let mut exec = shell("cat >&2; echo \"$KUBERNETES_EXEC_INFO\" >&2; exit 1");
    exec["interactiveMode"] = "IfAvailable".into();
    let said: Value = serde_json::from_str(&refused(exec.clone()).await.said).unwrap();
    assert_eq!(
        said,
        json!({"kind": "ExecCredential", "apiVersion": VERSIONS[0], "spec": {"interactive": false}})
    );
    exec["interactiveMode"] = "Always".into();
    let words = "exec plugin cannot support interactive mode: standard input is not a terminal";
    assert_eq!(refused(exec).await.why, words);
}

#[tokio::test]
async fn one_that_does_not_end_is_stopped_with_its_group_and_holds_no_worker() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("pids");
    let script = format!("sleep 3600 & echo $! > {0}; echo $$ >> {0}; wait", file.display());
    let login = login(shell(&script), Duration::from_millis(700));
    let started = Instant::now();
    // The runtime of this test has one thread: were it held, nothing would end.
    let waiting: Vec<_> = (0..8)
        .map(|_| {
            tokio::spawn({
                let login = login.clone();
                async move { login.credential().await }
            })
        })
        .collect();
    for one in waiting {
        let Err(error) = one.await.unwrap() else { panic!("a credential came") };
        assert_eq!(error.why, "exec: executable sh did not end within 0.7 s and was stopped");
    }
    assert!(started.elapsed() < Duration::from_secs(5), "it was run once for all: {:?}", started.elapsed());
    let pids = std::fs::read_to_string(&file).unwrap();
    assert_eq!(pids.lines().count(), 2, "{pids}");
    let alive = |pid: &str| {
        let state = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        state.rsplit(") ").next().is_some_and(|rest| !rest.is_empty() && !rest.starts_with('Z'))
    };
    while pids.lines().any(alive) {
        assert!(started.elapsed() < Duration::from_secs(10), "they live on");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn what_it_gave_is_kept_until_it_ends() {
    let dir = tempfile::tempdir().unwrap();
    let runs = dir.path().join("runs");
    let count = || std::fs::read_to_string(&runs).unwrap().lines().count();
    let counted = |credential: &Value| shell(&format!("echo run >> {}; echo '{credential}'", runs.display()));
    let kept = login(counted(&token(VERSIONS[0])), LIMIT);
    let first = kept.credential().await.ok().unwrap();
    assert_eq!(first.token.as_deref(), Some("t"));
    kept.credential().await.ok().unwrap();
    assert_eq!(count(), 1);
    kept.forget(&first);
    kept.credential().await.ok().unwrap();
    assert_eq!(count(), 2, "the server refused it");

    let mut over = token(VERSIONS[0]);
    over["status"]["expirationTimestamp"] = "2020-01-01T00:00:00Z".into();
    let over = login(counted(&over), LIMIT);
    over.credential().await.ok().unwrap();
    over.credential().await.ok().unwrap();
    assert_eq!(count(), 4);
}
