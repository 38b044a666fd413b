//! Parses, runs and prints kubectl commands with kube's client, byte for byte as kubectl 1.36 does.
//!
//! Layer: a library that knows the Kubernetes API and nothing of the portal. Clock, files, standard input, kubeconfig
//! and output are handed in with a [`Session`]; the only I/O of its own is the API.

mod api;
mod classify;
mod commands;
mod context;
mod describe;
mod discover;
mod failure;
mod flags;
mod help;
mod holds;
mod known;
mod line;
mod mask;
mod page;
mod plan;
mod printers;
mod resource;
mod run;
mod spec;
pub mod terminal;
mod text;
mod time;
pub mod toolkit;
mod yaml;

use std::sync::Arc;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use tokio::io::AsyncRead;
use tokio::sync::{mpsc, watch};
use tokio_util::sync::CancellationToken;

use failure::Failure;
/// `crate::base64`: Go's `StdEncoding`.
use go_text::base64;

pub use api::Planned;
pub use classify::{Impact, check_line, classify};
pub use flags::HIDDEN;
pub use flags::groups::ConnectionFlags;
pub use holds::{Holds, secrets};
pub use known::Known;
pub use line::{LineError, parse_line};
pub use mask::masked;
pub use plan::{Plan, plan};
pub use run::run;
pub use spec::{Effect, Manner};

/// What a command is given to work with.
pub struct Session {
    /// Where connections and the kubeconfig come from.
    pub clusters: Arc<dyn Clusters>,
    /// The current time.
    pub clock: Arc<dyn Clock>,
    /// What `-f NAME` may read.
    pub files: Arc<dyn Files>,
    /// Standard input.
    pub stdin: Box<dyn AsyncRead + Send + Unpin>,
    /// Where everything that the command says goes, in order. Bounded: a slow reader slows the command.
    pub out: mpsc::Sender<Event>,
    /// Set when standard input and output are a terminal.
    pub terminal: Option<Terminal>,
    /// Ends the command as Ctrl-C would (a watch, `logs -f`, `exec`).
    pub cancel: CancellationToken,
    /// Who typed the command line.
    pub surface: Surface,
    /// Send every change with `dryRun=All`, wait for nothing, and record in [`Call::before`] what each object was.
    pub preview: bool,
    /// What is known already of what the server serves; asked for where nothing is.
    pub known: Known,
    /// Changes may go only into this namespace: any other is refused before it is sent. `None`: anywhere.
    pub fence: Option<String>,
}

/// A terminal's size as it changes: (columns, rows).
pub struct Terminal {
    /// The newest size.
    pub size: watch::Receiver<(u16, u16)>,
}

/// Where a command line comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    /// A person's own terminal: every flag is allowed.
    Terminal,
    /// A page: flags that name a connection, an identity, a path of the server or a URL are refused by name.
    Page,
}

/// Something that a command says.
#[derive(Clone, Debug)]
pub enum Event {
    /// Bytes for standard output.
    Stdout(Bytes),
    /// Bytes for standard error.
    Stderr(Bytes),
    /// An API call that was answered, or failed.
    Call(Call),
}

/// One API call.
#[derive(Clone, Debug, Default)]
pub struct Call {
    /// HTTP method.
    pub method: String,
    /// Path and query.
    pub path: String,
    /// HTTP status; `None` when no answer came.
    pub status: Option<u16>,
    /// Milliseconds from sending to the answer's head.
    pub millis: u64,
    /// Request body, at most [`Call::BODY_LIMIT`] bytes of it.
    pub request: Option<String>,
    /// Response body, at most [`Call::BODY_LIMIT`] bytes of it; `None` for streams.
    pub response: Option<String>,
    /// In a preview: the object before the change, as the server has it now; `None` where there is none.
    pub before: Option<serde_json::Value>,
    /// What it changes; `None` when it looks, asks or only pretends.
    pub change: Option<Box<Planned>>,
}

impl Call {
    /// How much of a body is kept, in bytes.
    pub const BODY_LIMIT: usize = 64 * 1024;
}

/// A connection to one cluster.
#[derive(Clone)]
pub struct Connection {
    /// kube's client.
    pub client: kube::Client,
    /// The namespace of commands that name none.
    pub namespace: String,
    /// The server's URL, for messages.
    pub server: String,
}

/// Where connections and the kubeconfig come from.
pub trait Clusters: Send + Sync {
    /// The merged kubeconfig, for `config view` and its kind. The error is printed as it is, after `error: `.
    fn kubeconfig(&self, flags: &ConnectionFlags) -> Result<kube::config::Kubeconfig, String>;
    /// A connection. The error is printed as it is, after `error: `.
    fn connect<'a>(&'a self, flags: &'a ConnectionFlags) -> BoxFuture<'a, Result<Connection, String>>;
    /// Changes the kubeconfig's files. Only a person's own terminal may.
    fn change_kubeconfig(&self, _: &ConnectionFlags, _: &KubeconfigChange) -> Result<Changed, String> {
        Err("the kubeconfig cannot be changed here".to_owned())
    }
}

/// A change of the kubeconfig.
#[derive(Clone, Debug)]
pub enum KubeconfigChange {
    /// Another current context, which must be there.
    UseContext(String),
    /// Fields of a context, made where it is missing.
    SetContext {
        /// Its name; `None`: the current one.
        name: Option<String>,
        /// `cluster`, `user`, `namespace`, and what they are to be; an empty text takes one away.
        fields: Vec<(&'static str, String)>,
    },
}

/// What came of a change of the kubeconfig.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The context's name.
    pub name: String,
    /// It was not there before.
    pub created: bool,
}

/// The current time.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> jiff::Timestamp;
    /// The zone in which moments are told. A page's reader may be anywhere: UTC.
    fn zone(&self) -> jiff::tz::TimeZone {
        jiff::tz::TimeZone::UTC
    }
}

/// A manifest that `-f` names.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// The name that messages call it by.
    pub name: String,
    /// Its bytes, or why it cannot be read: `open x.yaml: permission denied`.
    pub text: Result<Vec<u8>, String>,
}

/// What a web server answered.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// 200.
    pub code: u16,
    /// `200 OK`.
    pub status: String,
    /// The body.
    pub body: Vec<u8>,
}

/// Files that `-f` and its kind may name.
pub trait Files: Send + Sync {
    /// The bytes of a file, or of every file in a directory, each with its name. The error is what kubectl says:
    /// `the path "x.yaml" does not exist`.
    fn read(&self, name: &str) -> Result<Vec<(String, Vec<u8>)>, String>;

    /// The manifests behind a name: a file; those of a folder, and of the folders in it where `recursive` says so; what
    /// a pattern fits. Where there are only files, those.
    fn manifests(&self, name: &str, _recursive: bool) -> Result<Vec<Manifest>, String> {
        let files = self.read(name)?;
        Ok(files.into_iter().map(|(name, bytes)| Manifest { name, text: Ok(bytes) }).collect())
    }

    /// What is behind a URL. Only a person's own terminal fetches any.
    fn fetch<'a>(&'a self, url: &'a str) -> BoxFuture<'a, Result<Fetched, Failure>> {
        let refused = format!("{url} cannot be used here: no URL is fetched");
        Box::pin(std::future::ready(Err(Failure::Message(refused))))
    }
}
