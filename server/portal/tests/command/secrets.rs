//! Canaries typed in every place and spelling that can hold a secret, through the real portal; then the data directory,
//! write-ahead log included, and everything that was logged are searched for them.

use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};

use api::command::RunRequest;
use api::frame::Lang;
use tracing_subscriber::fmt::MakeWriter;

use crate::harness::{OWN, TestPortal, request};

/// What is never to be found again.
const CANARY: &str = "CANARY7h3";

/// Every place and spelling; `@` is the canary.
const LINES: &[&str] = &[
    "kubectl create secret generic a --from-literal pass=@",
    "kubectl create secret generic b --from-literal=pass=@",
    "kubectl create secret generic c --from-literal=pass=@ --from-literal other=@,third=@",
    "kubectl create secret generic d --from-literal='pass=@ with a blank'",
    "kubectl create secret generic e --from_literal=pass=@",
    "kubectl create secret generic f --from-literal=@",
    "kubectl create secret generic g --from-literal=pass=@ --dry-run=server -o yaml",
    "kubectl create configmap a --from-literal=pass=@",
    "kubectl create configmap a --from-literal pass=@",
    "kubectl run a --image=nginx --env=PASS=@",
    "kubectl run b --image=nginx --env PASS=@",
    "kubectl run c --image=nginx --env PASS=@ --env=OTHER=@ -- prog -p@ @",
    "kubectl run d --image=nginx prog @",
    "kubectl run d2 --image=nginx -- @",
    "kubectl run d3 --image=nginx @ -- @",
    "kubectl run e --image=nginx --overrides='{\"x\":\"@\"}'",
    "kubectl expose pod a --port=80 --overrides '{\"x\":\"@\"}'",
    "kubectl create deployment a --image=nginx -- prog @ --pass=@",
    "kubectl create job a --image=busybox -- prog @",
    "kubectl create cronjob a --image=busybox --schedule=@daily -- prog @",
    "kubectl patch secret a -p '{\"stringData\":{\"pass\":\"@\"}}'",
    "kubectl patch secret a --patch '{\"stringData\":{\"pass\":\"@\"}}'",
    "kubectl patch secret a --patch='{\"stringData\":{\"pass\":\"@\"}}' --type merge",
    "kubectl patch secret/a -p'{\"stringData\":{\"pass\":\"@\"}}'",
    "kubectl patch secret a --type=json -p='[{\"op\":\"add\",\"path\":\"/stringData\",\"value\":{\"a\":\"@\"}}]'",
    "kubectl patch secret missing -p '{\"stringData\":{\"pass\":\"@\"}}'",
    "kubectl patch -f web.yaml -p '{\"stringData\":{\"pass\":\"@\"}}'",
    "kubectl exec a -- redis-cli -p@",
    "kubectl exec a -- redis-cli -p @",
    "kubectl exec a -c a -- env PASS=@ true",
    "kubectl exec -i a -- sh -c 'echo @'",
    "kubectl exec pod/a -- PASS=@",
    "kubectl exec a redis-cli @",
    "kubectl attach a --nope=@",
    "kubectl get pods --token=@",
    "kubectl get pods --token @",
    "kubectl delete pod a --password=@",
    "kubectl delete pod a --username=@ --password @",
    "kubectl delete pod a -s https://me:@@host",
    "kubectl apply -f web.yaml",
    "kubectl apply -f web.yaml --server-side",
    "kubectl create -f web.yaml",
    "kubectl delete -f web.yaml",
    "kubectl --nope @ delete pod a",
    "kubectl delte secret @",
    "kubeadm token create abcdef.@@@@@@@",
    "kubeadm token create abcdef.0123456789abcdef --certificate-key @",
    "kubeadm token create --print-join-command --certificate-key=@",
    "kubeadm token delete abcdef.@",
    "kubeadm token delete @.@",
    "kubeadm join 10.0.0.1:6443 --token @ --discovery-token=@ --tls-bootstrap-token @",
    "kubeadm join 10.0.0.1:6443 --certificate-key @ --token=abcdef.@",
];

