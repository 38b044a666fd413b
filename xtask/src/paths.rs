//! Where things lie, and how a program is run: everything else builds on these.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// Cargo's target folder.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// What is built once per machine: `${XDG_CACHE_HOME:-~/.cache}/wheelhouse`.
pub(crate) fn cache() -> Result<PathBuf> {
    let base = match std::env::var_os("XDG_CACHE_HOME") {
        Some(dir) if !dir.is_empty() => PathBuf::from(dir),
        _ => PathBuf::from(std::env::var_os("HOME").context("neither XDG_CACHE_HOME nor HOME is set")?)
            .join(".cache"),
    };
    Ok(base.join("wheelhouse"))
}

/// Runs a command in the repository's root and says how long it took where that was long; a failure names it.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let start = Instant::now();
    let status = prepared(command).status();
    ended(command, status.with_context(|| format!("cannot start {}", line(command)))?, start)
}

/// The same beside something else: what it prints is shown once it has ended, in one piece.
pub(crate) fn run_aside(command: &mut Command) -> Result<()> {
    let start = Instant::now();
    let output = prepared(command).output();
    let output = output.with_context(|| format!("cannot start {}", line(command)))?;
    let mut out = io::stderr().lock();
    out.write_all(&output.stdout)?;
    out.write_all(&output.stderr)?;
    ended(command, output.status, start)
}

/// In the repository's root where nothing else was said, and without what cargo tells xtask of its own package: it would tell
/// a cargo in it that packages changed (ring's build script looks).
fn prepared(command: &mut Command) -> &mut Command {
    if command.get_current_dir().is_none() {
        command.current_dir(root());
    }
    for (key, _) in std::env::vars_os() {
        let name = key.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&key);
        }
    }
    command
}

fn ended(command: &Command, status: ExitStatus, start: Instant) -> Result<()> {
    if !status.success() {
        bail!("{} ended with {status}", line(command));
    }
    if start.elapsed() > WORTH_SAYING {
        eprintln!("xtask: {} s for {}", start.elapsed().as_secs(), line(command));
    }
    Ok(())
}

fn line(command: &Command) -> String {
    let words = [command.get_program()].into_iter().chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// A command that took longer than this tells how long it took.
const WORTH_SAYING: Duration = Duration::from_secs(10);

/// Whether a program is on the PATH.
pub(crate) fn has(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|dir| dir.join(program).is_file()))
}
