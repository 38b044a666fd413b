//! What a running command holds: the session, the connection made when first needed, discovery kept in memory.
//!
//! Layer: between the commands and the API. Upstream: `cmdutil.Factory`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::sync::{OnceCell, mpsc};
use tokio_util::sync::CancellationToken;

use crate::discovery::Discovery;
use crate::failure::{Failure, Outcome};
use crate::flags::Args;
use crate::{Clock, Clusters, Connection, ConnectionFlags, Event, Files, Session, Surface, Terminal};

/// The session without its standard input, so that it can be shared.
pub struct Shared {
    /// Where connections and the kubeconfig come from.
    pub clusters: Arc<dyn Clusters>,
    /// The current time.
    pub clock: Arc<dyn Clock>,
    /// What `-f NAME` may read.
    pub files: Arc<dyn Files>,
    /// Where everything goes that the command says.
    pub out: mpsc::Sender<Event>,
    /// Set on a terminal.
    pub terminal: Option<Terminal>,
    /// Ends the command.
    pub cancel: CancellationToken,
    /// Who typed the line.
    pub surface: Surface,
    /// Change nothing.
    pub preview: bool,
}

/// What a running command holds.
pub struct Context {
    /// The session.
    pub session: Shared,
    /// The connection flags as typed.
    pub(crate) connection_flags: ConnectionFlags,
    /// `--namespace`, if it was given.
    explicit_namespace: Option<String>,
    /// `--warnings-as-errors`.
    pub(crate) warnings_as_errors: bool,
    connection: OnceCell<Connection>,
    discovery: OnceCell<Discovery>,
    warnings: Mutex<Vec<String>>,
    stdin_taken: AtomicBool,
    input: tokio::sync::Mutex<Option<Box<dyn AsyncRead + Send + Unpin>>>,
}

impl Context {
    /// For one command.
    pub fn new(session: Session, args: &Args) -> Context {
        let Session { clusters, clock, files, stdin: input, out, terminal, cancel, surface, preview } =
            session;
        let session = Shared { clusters, clock, files, out, terminal, cancel, surface, preview };
        let given =
            args.given.iter().filter(|(name, _)| CONNECTION.contains(&name.as_str())).cloned().collect();
        Context {
            session,
            connection_flags: ConnectionFlags { given },
            explicit_namespace: args.changed("namespace").then(|| args.str("namespace").to_owned()),
            warnings_as_errors: args.bool("warnings-as-errors"),
            connection: OnceCell::new(),
            discovery: OnceCell::new(),
            warnings: Mutex::new(Vec::new()),
            stdin_taken: AtomicBool::new(false),
            input: tokio::sync::Mutex::new(Some(input)),
        }
    }

    /// The connection, made when first asked for.
    pub async fn connection(&self) -> Outcome<&Connection> {
        self.connection
            .get_or_try_init(|| async {
                self.session.clusters.connect(&self.connection_flags).await.map_err(Failure::Message)
            })
            .await
    }

    /// What the server serves, asked once.
    pub(crate) async fn discovery(&self) -> Outcome<&Discovery> {
        self.discovery.get_or_try_init(|| crate::discovery::fetch(self)).await
    }

    /// The namespace of the command, and whether it was given with `-n`.
    pub(crate) async fn namespace(&self) -> Outcome<(String, bool)> {
        match &self.explicit_namespace {
            Some(namespace) if !namespace.is_empty() => Ok((namespace.clone(), true)),
            _ => Ok((self.connection().await?.namespace.clone(), false)),
        }
    }

    /// Writes to standard output.
    pub async fn out(&self, text: impl Into<Bytes>) {
        let bytes = text.into();
        if !bytes.is_empty() {
            self.event(Event::Stdout(bytes)).await;
        }
    }

    /// Writes to standard error.
    pub async fn err(&self, text: impl Into<Bytes>) {
        let bytes = text.into();
        if !bytes.is_empty() {
            self.event(Event::Stderr(bytes)).await;
        }
    }

    /// Sends an event. When nobody listens any more the command is cancelled.
    pub(crate) async fn event(&self, event: Event) {
        if self.session.out.send(event).await.is_err() {
            self.session.cancel.cancel();
        }
    }

    /// Prints a warning of the server once.
    pub(crate) async fn warn(&self, text: &str) {
        let fresh = {
            let mut seen = self.warnings.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let fresh = !seen.iter().any(|old| old == text);
            if fresh {
                seen.push(text.to_owned());
            }
            fresh
        };
        if fresh {
            self.err(format!("Warning: {text}\n")).await;
        }
    }

    /// How many different warnings were printed.
    pub(crate) fn warning_count(&self) -> usize {
        self.warnings.lock().unwrap_or_else(std::sync::PoisonError::into_inner).len()
    }

    /// All of standard input; only one argument may ask for it.
    pub(crate) async fn stdin(&self) -> Outcome<Vec<u8>> {
        if self.stdin_taken.swap(true, Ordering::SeqCst) {
            return Err("standard input cannot be used for multiple arguments".into());
        }
        let mut bytes = Vec::new();
        if let Some(mut input) = self.take_stdin().await {
            input.read_to_end(&mut bytes).await.map_err(|error| Failure::Message(error.to_string()))?;
        }
        Ok(bytes)
    }

    /// Standard input as a stream, once.
    pub(crate) async fn take_stdin(&self) -> Option<Box<dyn AsyncRead + Send + Unpin>> {
        self.input.lock().await.take()
    }

    /// The current time.
    pub fn now(&self) -> jiff::Timestamp {
        self.session.clock.now()
    }
}

/// Flags that choose a connection.
pub(crate) const CONNECTION: &[&str] = &[
    "as",
    "as-group",
    "as-uid",
    "as-user-extra",
    "certificate-authority",
    "client-certificate",
    "client-key",
    "cluster",
    "context",
    "disable-compression",
    "insecure-skip-tls-verify",
    "kubeconfig",
    "namespace",
    "password",
    "request-timeout",
    "server",
    "tls-server-name",
    "token",
    "user",
    "username",
];
