//! The same engine on a real terminal: the process's own files, standard input, kubeconfig, signals.
//!
//! Layer: I/O shell; the only module that touches the process's own environment. Upstream: `client-go/tools/clientcmd`.

mod config;
mod disk;
mod entries;
mod kubeconfig;
mod offered;
mod pattern;
mod screen;

use std::io::{IsTerminal, Write};
use std::sync::Arc;

pub use offered::{Offered, offered};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::{Clock, Event, Known, Manner, Session, Surface};

/// Runs a command (its words without the leading `kubectl`) on the process's own terminal; returns the exit code.
pub async fn main(args: Vec<String>) -> i32 {
    let raw = crate::classify(&args).manner == Manner::Interactive;
    with(raw, async |session| crate::run(&args, session).await).await
}

/// Gives a program a session of the process's own terminal and prints what it says; returns its exit code. `raw`: what
/// is typed goes through unread.
pub async fn with(raw: bool, program: impl AsyncFnOnce(Session) -> i32) -> i32 {
    let (out, events) = mpsc::channel(64);
    let printing = std::thread::spawn(move || print(events));
    let cancel = CancellationToken::new();
    let stop = cancel.clone();
    let interrupts = tokio::spawn(async move {
        while tokio::signal::ctrl_c().await.is_ok() {
            if stop.is_cancelled() {
                std::process::exit(130);
            }
            stop.cancel();
        }
    });
    let interactive = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let session = Session {
        clusters: Arc::new(config::Local),
        clock: Arc::new(System),
        files: Arc::new(disk::Disk),
        stdin: Box::new(tokio::io::stdin()),
        out,
        terminal: interactive.then(screen::watch),
        cancel,
        surface: Surface::Terminal,
        preview: false,
        known: Known::default(),
        fence: None,
    };
    let raw = (interactive && raw).then(screen::Raw::enter);
    let code = program(session).await;
    drop(raw);
    interrupts.abort();
    // A printer that failed has lost its reader; the command's own result stands.
    let _printed = printing.join();
    code
}

fn print(mut events: mpsc::Receiver<Event>) {
    let mut stdout = std::io::BufWriter::new(std::io::stdout().lock());
    while let Some(event) = events.blocking_recv() {
        let done = match event {
            Event::Stdout(bytes) => stdout.write_all(&bytes),
            Event::Stderr(bytes) => stdout.flush().and_then(|()| std::io::stderr().write_all(&bytes)),
            Event::Call(_) => Ok(()),
        };
        let done = if events.is_empty() { done.and_then(|()| stdout.flush()) } else { done };
        if done.is_err() {
            return;
        }
    }
}

/// The system's clock.
struct System;

impl Clock for System {
    fn now(&self) -> jiff::Timestamp {
        jiff::Timestamp::now()
    }

    fn zone(&self) -> jiff::tz::TimeZone {
        jiff::tz::TimeZone::system()
    }
}
