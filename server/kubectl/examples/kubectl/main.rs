//! The engine as a program of its own, for the tests that hold it beside the real one, and beside what that said once.
//!
//! `KUBECTL_RECORD` names a file for what it asks and is answered, `KUBECTL_REPLAY` one to be answered from: no cluster is asked
//! then, and a request that is not there ends the command with code [`UNKNOWN`].

#[path = "../../tests/replay/note.rs"]
mod note;
mod pipe;
mod record;
mod replay;
#[path = "../../tests/replay/tape.rs"]
mod tape;

use std::path::PathBuf;
use std::sync::Arc;

use kubectl::{Changed, Clock, Clusters, Connection, ConnectionFlags, KubeconfigChange, Session};

/// The exit code where something was asked that no recording has.
const UNKNOWN: i32 = 99;

/// What comes between the engine and the cluster.
trait Between: Send + Sync {
    /// The client that the engine gets instead of a cluster's.
    fn client(self: Arc<Self>, of: kube::Client) -> kube::Client;
    /// The time that the engine is told.
    fn now(&self) -> jiff::Timestamp;
}

struct Wrapped<C: ?Sized> {
    inner: Arc<C>,
    between: Arc<dyn Between>,
}

impl Clusters for Wrapped<dyn Clusters> {
    fn kubeconfig(&self, flags: &ConnectionFlags) -> Result<kube::config::Kubeconfig, String> {
        self.inner.kubeconfig(flags)
    }

    fn connect<'a>(
        &'a self,
        flags: &'a ConnectionFlags,
    ) -> futures_util::future::BoxFuture<'a, Result<Connection, String>> {
        Box::pin(async move {
            let mut connection = self.inner.connect(flags).await?;
            connection.client = self.between.clone().client(connection.client);
            Ok(connection)
        })
    }

    fn change_kubeconfig(
        &self,
        flags: &ConnectionFlags,
        change: &KubeconfigChange,
    ) -> Result<Changed, String> {
        self.inner.change_kubeconfig(flags, change)
    }
}

impl Clock for Wrapped<dyn Clock> {
    fn now(&self) -> jiff::Timestamp {
        self.between.now()
    }

    fn zone(&self) -> jiff::tz::TimeZone {
        self.inner.zone()
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let file = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let replay = file("KUBECTL_REPLAY").map(|file| Arc::new(replay::Replay::read(&file)));
    let between: Option<Arc<dyn Between>> = match (&replay, file("KUBECTL_RECORD")) {
        (Some(replay), _) => Some(replay.clone()),
        (None, Some(file)) => Some(Arc::new(record::Record::new(&file))),
        (None, None) => None,
    };
    let Some(between) = between else {
        std::process::exit(kubectl::terminal::main(args).await);
    };
    let code = kubectl::terminal::with(false, async |session| {
        let clusters = Arc::new(Wrapped { inner: session.clusters, between: between.clone() });
        let clock = Arc::new(Wrapped { inner: session.clock, between });
        let session = Session { clusters, clock, ..session };
        kubectl::run(&args, session).await
    });
    let code = code.await;
    let unknown = replay.is_some_and(|replay| replay.was_asked_more());
    std::process::exit(if unknown { UNKNOWN } else { code });
}