/// All that is logged, whatever its level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Log;
    fn make_writer(&'a self) -> Log {
        self.clone()
    }
}

fn has_canary(bytes: &[u8]) -> bool {
    bytes.windows(CANARY.len()).any(|window| window.eq_ignore_ascii_case(CANARY.as_bytes()))
}

/// Files of a folder that hold the canary.
fn finds(dir: &Path) -> Vec<String> {
    let files = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let with = files.filter(|path| path.is_file() && has_canary(&std::fs::read(path).unwrap()));
    with.map(|path| path.display().to_string()).collect()
}

/// The evidence of a step: a line that fits its panel, with a program behind it.
async fn step(app: &TestPortal) {
    let line = format!("kubectl create deployment s --image=nginx -- prog {CANARY} --image=nginx:1.29");
    let (lesson, step) = (Some("create-a-deployment".to_owned()), Some("create".to_owned()));
    let said = app.run(RunRequest { lesson, step, ..request(&line) }).await;
    assert_eq!(said.code, Some(0), "{said:?}");
    let frame = app.portal.frame(&app.actor).await.unwrap();
    assert!(frame.progress.done.contains_key("create-a-deployment"), "the step is ticked");
}

/// A blank that stands for a token.
async fn blank(app: &TestPortal) {
    app.portal.save_blank(&app.actor, "token", CANARY).await.unwrap();
    let frame = app.portal.frame(&app.actor).await.unwrap();
    assert_eq!(frame.progress.blanks.get("token").map(String::as_str), Some(CANARY), "it is kept, in memory");
}

#[tokio::test]
async fn no_secret_reaches_the_disk_or_the_log() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().with_writer(log.clone()).with_max_level(tracing::Level::TRACE);
    tracing::subscriber::set_global_default(subscriber.finish()).unwrap();
    let app = TestPortal::beside_a_cluster().await;
    let manifest = format!(
        "apiVersion: v1\nkind: Secret\nmetadata: {{name: m}}\nstringData: {{pass: {CANARY}}}\ndata: {{other: Q0FOQVJZ}}\n"
    );
    let lesson = "write-a-manifest";
    app.portal.save_manifest(&app.actor, lesson, "web.yaml", Some(&manifest)).await.unwrap();
    let mut worked = 0;
    for line in LINES {
        let line = line.replace("@daily", "0 0 * * *").replace('@', CANARY);
        for (preview, confirmed) in [(true, None), (false, None), (false, Some(OWN.to_owned()))] {
            let lesson = Some(lesson.to_owned());
            let said = app.run(RunRequest { preview, confirmed, lesson, ..request(&line) }).await;
            worked += usize::from(said.code == Some(0));
        }
    }
    assert!(worked > 30, "the canaries did get where they were meant to: {worked}");
    assert!(app.audit().await.len() > 25, "and were recorded: {}", app.audit().await.len());
    let sent = app.seen.count(|request| request.contains("/exec?") && request.contains(CANARY));
    assert!(sent > 0, "a program's arguments were sent to the cluster");
    let page = app.portal.open_lesson(&app.actor, Lang::En, lesson).await.unwrap();
    assert_eq!(page.edits, [("web.yaml".to_owned(), manifest)], "it is kept, in memory");
    step(&app).await;
    blank(&app).await;

    // The log holds something, and so does the write-ahead log: this test can fail.
    app.portal.save_blank(&app.actor, "new-worker", "CONTROL").await.unwrap();
    let all: Vec<u8> = std::fs::read_dir(app.dir())
        .unwrap()
        .flat_map(|entry| std::fs::read(entry.unwrap().path()).unwrap())
        .collect();
    assert!(all.windows(7).any(|window| window == b"CONTROL"), "the store writes in clear");
    assert!(!log.0.lock().unwrap().is_empty(), "something was logged");

    assert_eq!(finds(app.dir()), [""; 0]);
    let logged = log.0.lock().unwrap().clone();
    let text = String::from_utf8_lossy(&logged);
    let line = text.lines().find(|line| has_canary(line.as_bytes()));
    assert_eq!(line, None);
}
