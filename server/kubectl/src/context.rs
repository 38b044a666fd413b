//! What a running command holds: the session, the connection made when first needed, discovery kept in memory.
//!
//! Layer: under the API; [`crate::api`] and [`crate::discover`] add what asks the server. Upstream: `cmdutil.Factory`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::sync::{OnceCell, mpsc};
use tokio_util::sync::CancellationToken;

use crate::failure::{Failure, Outcome};
use crate::flags::groups::{ConnectionFlags, Globals};
use crate::known::Known;
use crate::{Clock, Clusters, Connection, Event, Files, Session, Surface, Terminal};

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
    /// Changes may go only into this namespace.
    pub(crate) fence: Option<String>,
}

/// What a running command holds.
pub struct Context {
    /// The session.
    pub session: Shared,
    /// The flags that every command takes, as typed.
    pub(crate) globals: Globals,
    connection: OnceCell<Connection>,
    pub(crate) known: Known,
    warnings: Mutex<Vec<String>>,
    stdin_taken: AtomicBool,
    input: tokio::sync::Mutex<Option<Box<dyn AsyncRead + Send + Unpin>>>,
}

impl Context {
    /// For one command.
    pub(crate) fn new(session: Session, globals: Globals) -> Context {
        let Session { clusters, clock, files, stdin, out, terminal, cancel, surface, preview, known, fence } =
            session;
        Context {
            session: Shared { clusters, clock, files, out, terminal, cancel, surface, preview, fence },
            globals,
            connection: OnceCell::new(),
            known,
            warnings: Mutex::new(Vec::new()),
            stdin_taken: AtomicBool::new(false),
            input: tokio::sync::Mutex::new(Some(stdin)),
        }
    }

    /// For one command of a program that knows none of kubectl's flags but the kubeconfig.
    pub fn of_kubeconfig(session: Session, kubeconfig: &str) -> Context {
        Context::new(session, Globals::of_kubeconfig(kubeconfig))
    }

    /// The flags that choose a connection.
    pub(crate) fn connection_flags(&self) -> &ConnectionFlags {
        &self.globals.connection
    }

    /// The connection, made when first asked for.
    pub async fn connection(&self) -> Outcome<&Connection> {
        self.connection
            .get_or_try_init(|| async {
                self.session.clusters.connect(self.connection_flags()).await.map_err(Failure::Message)
            })
            .await
    }

    /// The namespace of the command, and whether it was given with `-n`.
    pub(crate) async fn namespace(&self) -> Outcome<(String, bool)> {
        match self.connection_flags().namespace.as_str() {
            "" => Ok((self.connection().await?.namespace.clone(), false)),
            namespace => Ok((namespace.to_owned(), true)),
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
