//! `make run` and `make build`.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::SystemTime;

use anyhow::{Result, anyhow};

use crate::browser::{self, Profile};
use crate::paths::{root, run, target};

/// Builds both halves in the development profile and serves; `WHEELHOUSE_*` say how.
pub(crate) fn serve() -> Result<()> {
    let (binary, stamp) = (target().join("debug/wheelhouse"), target().join(".run.stamp"));
    let began = fs::metadata(&stamp).and_then(|m| m.modified());
    // Asking cargo for both halves takes longer than to start: look first whether anything was touched since.
    let fresh =
        binary.exists() && began.is_ok_and(|began| newest(&root()).is_ok_and(|touched| touched < began));
    if !fresh {
        let start = SystemTime::now();
        dev()?;
        File::create(stamp)?.set_modified(start)?;
    }
    run(&mut Command::new(binary))
}

/// When a file or folder in a folder was last written; what is built or installed there does not count.
fn newest(dir: &Path) -> io::Result<SystemTime> {
    let mut newest = fs::metadata(dir)?.modified()?;
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if ["target", "node_modules", ".git"].iter().any(|built| entry.file_name() == *built) {
            continue;
        }
        let time = if entry.file_type()?.is_dir() {
            self::newest(&entry.path())?
        } else {
            entry.metadata()?.modified()?
        };
        newest = newest.max(time);
    }
    Ok(newest)
}

/// Both halves at once, since each alone leaves a core free; the server again if it may have taken the browser's of before. The
/// browser's goes first: its last crate keeps one core only, the server's crates many to their end.
fn dev() -> Result<()> {
    let server = || run(Command::new("nice").args(["cargo", "build", "--package=wheelhouse"]));
    let start = SystemTime::now();
    thread::scope(|scope| {
        let server = scope.spawn(server);
        browser::build(Profile::Dev)?;
        server.join().map_err(|_| anyhow!("building the server ended in a panic"))?
    })?;
    if browser::changed_since(start)? { server() } else { Ok(()) }
}

/// The release binary: both halves small, everything inside.
pub(crate) fn release() -> Result<()> {
    browser::build(Profile::Release)?;
    run(Command::new("cargo").args(["build", "--release", "--package=wheelhouse"]))
}
