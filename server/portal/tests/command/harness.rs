//! `TestPortal`: a portal on a temporary store beside a cluster whose every request is seen.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use api::command::{Question, RunEvent, RunRequest};
use api::frame::Lang;
use cluster::Registry;
use course::Course;
use kube::config::Kubeconfig;
use portal::{Actor, Portal, SystemClock};
use practice::{Options, Practice, Speed};
use store::{AuditEntry, AuditFilter, Store};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// The cluster's name in the switcher. It is not for practice.
pub(crate) const OWN: &str = "own";

/// The lessons' namespace there.
pub(crate) const HOME: &str = "wheelhouse";

/// What a cluster was asked.
#[derive(Default)]
pub(crate) struct Seen {
    /// `GET /api/v1/nodes`, in order.
    requests: Mutex<Vec<String>>,
    /// How many watches are open now.
    watches: AtomicUsize,
}

impl Seen {
    /// Forgets what was asked so far.
    pub(crate) fn forget(&self) {
        self.requests.lock().unwrap().clear();
    }

    pub(crate) fn note(&self, request: &str) {
        self.requests.lock().unwrap().push(request.to_owned());
    }

    /// How many requests fit.
    pub(crate) fn count(&self, fits: impl Fn(&str) -> bool) -> usize {
        self.requests.lock().unwrap().iter().filter(|request| fits(request)).count()
    }

    /// How often it was asked what it serves.
    pub(crate) fn discoveries(&self) -> usize {
        self.count(|request| request == "GET /apis")
    }

    /// Changes that were only pretended.
    pub(crate) fn pretended(&self) -> usize {
        self.count(|request| is_change(request) && request.contains("dryRun=All"))
    }

    /// Changes that were meant.
    pub(crate) fn changes(&self) -> Vec<String> {
        let requests = self.requests.lock().unwrap();
        requests.iter().filter(|r| is_change(r) && !r.contains("dryRun=All")).cloned().collect()
    }

    pub(crate) fn watches(&self) -> usize {
        self.watches.load(Ordering::SeqCst)
    }
}

fn is_change(request: &str) -> bool {
    !request.starts_with("GET ") && !request.contains("/selfsubject")
}

/// A portal, its store, its only reader.
pub(crate) struct TestPortal {
    pub(crate) portal: Portal,
    pub(crate) actor: Actor,
    pub(crate) store: Store,
    pub(crate) seen: Arc<Seen>,
    dir: TempDir,
}

impl TestPortal {
    /// Beside a practice cluster that is called [`OWN`] and counts as a real one.
    pub(crate) async fn beside_a_cluster() -> TestPortal {
        let options = Options { workers: 1, speed: Speed::Max, ..Options::default() };
        let practice = Practice::open(options).await.unwrap();
        let (seen, listener) = (Arc::new(Seen::default()), TcpListener::bind("127.0.0.1:0").await.unwrap());
        let address = listener.local_addr().unwrap().to_string();
        tokio::spawn(listen(listener, practice, seen.clone()));
        TestPortal::beside(&address, seen).await
    }

