//! The same engine on a real terminal: the process's own files, standard input, kubeconfig, signals.
//!
//! Layer: I/O shell; the only module that touches the process's own environment. Upstream: `client-go/tools/clientcmd`.

mod config;
mod screen;

use std::io::{IsTerminal, Write};
use std::sync::Arc;

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::{Clock, Event, Files, Session, Surface};

/// Runs a command (its words without the leading `kubectl`) on the process's own terminal; returns the exit code.
pub async fn main(args: Vec<String>) -> i32 {
    let raw = crate::classify(&args).interactive;
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
        files: Arc::new(Disk),
        stdin: Box::new(tokio::io::stdin()),
        out,
        terminal: interactive.then(screen::watch),
        cancel,
        surface: Surface::Terminal,
        preview: false,
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

/// The disk.
struct Disk;

impl Files for Disk {
    fn read(&self, name: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
        let path = std::path::Path::new(name);
        let meta = std::fs::metadata(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => format!("the path {} does not exist", crate::text::quote(name)),
            _ => format!("the path {} cannot be accessed: {error}", crate::text::quote(name)),
        })?;
        if !meta.is_dir() {
            let bytes = std::fs::read(path).map_err(|error| format!("open {name}: {}", words(&error)))?;
            return Ok(vec![(name.to_owned(), bytes)]);
        }
        let entries = std::fs::read_dir(path)
            .map_err(|error| format!("error reading {}: {error}", crate::text::quote(name)))?;
        let mut files: Vec<std::path::PathBuf> = entries
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .filter(|path| {
                path.extension().is_some_and(|ext| ["json", "yaml", "yml"].iter().any(|known| ext == *known))
            })
            .collect();
        files.sort();
        if files.is_empty() {
            return Err(format!("error reading [{name}]: recognized file extensions are [.json .yaml .yml]"));
        }
        files
            .into_iter()
            .map(|path| {
                let bytes = std::fs::read(&path)
                    .map_err(|error| format!("open {}: {}", path.display(), words(&error)))?;
                Ok((path.display().to_string(), bytes))
            })
            .collect()
    }
}

/// An error of the disk in Go's words.
fn words(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file or directory".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}
