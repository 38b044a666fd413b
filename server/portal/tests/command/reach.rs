//! What a command reaches is known from the requests that it is going to send, found out once.

use std::sync::Arc;

use api::command::RunRequest;
use kubectl::{Connection, ConnectionFlags, Known, Session, Surface};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::fake;
use crate::harness::{HOME, OWN, TestPortal, request};

const LESSON: &str = "write-a-manifest";

/// `kubectl apply -f web.yaml` in the lesson whose manifest that is.
fn apply() -> RunRequest {
    RunRequest { lesson: Some(LESSON.to_owned()), ..request("kubectl apply -f web.yaml") }
}

#[tokio::test]
async fn one_word_among_many_that_has_no_namespace_is_asked_about() {
    let app = TestPortal::beside_a_cluster().await;
    assert_eq!(app.line("kubectl create deployment web --image=nginx").await.code, Some(0));
    app.seen.forget();
    let said = app.line("kubectl label deployment/web node/worker-1 a=b").await;
    assert_eq!(said.must_type(), Some(OWN), "{said:?}");
    let hits = said.question.map(|question| question.hits).unwrap_or_default();
    assert_eq!(hits, [format!("deployment/web (namespace {HOME})"), "node/worker-1".to_owned()]);
    assert_eq!(app.seen.changes(), [""; 0], "nothing was sent");

    let said = app.insist("kubectl label deployment/web node/worker-1 a=b").await;
    assert_eq!(said.code, Some(0), "{said:?}");
    assert_eq!(app.seen.changes().len(), 2);
    assert_eq!((app.seen.discoveries(), app.seen.pretended()), (1, 2), "the question's plan is the answer's");
}

#[tokio::test]
async fn what_stays_at_home_is_not_asked_about() {
    let app = TestPortal::beside_a_cluster().await;
    for line in [
        "kubectl create configmap one --from-literal=a=b",
        "kubectl label configmap one a=b",
        "kubectl label configmap/one configmap/kube-root-ca.crt b=c",
        "kubectl label configmap --all c=d",
    ] {
        let said = app.line(line).await;
        assert_eq!((said.question.is_none(), said.code), (true, Some(0)), "{line}: {said:?}");
    }
    for line in [
        "kubectl label configmap --all d=e -n kube-system",
        "kubectl create configmap one -n default",
        "kubectl label configmap --all d=e -A",
        "kubectl create namespace x",
        "kubectl cordon worker-1",
        "kubectl taint node worker-1 a=b:NoSchedule",
        "kubectl label ns/wheelhouse a=b",
        "kubeadm token create",
    ] {
        assert_eq!(app.line(line).await.must_type(), Some(OWN), "{line}");
    }
}

#[tokio::test]
async fn a_kind_nobody_has_heard_of_is_judged_by_discovery() {
    let app = fake::portal().await;
    let said = app.line("kubectl label widget/x a=b").await;
    assert_eq!((said.question.is_none(), said.code), (true, Some(0)), "{said:?}");
    for line in [
        "kubectl label thing/x a=b",
        "kubectl annotate things.example.org x a=b",
        "kubectl label widget/x thing/x a=b",
        "kubectl patch thing x --type=merge -p {}",
        "kubectl label widget/x a=b -n other",
    ] {
        assert_eq!(app.line(line).await.must_type(), Some(OWN), "{line}");
    }
}

#[tokio::test]
async fn what_cannot_be_planned_reaches_everywhere() {
    let app = fake::portal().await;
    let said = app.line("kubectl label widget/secret a=b").await;
    assert_eq!(said.must_type(), Some(OWN), "the server refuses to say what it is: {said:?}");
    let reason = said.question.and_then(|question| question.reason).unwrap_or_default();
    assert!(reason.contains("counts as reaching everywhere") && reason.contains("(Forbidden)"), "{reason}");
    assert_eq!(
        app.line("kubectl label widget/missing a=b").await.code,
        Some(1),
        "that it is not there is known"
    );
}

#[tokio::test]
async fn a_cluster_that_does_not_answer_is_not_asked_about() {
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = closed.local_addr().unwrap().to_string();
    drop(closed);
    let app = TestPortal::beside(&address, Arc::default()).await;
    for line in ["kubectl scale deployment/web --replicas=2", "kubectl create configmap one"] {
        let said = app.line(line).await;
        assert_eq!((said.question.is_none(), said.code), (true, Some(1)), "{line}: {said:?}");
        assert!(said.err.contains("was refused"), "{line}: {said:?}");
    }
    let said = app.line("kubectl delete configmap one").await;
    assert_eq!(said.must_type(), None, "a deletion is asked about, wherever it is: {said:?}");
    assert!(said.question.is_some());
}

/// The first plan is what the reader agreed to; what comes later may not reach further.
#[tokio::test]
async fn what_nobody_agreed_to_is_stopped_at_the_door() {
    let (address, seen) = fake::serve().await;
    let run = async |args: &[&str], fence: Option<&str>| {
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        let (out, _heard) = mpsc::channel(1024);
        kubectl::run(&args, session(&address, fence, out)).await
    };
    assert_eq!(run(&["label", "thing/x", "a=b"], Some(HOME)).await, 1);
    assert_eq!(run(&["label", "widget/x", "a=b", "-n", "other"], Some(HOME)).await, 1);
    assert_eq!(seen.changes(), [""; 0]);
    assert_eq!(run(&["label", "widget/x", "a=b"], Some(HOME)).await, 0);
    assert_eq!(run(&["label", "thing/x", "a=b"], None).await, 0);
    assert_eq!(seen.changes().len(), 2);
}

