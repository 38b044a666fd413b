//! `make run` and `make build`.

use std::process::Command;
use std::thread;

use anyhow::{Result, anyhow};

use crate::browser::{self, Profile};
use crate::paths::{run, target};

/// Builds both halves in the development profile and serves; `WHEELHOUSE_*` say how.
pub(crate) fn serve() -> Result<()> {
    let binary = target().join("debug/wheelhouse");
    let server = || run(Command::new("cargo").args(["build", "--package=wheelhouse"]));
    if binary.exists() {
        browser::build(Profile::Dev)?;
    } else {
        // The first time both at once: each alone leaves a core free for a minute. The binary that comes of it may hold half a page.
        thread::scope(|scope| {
            let server = scope.spawn(server);
            browser::build(Profile::Dev)?;
            server.join().map_err(|_| anyhow!("building the server ended in a panic"))?
        })?;
    }
    server()?;
    run(&mut Command::new(binary))
}

/// The release binary: both halves small, everything inside.
pub(crate) fn release() -> Result<()> {
    browser::build(Profile::Release)?;
    run(Command::new("cargo").args(["build", "--release", "--package=wheelhouse"]))
}
