//! Standard input and output of simulated commands.
//!
//! Layer: simulation.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use tokio::sync::mpsc;

use crate::kubelet::Process;

/// Where a command writes.
#[derive(Clone)]
pub(crate) enum Output {
    /// Kept for whoever reads it next.
    Buffer(Arc<Mutex<Vec<u8>>>),
    /// A container's log.
    Log(Arc<Process>),
    /// A client, on one of its channels; with a terminal, newlines become CR LF.
    Client { to: mpsc::Sender<(u8, Bytes)>, channel: u8, tty: bool },
    /// Nowhere.
    Null,
}

impl Output {
    /// A fresh buffer.
    pub(crate) fn buffer() -> (Output, Arc<Mutex<Vec<u8>>>) {
        let buffer = Arc::new(Mutex::new(Vec::new()));
        (Output::Buffer(buffer.clone()), buffer)
    }

    /// A container's log.
    pub(crate) fn log(process: &Arc<Process>) -> Output {
        Output::Log(process.clone())
    }

    /// Writes bytes.
    pub(crate) async fn write(&self, bytes: &[u8]) {
        match self {
            Output::Buffer(buffer) => {
                let mut buffer = buffer.lock().unwrap_or_else(PoisonError::into_inner);
                if buffer.len() < 8 << 20 {
                    buffer.extend_from_slice(bytes);
                }
            }
            Output::Log(process) => process.log.write(process.clock.now(), &String::from_utf8_lossy(bytes)),
            Output::Client { to, channel, tty } => {
                let bytes = if *tty { crlf(bytes) } else { bytes.to_vec() };
                if to.send((*channel, Bytes::from(bytes))).await.is_err() {
                    tracing::trace!("a client went away while a command was writing");
                }
            }
            Output::Null => {}
        }
    }

    /// Writes text.
    pub(crate) async fn text(&self, text: &str) {
        self.write(text.as_bytes()).await;
    }
}

fn crlf(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + 16);
    for (i, b) in bytes.iter().enumerate() {
        if *b == b'\n' && (i == 0 || bytes[i - 1] != b'\r') {
            out.push(b'\r');
        }
        out.push(*b);
    }
    out
}

/// Where a command reads.
#[derive(Clone)]
pub(crate) enum Input {
    /// Bytes that are already there.
    Bytes(Arc<Mutex<Vec<u8>>>),
    /// A client that may still be typing.
    Client(Arc<tokio::sync::Mutex<(mpsc::Receiver<Bytes>, Vec<u8>)>>),
}

impl Input {
    /// Nothing.
    pub(crate) fn empty() -> Input {
        Input::bytes(Vec::new())
    }

    /// Some bytes.
    pub(crate) fn bytes(bytes: Vec<u8>) -> Input {
        Input::Bytes(Arc::new(Mutex::new(bytes)))
    }

    /// A client.
    pub(crate) fn client(from: mpsc::Receiver<Bytes>) -> Input {
        Input::Client(Arc::new(tokio::sync::Mutex::new((from, Vec::new()))))
    }

    /// What is there next; empty at the end.
    pub(crate) async fn chunk(&self) -> Vec<u8> {
        match self {
            Input::Bytes(bytes) => std::mem::take(&mut *bytes.lock().unwrap_or_else(PoisonError::into_inner)),
            Input::Client(client) => {
                let mut client = client.lock().await;
                if !client.1.is_empty() {
                    return std::mem::take(&mut client.1);
                }
                client.0.recv().await.map(|b| b.to_vec()).unwrap_or_default()
            }
        }
    }

    /// Everything to the end.
    pub(crate) async fn all(&self) -> Vec<u8> {
        let mut out = Vec::new();
        loop {
            let chunk = self.chunk().await;
            if chunk.is_empty() || out.len() > 8 << 20 {
                return out;
            }
            out.extend(chunk);
        }
    }

    /// One line without its newline; `None` at the end.
    pub(crate) async fn line(&self) -> Option<String> {
        let mut line = Vec::new();
        loop {
            let chunk = self.chunk().await;
            if chunk.is_empty() {
                return (!line.is_empty()).then(|| String::from_utf8_lossy(&line).into_owned());
            }
            if let Some(i) = chunk.iter().position(|b| *b == b'\n') {
                line.extend(&chunk[..i]);
                self.give_back(chunk[i + 1..].to_vec()).await;
                return Some(String::from_utf8_lossy(&line).into_owned());
            }
            line.extend(chunk);
        }
    }

    async fn give_back(&self, rest: Vec<u8>) {
        match self {
            Input::Bytes(bytes) => *bytes.lock().unwrap_or_else(PoisonError::into_inner) = rest,
            Input::Client(client) => client.lock().await.1 = rest,
        }
    }
}

/// The three streams of a command.
#[derive(Clone)]
pub(crate) struct Io {
    pub(crate) stdin: Input,
    pub(crate) stdout: Output,
    pub(crate) stderr: Output,
}