#[tokio::test]
async fn an_apply_is_planned_once() {
    let app = TestPortal::beside_a_cluster().await;
    assert_eq!(app.line("kubectl create configmap one").await.code, Some(0), "the namespace is there");
    app.seen.forget();
    let said = app.run(apply()).await;
    assert_eq!(said.code, Some(0), "{said:?}");
    assert_eq!((app.seen.discoveries(), app.seen.pretended()), (1, 1));
    assert_eq!(app.seen.changes().len(), 1);

    let beyond = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: two, namespace: default}\n";
    app.portal.save_manifest(&app.actor, LESSON, "web.yaml", Some(beyond)).await.unwrap();
    app.seen.forget();
    assert_eq!(app.run(apply()).await.must_type(), Some(OWN));
    let said = app.run(RunRequest { confirmed: Some(OWN.to_owned()), ..apply() }).await;
    assert_eq!(said.code, Some(0), "{said:?}");
    assert_eq!((app.seen.discoveries(), app.seen.pretended()), (1, 1), "also across question and answer");
    assert_eq!(app.seen.changes().len(), 1);
}

#[tokio::test]
async fn a_question_about_another_manifest_is_another_question() {
    let app = TestPortal::beside_a_cluster().await;
    let in_default = |name: &str| {
        format!("apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {name}, namespace: default}}\n")
    };
    app.portal.save_manifest(&app.actor, LESSON, "web.yaml", Some(&in_default("one"))).await.unwrap();
    assert_eq!(app.run(apply()).await.must_type(), Some(OWN));
    app.portal.save_manifest(&app.actor, LESSON, "web.yaml", Some(&in_default("two"))).await.unwrap();
    app.seen.forget();
    let said = app.run(RunRequest { confirmed: Some(OWN.to_owned()), ..apply() }).await;
    assert_eq!((said.code, app.seen.pretended()), (Some(0), 1), "it was planned anew: {said:?}");
    let planned = app.audit().await.pop().and_then(|entry| entry.planned).unwrap_or_default();
    assert_eq!(planned[0]["name"], "two", "{planned}");
}

#[tokio::test]
async fn only_a_real_run_makes_the_lessons_namespace() {
    let app = TestPortal::beside_a_cluster().await;
    let made =
        |app: &TestPortal| app.seen.changes().iter().any(|change| change == "POST /api/v1/namespaces?");
    let preview = |line: &str| RunRequest { preview: true, ..request(line) };
    let create = "kubectl create configmap one --from-literal=a=b";

    app.line(&format!("{create} --dry-run=server")).await;
    app.line(&format!("{create} --dry-run=client")).await;
    assert!(app.line("kubectl delete configmap one").await.question.is_some(), "and it is answered with No");
    assert_eq!(app.line("kubectl label node worker-1 a=b").await.must_type(), Some(OWN));
    assert_eq!(app.line("kubectl scale deployment web --replicas=2").await.code, Some(1));
    assert_eq!(app.line("kubectl get pods").await.code, Some(0));
    let shown = app.run(preview(create)).await;
    assert_eq!(
        (shown.changes.as_slice(), shown.code),
        (&["configmap/one".to_owned()][..], Some(0)),
        "{shown:?}"
    );
    assert!(shown.err.contains("not there yet"), "{shown:?}");
    assert_eq!(app.seen.changes(), [""; 0], "nothing was changed by any of these");
    assert!(!made(&app));

    assert_eq!(app.line(create).await.code, Some(0));
    assert_eq!(app.insist("kubectl get namespace wheelhouse").await.code, Some(0));
}

fn session(address: &str, fence: Option<&str>, out: mpsc::Sender<kubectl::Event>) -> Session {
    Session {
        clusters: Arc::new(At(address.to_owned())),
        clock: Arc::new(portal::SystemClock),
        files: Arc::new(NoFiles),
        stdin: Box::new(tokio::io::empty()),
        out,
        terminal: None,
        cancel: CancellationToken::new(),
        surface: Surface::Page,
        preview: false,
        known: Known::default(),
        fence: fence.map(str::to_owned),
    }
}

struct At(String);

impl kubectl::Clusters for At {
    fn kubeconfig(&self, _: &ConnectionFlags) -> Result<kube::config::Kubeconfig, String> {
        Err("there is none".to_owned())
    }

    fn connect<'a>(
        &'a self,
        _: &'a ConnectionFlags,
    ) -> futures_util::future::BoxFuture<'a, Result<Connection, String>> {
        Box::pin(async {
            let server = format!("http://{}", self.0);
            let config = kube::Config::new(server.parse().map_err(|_| "no address".to_owned())?);
            let client = connection::for_terminal(config).map_err(|error| error.to_string())?;
            Ok(Connection { client, namespace: HOME.to_owned(), server })
        })
    }
}

struct NoFiles;

impl kubectl::Files for NoFiles {
    fn read(&self, name: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
        Err(format!("the path {name:?} does not exist"))
    }
}
