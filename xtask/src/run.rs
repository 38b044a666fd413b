//! `make run` and `make build`.

use std::process::Command;

use anyhow::Result;

use crate::browser::{self, Profile};
use crate::paths::{run, target};

/// Builds both halves in the development profile and serves; `WHEELHOUSE_*` say how.
pub(crate) fn serve() -> Result<()> {
    browser::build(Profile::Dev)?;
    run(Command::new("cargo").args(["build", "--package=wheelhouse"]))?;
    run(&mut Command::new(target().join("debug/wheelhouse")))
}

/// The release binary: both halves small, everything inside.
pub(crate) fn release() -> Result<()> {
    browser::build(Profile::Release)?;
    run(Command::new("cargo").args(["build", "--release", "--package=wheelhouse"]))
}