    /// Beside whatever answers at an address.
    pub(crate) async fn beside(address: &str, seen: Arc<Seen>) -> TestPortal {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), "a test").await.unwrap();
        let course = Course::load(&course::Embedded, portal::check_line).unwrap();
        let clusters = Registry::new(None, Some(kubeconfig(address)));
        let portal = Portal::new(course, store.clone(), clusters, Arc::new(SystemClock), Vec::new());
        let (actor, _) = portal.let_in().await.unwrap();
        TestPortal { portal, actor, store, seen, dir }
    }

    /// The data directory.
    pub(crate) fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// Runs a request and returns all that was said.
    pub(crate) async fn run(&self, request: RunRequest) -> Said {
        let mut receiver = self.portal.run_command(&self.actor, request);
        let mut said = Said::default();
        while let Some(event) = receiver.recv().await {
            match event {
                RunEvent::Ask(question) => said.question = Some(question),
                RunEvent::Exit { code, .. } => said.code = Some(code),
                RunEvent::Out { text } => said.out += &text,
                RunEvent::Err { text } => said.err += &text,
                RunEvent::Change(change) => said.changes.push(change.object),
                RunEvent::Call(_) | RunEvent::Hint(_) | RunEvent::Done { .. } => {}
            }
        }
        said
    }

    /// Runs a line that nobody has confirmed.
    pub(crate) async fn line(&self, line: &str) -> Said {
        self.run(request(line)).await
    }

    /// Runs a line and answers its question, if there is one.
    pub(crate) async fn insist(&self, line: &str) -> Said {
        self.run(RunRequest { confirmed: Some(OWN.to_owned()), ..request(line) }).await
    }

    /// Runs a line until it ends well: what it needs may still be starting.
    pub(crate) async fn until_done(&self, line: &str) {
        for _ in 0..300 {
            if self.line(line).await.code == Some(0) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{line}: {:?}", self.line(line).await);
    }

    /// The whole record, oldest first.
    pub(crate) async fn audit(&self) -> Vec<AuditEntry> {
        let mut entries = self.store.audit(&AuditFilter::default(), 1000).await.unwrap();
        entries.reverse();
        entries
    }

    /// The record of a line.
    pub(crate) async fn entry(&self, line: &str) -> AuditEntry {
        let entries = self.audit().await;
        entries.into_iter().rfind(|entry| entry.line == line).unwrap_or_else(|| panic!("no record of {line}"))
    }
}

/// What a run said.
#[derive(Debug, Default)]
pub(crate) struct Said {
    pub(crate) question: Option<Question>,
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) changes: Vec<String>,
}

impl Said {
    /// The name that has to be typed, if anything was asked.
    pub(crate) fn must_type(&self) -> Option<&str> {
        self.question.as_ref()?.type_name.as_deref()
    }
}

/// A line from the prompt.
pub(crate) fn request(line: &str) -> RunRequest {
    RunRequest {
        cluster: OWN.to_owned(),
        lesson: None,
        step: None,
        lang: Lang::En,
        line: line.to_owned(),
        preview: false,
        confirmed: None,
    }
}

fn kubeconfig(address: &str) -> Kubeconfig {
    let text = format!(
        "{{apiVersion: v1, kind: Config, current-context: {OWN}, \
         clusters: [{{name: c, cluster: {{server: 'http://{address}'}}}}], \
         contexts: [{{name: {OWN}, context: {{cluster: c, user: u}}}}], users: [{{name: u, user: {{}}}}]}}"
    );
    Kubeconfig::from_yaml(&text).unwrap()
}

/// Every connection leads to the practice cluster; what is asked on it is noted.
async fn listen(listener: TcpListener, practice: Practice, seen: Arc<Seen>) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(carry(stream, practice.clone(), seen.clone()));
    }
}

async fn carry(stream: TcpStream, practice: Practice, seen: Arc<Seen>) {
    let (mut from_client, mut to_client) = stream.into_split();
    let (mut from_cluster, mut to_cluster) = tokio::io::split(practice.connect());
    let mut watching = false;
    let asking = async {
        let mut buffer = vec![0; 64 * 1024];
        loop {
            let Ok(count @ 1..) = from_client.read(&mut buffer).await else { return };
            for request in requests(&buffer[..count]) {
                if request.contains("watch=true") && !std::mem::replace(&mut watching, true) {
                    seen.watches.fetch_add(1, Ordering::SeqCst);
                }
                seen.note(&request);
            }
            if to_cluster.write_all(&buffer[..count]).await.is_err() {
                return;
            }
        }
    };
    tokio::select! {
        () = asking => {}
        _ = tokio::io::copy(&mut from_cluster, &mut to_client) => {}
    }
    if watching {
        seen.watches.fetch_sub(1, Ordering::SeqCst);
    }
}

/// The first lines of the requests that begin in these bytes.
fn requests(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let heads = text.lines().filter_map(|line| line.strip_suffix(" HTTP/1.1"));
    let verbs = ["GET ", "POST ", "PUT ", "PATCH ", "DELETE "];
    heads.filter(|head| verbs.iter().any(|verb| head.starts_with(verb))).map(str::to_owned).collect()
}
